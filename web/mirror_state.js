// What a node says about itself, as attributes of its element.
// May not: place elements or touch their order.

// Bits of State (client/platform/semantics.hpp).
export const State = {
  disabled: 1, checked: 2, mixed: 4, selected: 8, expandable: 16, expanded: 32, modal: 64, focusable: 128,
  focus_target: 256, invalid: 512, required: 1024, readonly: 2048, password: 4096, selectable_text: 8192,
  current: 16384, has_menu: 32768, semibold: 65536, busy: 131072, right_to_left: 262144,
};

const text_roles = new Set([7, 8, 9]); // heading, text, paragraph
const content_named = new Set([13, 14, 15, 20, 22, 25, 34, 35]); // their name is their text
const checkable = 15, option = 20, tab = 22, menuitem = 25, row = 27, progressbar = 12, button = 13;
const sizes = ['small', 'body', 'title'];

/** What was said before is remembered: to ask the element costs as much as to say it again. */
function set({element, said}, attribute, value) {
  const text = value === null || value === undefined || value === false ? null : String(value);
  if ((said[attribute] ?? null) === text) return;
  said[attribute] = text;
  if (text === null) element.removeAttribute(attribute);
  else element.setAttribute(attribute, text);
}

export function apply_state(entry, node, Role) {
  const {role, state} = node;
  const on = (bit) => (state & bit) !== 0;
  if (role === Role.textbox || role === Role.multiline) return apply_field(entry, node, on);
  apply_name(entry, node, on, Role);
  apply_focus(entry, node, on);
  set(entry, 'aria-description', node.hint || null);
  set(entry, 'aria-checked', role === checkable ? (on(State.mixed) ? 'mixed' : String(on(State.checked))) : null);
  const selectable = role === option || role === tab || role === row;
  set(entry, 'aria-selected', selectable ? String(on(State.selected)) : null);
  set(entry, 'aria-pressed', role === button && on(State.selected) ? 'true' : null);
  set(entry, 'aria-expanded', on(State.expandable) ? String(on(State.expanded)) : null);
  set(entry, 'aria-haspopup', on(State.has_menu) ? (role === Role.combobox ? 'listbox' : 'menu') : null);
  set(entry, 'aria-modal', on(State.modal) ? 'true' : null);
  set(entry, 'aria-current', on(State.current) ? 'page' : null);
  set(entry, 'aria-busy', on(State.busy) ? 'true' : null);
  const controls = on(State.expanded) && node.points_to ? 'm' + node.points_to : null;
  set(entry, 'aria-controls', controls);
  if (role === Role.link) set(entry, 'href', node.value);
  if (role === row) set(entry, 'aria-rowindex', node.position + 1);
  if (node.set_size >= 0) set(entry, 'aria-rowcount', node.set_size);
  if (role === progressbar || role === Role.splitter) set(entry, 'aria-valuenow', node.value || null);
  if (role === menuitem && on(State.checked)) set(entry, 'aria-checked', 'true');
}

function apply_name(entry, node, on, Role) {
  const {element} = entry;
  const {role, name} = node;
  if (text_roles.has(role) || content_named.has(role)) {
    const text = [...element.childNodes].find((child) => child.nodeType === 3);
    if (!text) element.append(name);
    else if (text.data !== name) text.data = name;
  } else if (role === Role.combobox) {
    set(entry, 'aria-label', name);
    if (element.textContent !== node.value) element.textContent = node.value;
  } else {
    set(entry, 'aria-label', name || null);
    const nothing_but_name = role === Role.group && name;
    if (nothing_but_name) set(entry, 'role', 'group');
  }
  if (role === 33 || role === 19 || role === 20 || role === 24) element.id = 'm' + element.dataset.id; // dialog, listbox, option, menu
  if (text_roles.has(role)) {
    const size = role === Role.heading ? (node.level === 1 ? 'title' : 'body') : sizes[node.level];
    const classes = [size, on(State.semibold) && 'semibold', on(State.selectable_text) && 'selectable'];
    set(entry, 'class', classes.filter(Boolean).join(' '));
    set(entry, 'dir', on(State.right_to_left) ? 'rtl' : null);
  }
}

function apply_focus(entry, node, on) {
  let stop = on(State.focusable) ? 0 : on(State.focus_target) ? -1 : null;
  if (entry.tag === 'button') {
    // Disabled by attribute only: a hint about the reason must still be reachable.
    set(entry, 'aria-disabled', on(State.disabled) ? 'true' : null);
    stop = on(State.focusable) && !on(State.disabled) ? 0 : -1;
  }
  set(entry, 'tabindex', stop);
}

function apply_field(entry, node, on) {
  const {element} = entry;
  set(entry, 'aria-label', node.name);
  element.placeholder = node.hint;
  element.disabled = on(State.disabled);
  element.readOnly = on(State.readonly);
  set(entry, 'aria-invalid', on(State.invalid) ? 'true' : null);
  set(entry, 'aria-required', on(State.required) ? 'true' : null);
  const active = node.points_to ? 'm' + node.points_to : null; // of the list below the field
  set(entry, 'role', active && 'combobox');
  set(entry, 'aria-expanded', active && 'true');
  set(entry, 'aria-activedescendant', active);
  // While an input method composes, the field knows better than the program.
  if (element.value !== node.value && !element.dataset.composing) element.value = node.value;
}
