// Keys, text fields, focus and activation: what the mirror's elements tell the program.
// May not: keep the browser's own shortcuts from working; only a key that the program used is kept from it.
import {call, with_texts} from './heap.js';
import {respond, respond_soon} from './frames.js';
import {id_of, is_moving, show_now} from './mirror.js';

const is_field = (element) => element?.matches?.('input.field, textarea.field');
/** In a field of one line, up and down mean the list below it. */
const moves_beside = (field, key) => field.tagName === 'INPUT' && (key === 'ArrowUp' || key === 'ArrowDown');
const activated_natively = (element) => element?.matches?.('button, a[href]');

export function init_keyboard(root) {
  document.addEventListener('keydown', key_down);
  root.addEventListener('click', click);
  root.addEventListener('input', (event) => is_field(event.target) && edited(event.target));
  root.addEventListener('compositionstart', (event) => (event.target.dataset.composing = 1));
  root.addEventListener('compositionend', (event) => (delete event.target.dataset.composing, edited(event.target)));
  root.addEventListener('focusin', (event) => focused(event.target));
  root.addEventListener('focusout', (event) => is_moving() || event.relatedTarget || focused(null));
  root.addEventListener('contextmenu', menu_key);
  window.addEventListener('blur', () => (call.oasis_pointer_gone(), respond_soon()));
}

function edited(field) {
  with_texts([field.value], (pointer, length) => call.oasis_edit(id_of(field), pointer, length));
  respond();
}

function key_down(event) {
  if (event.isComposing || event.keyCode === 229) return; // the input method's
  show_now();
  const {key, target} = event;
  const ctrl = event.ctrlKey || event.metaKey;
  if (['Control', 'Shift', 'Alt', 'Meta', 'Dead', 'Process', 'Unidentified'].includes(key)) return;
  if (is_field(target)) {
    const submits = key === 'Enter' && !event.shiftKey && (ctrl || target.tagName === 'INPUT');
    if (submits) {
      event.preventDefault();
      call.oasis_submit(id_of(target));
      respond();
      return;
    }
    if (key === 'Escape') {
      call.oasis_cancel(id_of(target));
      target.blur();
    } else if (!ctrl && !event.altKey && key !== 'Tab' && !moves_beside(target, key)) {
      return; // typing
    }
  } else if ((key === 'Enter' || key === ' ') && !ctrl && activated_natively(target)) {
    return; // becomes a click
  }
  const modifiers = (ctrl ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0);
  const used = with_texts([key], (pointer, length) => call.oasis_key(pointer, length, modifiers));
  if (used) event.preventDefault();
  respond();
}

/** A click with coordinates goes to the canvas as pointer events; one without comes from keys or a screen reader. */
function click(event) {
  const link = event.target.closest('a[href]');
  const leaves = link && (event.ctrlKey || event.metaKey || event.button === 1);
  if (link && !leaves) event.preventDefault();
  if (event.detail !== 0 || leaves) return;
  const id = id_of(event.target);
  if (!id || event.target.getAttribute('aria-disabled') === 'true') return;
  call.oasis_activate(id);
  respond();
}

function focused(element) {
  if (is_moving()) return;
  const id = id_of(element);
  call.oasis_focused(id, element?.matches(':focus-visible') ? 1 : 0);
  respond_soon();
}

function menu_key(event) {
  if (event.pointerType || event.button === 2) return; // by pointer: the canvas has it
  const id = id_of(event.target);
  if (!id || is_field(event.target)) return;
  event.preventDefault();
  call.oasis_context_menu(id);
  respond();
}
