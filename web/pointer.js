// Mouse, pen and finger: moves, presses, wheel; a finger taps, pans with momentum, presses long, and draws
// on a row that says that it can be drawn on (its description).
// May not: know what lies under the pointer, but for fields and text that the browser handles itself.
import {call} from './heap.js';
import {canvas_size} from './canvas.js';
import {respond, respond_soon, run_frame, wake} from './frames.js';
import {long_list, roll} from './mirror.js';
import {catch_up} from './scrolling.js';

const slop = 8; // CSS pixels that a tap may wander
const long_press = 500; // ms
const decay = 325; // ms in which a thrown list slows down to 1/e
const stop_speed = 0.03; // CSS pixels a ms
const wheel_notch = 40; // CSS pixels: a mouse's step, to be smoothed; a touchpad's are finer

const still = matchMedia('(prefers-reduced-motion: reduce)');
const is_field = (element) => element.matches?.('input, textarea');
const is_text = (element) => element.closest?.('.selectable') !== null;
let root;

export function init_pointer(element) {
  root = element;
  const on = (name, handle, options) => root.addEventListener(name, handle, options);
  on('pointerdown', (event) => (event.pointerType === 'touch' ? finger_down(event) : press(event)));
  on('pointermove', (event) => (event.pointerType === 'touch' ? finger_move(event) : hover(event)));
  on('pointerup', (event) => (event.pointerType === 'touch' ? finger_up(event) : release(event)));
  on('pointercancel', (event) => (event.pointerType === 'touch' ? finger_gone() : gone()));
  on('pointerleave', (event) => event.pointerType !== 'touch' && gone());
  on('wheel', wheel, {passive: false});
  on('contextmenu', context_menu);
  on('dragstart', (event) => event.preventDefault());
}

function move_to(event, touch = 0) {
  const {ratio} = canvas_size();
  const box = root.getBoundingClientRect();
  call.oasis_pointer((event.clientX - box.left) * ratio, (event.clientY - box.top) * ratio, touch);
}

const gone = () => (call.oasis_pointer_gone(), respond_soon());

// ---- mouse and pen

const imgui_button = [0, 2, 1, 3, 4]; // the page counts left, middle, right
const new_tab_click = (event) => event.target.closest?.('a[href]') && (event.ctrlKey || event.metaKey || event.button === 1);

function press(event) {
  if (new_tab_click(event)) return;
  catch_up(event.target);
  if (!is_field(event.target) && !is_text(event.target)) root.setPointerCapture(event.pointerId);
  move_to(event);
  run_frame(); // whoever jumps here and presses at once still finds hovered what lies under the pointer
  call.oasis_button(imgui_button[event.button] ?? 0, 1);
  respond();
}

function release(event) {
  if (new_tab_click(event)) return;
  move_to(event);
  call.oasis_button(imgui_button[event.button] ?? 0, 0);
  respond();
}

function hover(event) {
  move_to(event);
  respond_soon();
}

function context_menu(event) {
  const own = is_field(event.target) || String(getSelection()) !== '';
  if (!own) event.preventDefault(); // the field's own menu has paste and spelling
}

// ---- wheel

let waiting = 0; // CSS pixels of a mouse wheel not scrolled yet
let wheeled = null; // the long list below it

function wheel(event) {
  if (event.ctrlKey) return; // the page's zoom
  const {target} = event;
  if (target.tagName === 'TEXTAREA' && target === document.activeElement && target.scrollHeight > target.clientHeight) return;
  event.preventDefault();
  const unit = [1, 20, canvas_size().height / canvas_size().ratio][event.deltaMode];
  const x = event.deltaX * unit, y = event.deltaY * unit;
  move_to(event);
  wheeled = long_list(target);
  if (Math.abs(y) < wheel_notch || still.matches) {
    scroll_by(x, y, wheeled);
    respond_soon();
  } else {
    const idle = waiting === 0;
    waiting += y;
    if (idle) smooth();
  }
}

function scroll_by(x, y, list) {
  roll(list);
  call.oasis_wheel(x, y);
}

function smooth() {
  const step = Math.abs(waiting) < 2 ? waiting : waiting * 0.3;
  waiting -= step;
  scroll_by(0, step, wheeled);
  wake(2);
  if (waiting !== 0) requestAnimationFrame(smooth);
}

// ---- finger

let finger = null; // {id, x, y, last_x, last_y, at, speed_x, speed_y, panning, list, timer}
let throwing = 0; // handle of the animation frame of a thrown list

function finger_down(event) {
  if (finger || is_field(event.target)) return; // the field takes the keyboard itself; more fingers zoom
  cancelAnimationFrame(throwing);
  catch_up(event.target);
  finger = {
    id: event.pointerId, x: event.clientX, y: event.clientY, last_x: event.clientX, last_y: event.clientY,
    at: event.timeStamp, speed_x: 0, speed_y: 0, panning: false, list: long_list(event.target),
    timer: is_text(event.target) ? 0 : setTimeout(press_long, long_press, event),
  };
  move_to(event, 1);
  respond_soon();
}

function finger_move(event) {
  if (!finger || event.pointerId !== finger.id) return;
  if (finger.drawing) {
    move_to(event, 1);
    return respond_soon();
  }
  if (!finger.panning && Math.hypot(event.clientX - finger.x, event.clientY - finger.y) <= slop) return;
  clearTimeout(finger.timer);
  finger.panning = true;
  const dx = finger.last_x - event.clientX, dy = finger.last_y - event.clientY;
  const elapsed = Math.max(1, event.timeStamp - finger.at);
  finger.speed_x = 0.6 * (dx / elapsed) + 0.4 * finger.speed_x;
  finger.speed_y = 0.6 * (dy / elapsed) + 0.4 * finger.speed_y;
  Object.assign(finger, {last_x: event.clientX, last_y: event.clientY, at: event.timeStamp});
  scroll_by(dx, dy, finger.list);
  wake(2);
}

function finger_up(event) {
  if (!finger || event.pointerId !== finger.id) return;
  const lifted = finger;
  clearTimeout(lifted.timer);
  finger = null;
  if (lifted.drawing) {
    release_finger();
  } else if (!lifted.panning) {
    move_to(event, 1);
    run_frame();
    call.oasis_button(0, 1);
    run_frame();
    call.oasis_button(0, 0);
    respond();
    gone();
  } else if (still.matches || event.timeStamp - lifted.at > 80) {
    gone(); // it rested before it was lifted
  } else {
    throw_list(lifted, performance.now());
  }
}

function throw_list({speed_x, speed_y, list}, before) {
  throwing = requestAnimationFrame(() => {
    const now = performance.now(), elapsed = Math.min(50, now - before);
    scroll_by(speed_x * elapsed, speed_y * elapsed, list);
    wake(2);
    const slower = Math.exp(-elapsed / decay);
    const go_on = Math.hypot(speed_x, speed_y) * slower > stop_speed;
    if (go_on) throw_list({speed_x: speed_x * slower, speed_y: speed_y * slower, list}, now);
    else gone();
  });
}

function release_finger() {
  call.oasis_button(0, 0);
  respond();
  gone();
}

function press_long(event) {
  if (!finger) return;
  navigator.vibrate?.(10);
  move_to(event, 1);
  run_frame();
  if (event.target.closest?.('[role=row][aria-description]')) {
    finger.drawing = true;
    call.oasis_button(0, 1);
    return respond();
  }
  finger = null;
  call.oasis_button(1, 1);
  run_frame();
  call.oasis_button(1, 0);
  respond();
}

function finger_gone() {
  if (finger) clearTimeout(finger.timer);
  if (finger?.drawing) call.oasis_button(0, 0);
  finger = null;
  gone();
}
