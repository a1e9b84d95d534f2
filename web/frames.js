// Frames on demand: nothing runs while nothing changes.
// May not: know what a frame shows.
import {call} from './heap.js';
import {canvas_size} from './canvas.js';

const owed_after_event = 3; // Dear ImGui needs two to settle what is hovered
const most_ahead = 2; // ms between two frames
const hidden_tab_delay = 250; // ms; a hidden tab gets no animation frames, its title still counts
let owed = 0;
let requested = 0; // handle of the animation frame on its way
let hidden_timer = 0;
let timer = 0;
let timer_at = Infinity;
let wished = Infinity; // when the program wants its next frame at the latest
let ahead = 0; // handle of the timer
let drawing = false;

/** For tests and benchmarks: how many frames were drawn, how long the program and the mirror were at it (ms, drawing calls
 * included), and how long the program worked ahead between frames. */
export const counters = {frames: 0, ms: 0, ahead_ms: 0};

export function wake(frames = 1) {
  owed = Math.max(owed, frames);
  if (drawing) return; // asked for once, when it is drawn
  if (document.hidden) {
    hidden_timer ||= setTimeout(() => ((hidden_timer = 0), run_frame()), hidden_tab_delay);
  } else if (!requested) {
    requested = requestAnimationFrame(() => ((requested = 0), run_frame()));
  }
}

export function wake_after(ms) {
  wished = Math.min(wished, performance.now() + ms);
  if (!drawing) set_timer();
}

/** One that rings too early stays, and looks again: each frame of a moving list would set another. */
function set_timer() {
  if (timer_at <= wished) return;
  clearTimeout(timer);
  timer_at = wished;
  timer = setTimeout(ring, Math.min(wished - performance.now(), 0x7fffffff));
}

function ring() {
  timer_at = Infinity;
  if (performance.now() >= wished - 1) wake();
  else set_timer();
}

/** Once this frame is drawn, and not so long that the next one would wait for it. */
export function work_ahead() {
  ahead ||= setTimeout(() => {
    ahead = 0;
    const begun = performance.now();
    while (call.oasis_work_ahead() && performance.now() - begun < most_ahead);
    counters.ahead_ms += performance.now() - begun;
  });
}

/** Draws one frame now, within the event that asked for it. */
export function run_frame() {
  const {width, height, ratio, lost} = canvas_size();
  if (drawing || lost || !width || !height) return;
  wished = Infinity;
  owed = Math.max(0, owed - 1);
  drawing = true;
  counters.frames++;
  const begun = performance.now();
  try {
    call.oasis_frame(width, height, ratio);
  } finally {
    drawing = false;
    if (owed > 0) wake(owed);
    else set_timer();
    counters.ms += performance.now() - begun;
  }
}

/** After an event: frames at once until Dear ImGui has taken it in and everything shows what it did. */
export function respond() {
  let left = 8;
  do run_frame();
  while (call.oasis_busy() && --left);
  run_frame();
  wake(owed_after_event - 1);
}

/** After an event that may wait for the next animation frame. */
export const respond_soon = () => wake(owed_after_event);

document.addEventListener('visibilitychange', () => wake(owed_after_event));
