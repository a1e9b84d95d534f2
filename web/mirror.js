// The semantic mirror: real, labelled, focusable elements over the canvas, patched from the program's tree.
// May not: be seen, but for focus rings, selections and the text field that is being edited.
import {counters} from './frames.js';
import {words, floats, read_text, bytes} from './heap.js';
import {State, apply_state} from './mirror_state.js';

// In the order of Role (client/platform/semantics.hpp): element, and ARIA role where the element has none of its own.
const kinds = [
  ['div'], ['main'], ['nav'], ['aside'], ['header'], ['section'], ['div', 'search'],
  ['h2'], ['span'], ['p'], ['div', 'img'], ['div', 'separator'], ['div', 'progressbar'],
  ['button'], ['a'], ['button', 'checkbox'], ['input'], ['textarea'], ['button', 'combobox'], ['div', 'listbox'], ['button', 'option'],
  ['div', 'tablist'], ['button', 'tab'], ['div', 'tabpanel'], ['div', 'menu'], ['button', 'menuitem'],
  ['div', 'grid'], ['div', 'row'], ['div', 'gridcell'], ['div', 'columnheader'], ['div', 'list'], ['div', 'listitem'], ['article'],
  ['div', 'dialog'], ['div', 'status'], ['div', 'alert'], ['div', 'separator'], ['div', 'form'], ['input', 'spinbutton'],
];
export const Role = {group: 0, banner: 4, heading: 7, text: 8, paragraph: 9, image: 10, link: 14, textbox: 16, multiline: 17, combobox: 18, splitter: 36};
const node_words = 20; // of one Node
const lag = 120; // ms by which the mirror may follow a list that is being rolled; less than anybody waits for it
const row = 27;
const reused = new Set([15, row, 28]); // checkbox, row, cell: what a long list is made of

const shown = new Map(); // id → entry {element, role, hash, seen, last}
const spare = new Map(); // role → entries of rows that went while others came
let latest = null; // the program's tree that is not mirrored yet: it lies there until the program shows another
let late = 0; // handle of the timer that mirrors it
let rolled = null, rolled_at = 0; // the long list that wheel or finger moved last
let root;
let generation = 0;
let wanted_focus = null;
let moving = false; // an element is being put elsewhere: its loss of focus is none

export function init_mirror(element) {
  root = {element, last: null};
}

export const element_of = (id) => shown.get(id)?.element;
export const is_moving = () => moving;

/** The id of the mirrored element that contains `target`, or 0. */
export function id_of(target) {
  const element = target?.closest?.('[data-id]');
  return element ? Number(element.dataset.id) : 0;
}

export function show(nodes, count, strings) {
  latest = {nodes, count, strings};
  if (wanted_focus !== null || !may_lag()) return show_now();
  late ||= setTimeout(show_late, lag);
}

export const long_list = (element) => element.closest?.('.scroll[role=grid]') ?? null;

/** Wheel or finger move that long list, or something else: its rows may come a little later than the picture of them. */
export function roll(list) {
  rolled = list;
  rolled_at = performance.now();
}

/** Not when somebody would see it: a ring of focus moves with its row. */
function may_lag() {
  const focused = document.activeElement;
  return rolled !== null && performance.now() - rolled_at < lag && !(rolled.contains(focused) && focused.matches(':focus-visible'));
}

function show_late() {
  const begun = performance.now();
  show_now(true);
  counters.ms += performance.now() - begun;
}

/** What the program showed last, before anybody acts on it. `rolling`: elements of rows that went become those of others. */
export function show_now(rolling = false) {
  if (!latest) return;
  clearTimeout(late);
  const {nodes, count, strings} = latest;
  const tree = {numbers: words(), reals: floats(), bytes: bytes(), strings};
  const first = nodes >> 2;
  latest = null;
  late = 0;
  generation++;
  for (let i = 0, at = first; i < count; i++, at += node_words) keep(tree, at);
  clear_away(rolling);
  for (let i = 0, at = first; i < count; i++, at += node_words) update(tree, at);
  for (const entries of spare.values()) entries.forEach((entry) => entry.element.remove());
  spare.clear();
  arrange(tree, first, count);
  make_others_inert();
  move_focus();
}

/** A scroll area of the same size is moved before anything else changes: then the page's layout stands. */
function keep({numbers, reals}, at) {
  const entry = shown.get(numbers[at]);
  if (!entry) return;
  entry.seen = generation;
  if (entry.filler && entry.placed[3] === reals[at + 7]) scroll(entry, reals[at + 10], reals[at + 11]);
}

function clear_away(rolling) {
  for (const [id, entry] of shown) {
    if (entry.seen === generation) continue;
    shown.delete(id);
    if (!rolling || !reused.has(entry.role) || entry.element === document.activeElement) {
      entry.element.remove();
    } else {
      if (entry.role === row) take_out(entry); // with what is in it
      if (spare.has(entry.role)) spare.get(entry.role).push(entry);
      else spare.set(entry.role, [entry]);
    }
  }
}

function update(tree, at) {
  const {numbers} = tree;
  const id = numbers[at], role = numbers[at + 2] & 255, hash = numbers[at + 19];
  const level = (numbers[at + 2] >> 8) & 255;
  const password = !!(numbers[at + 3] & State.password);
  let entry = shown.get(id);
  if (entry && (entry.role !== role || entry.tag !== tag_of(role, level))) {
    entry.element.remove();
    entry = null;
  }
  if (!entry) {
    entry = reuse(id, role) ?? create(id, role, level);
    if (password) entry.element.type = 'password';
    shown.set(id, entry);
  }
  entry.seen = generation;
  entry.last = null;
  if (entry.hash === hash) return;
  entry.hash = hash;
  patch(entry, tree, at);
}

const tag_of = (role, level) => (role === Role.heading ? 'h' + Math.min(6, level || 2) : kinds[role][0]);

function take_out(entry) {
  entry.element.remove();
  entry.parent = entry.before = null;
}

function reuse(id, role) {
  const entry = spare.get(role)?.shift();
  if (!entry) return null;
  entry.element.dataset.id = id;
  entry.hash = 0;
  return entry;
}

function create(id, role, level) {
  const tag = tag_of(role, level);
  const element = document.createElement(tag);
  element.dataset.id = id;
  if (kinds[role][1]) element.setAttribute('role', kinds[role][1]);
  if (tag === 'button') element.type = 'button';
  if (role === Role.textbox || role === Role.multiline) {
    element.className = 'field';
    element.autocomplete = 'off';
  }
  if (role === Role.textbox) element.type = 'text';
  return {element, role, tag, hash: 0, seen: 0, last: null, parent: null, before: null, page_y: 0, said: {}, placed: []};
}

function patch(entry, tree, at) {
  const {element, role} = entry;
  const {numbers, reals} = tree;
  const text = (index) => read_text(tree.strings + numbers[at + index], numbers[at + index + 1]);
  place(entry, reals.subarray(at + 4, at + 8));
  const style = element.style;
  const layer = numbers[at + 2] >>> 16;
  if (!numbers[at + 1]) style.zIndex = layer;
  entry.layer = layer;
  const level = (numbers[at + 2] >> 8) & 255;
  const node = {
    role, level, state: numbers[at + 3], name: text(13), value: text(15), hint: text(17),
    position: numbers[at + 8] | 0, set_size: numbers[at + 9] | 0, points_to: numbers[at + 12],
  };
  entry.state = node.state;
  apply_state(entry, node, Role);
  scroll(entry, reals[at + 10], reals[at + 11]);
}

const sides = ['left', 'top', 'width', 'height'];

function place({element, placed}, box) {
  for (let i = 0; i < 4; i++) {
    if (placed[i] !== box[i]) element.style[sides[i]] = (placed[i] = box[i]) + 'px';
  }
}

/** A scroll area is a real one, moved by the program: so focus, find in page and readers can reach all of it. */
function scroll(entry, y, height) {
  const {element} = entry;
  if (!height) return;
  if (!entry.filler) {
    element.classList.add('scroll');
    entry.filler = document.createElement('i');
    element.prepend(entry.filler);
    element.id = 'm' + element.dataset.id;
  }
  if (entry.filled !== height) entry.filler.style.height = (entry.filled = height) + 'px';
  entry.scroll_y = y;
  if (Math.abs(entry.page_y - y) >= 1) put_at(entry, y);
}

/** Asking the page where the area is would make the browser lay out the page: that is remembered. */
function put_at(entry, y) {
  entry.element.scrollTop = entry.page_y = y;
}

/** By how much the page moved a scroll area, at `y` now, from where the program last put it; 0 for what is none. */
export function moved_by(id, y) {
  const entry = shown.get(id);
  if (entry?.scroll_y === undefined) return 0;
  entry.page_y = y;
  return y - entry.scroll_y;
}

function arrange(tree, first, count) {
  root.last = null;
  for (let i = 0, at = first; i < count; i++, at += node_words) {
    const entry = shown.get(tree.numbers[at]);
    const parent = shown.get(tree.numbers[at + 1]) ?? root;
    const before = parent.last ?? parent.filler ?? null;
    const {element} = entry;
    parent.last = element;
    if (entry.parent === parent.element && entry.before === before) continue; // as in the frame before
    entry.parent = parent.element;
    entry.before = before;
    if (element.parentNode === parent.element && element.previousElementSibling === before) continue;
    put_after(parent.element, before, element);
    if (entry.scroll_y) put_at(entry, entry.scroll_y); // an element that is nowhere cannot be scrolled
  }
}

function put_after(parent, before, element) {
  const had_focus = element.contains(document.activeElement) && document.activeElement;
  moving = true;
  parent.insertBefore(element, before ? before.nextSibling : parent.firstChild);
  for (const area of element.getElementsByClassName('scroll')) { // moved, it begins at its top
    const entry = shown.get(id_of(area));
    put_at(entry, entry.scroll_y);
  }
  if (had_focus) had_focus.focus({preventScroll: true});
  moving = false;
}

/** Nothing below an open dialog can be reached. */
function make_others_inert() {
  let modal_layer = 0;
  for (const entry of shown.values()) {
    if (entry.state & State.modal) modal_layer = Math.max(modal_layer, entry.layer);
  }
  for (const child of root.element.children) {
    const entry = shown.get(Number(child.dataset.id));
    const inert = entry.layer < modal_layer;
    if (entry.inert !== inert) child.inert = entry.inert = inert;
  }
}

// ---- focus

export function focus(id) {
  wanted_focus = id;
}

function move_focus() {
  if (wanted_focus === null) return;
  if (wanted_focus === 0) {
    document.activeElement?.blur?.();
    wanted_focus = null;
    return;
  }
  const element = element_of(wanted_focus);
  if (!element) return; // it may come with the next frame
  wanted_focus = null;
  element.focus({preventScroll: true});
}
/** A wish for an element that is there already needs no change of the tree. */
export const settle_focus = () => (show_now(), move_focus());
