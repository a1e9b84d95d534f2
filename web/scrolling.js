// Scroll areas that the page moved by itself: focus, find in page, assistive technology, a test that scrolls
// something into view. The program follows.
// May not: scroll anything itself.
import {call} from './heap.js';
import {respond, respond_soon, run_frame} from './frames.js';
import {id_of, moved_by, roll, show_now} from './mirror.js';

export function init_scrolling(root) {
  root.addEventListener('scroll', (event) => follow(event.target) && respond_soon(), true); // they do not bubble
}

function follow(area) {
  const id = id_of(area), y = area.scrollTop;
  if (Math.abs(moved_by(id, y)) < 1) return false;
  roll(null);
  call.oasis_scrolled(id, y);
  return true;
}

/** Before a press: its element may have been scrolled to in this very moment, the canvas not yet. */
export function catch_up(target) {
  show_now();
  let behind = false;
  for (let area = target.closest?.('.scroll'); area; area = area.parentElement?.closest('.scroll')) {
    behind = follow(area) || behind;
  }
  if (!behind) return;
  run_frame();
  respond();
}
