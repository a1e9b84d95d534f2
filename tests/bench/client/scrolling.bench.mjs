// A frame's time in the program while 100,000 rows are scrolled by the wheel, beside a frame of the bare page; what the calls
// of WebGL took is not counted, there is a software rasteriser behind them. What the mirror does between two frames is; what the
// program does there for rows that will come has lines of its own. How many allocations a frame makes says inbox_bench.
// May not judge: it prints.
import { median, print, with_pages } from './inbox_page.mjs';

const row_height = 44; // CSS pixels of a row across the page

/** Adds up what the page waits for WebGL. */
const watch_drawing = `{
  window.drawing = 0;
  const calls = WebGL2RenderingContext.prototype;
  for (const name of ['bindBuffer', 'bindTexture', 'bufferData', 'clear', 'clearColor', 'drawElements', 'pixelStorei', 'scissor', 'texImage2D', 'texSubImage2D', 'uniform2f', 'vertexAttribPointer', 'viewport']) {
    const call = calls[name];
    calls[name] = function (...rest) {
      const begun = performance.now();
      call.apply(this, rest);
      window.drawing += performance.now() - begun;
    };
  }
}`;

/** What was counted until now: frames, ms of the program, and ms between frames. */
const state = () => ({ frames: window.oasis.frames, ms: window.oasis.ms - window.drawing, ahead: window.oasis.ahead_ms });

/** For each of `count` nudges milliseconds of the program a frame; of all together, milliseconds between two frames, and frames. */
async function frames_of(page, count, nudge) {
  await page.mouse.move(700, 500);
  const spent = [], begun = await page.evaluate(state);
  for (let i = 0; i < count; i++) {
    const before = await page.evaluate(state);
    await nudge(i);
    await page.waitForTimeout(40);
    const after = await page.evaluate(state);
    if (after.frames > before.frames) spent.push((after.ms - before.ms) / (after.frames - before.frames));
  }
  const ended = await page.evaluate(state), frames = ended.frames - begun.frames;
  return { ms: median(spent), ahead: (ended.ahead - begun.ahead) / frames, frames };
}

/** The same with a notch every third frame, however fast the machine draws: the page turns its own wheel. Each frame is one. */
async function paced_frames(page, count) {
  const begun = await page.evaluate(state);
  const spent = await page.evaluate((count) => new Promise((done) => {
    const now = () => window.oasis.ms - window.drawing;
    const spent = [];
    let before = now(), frames = window.oasis.frames;
    const step = () => {
      if (window.oasis.frames > frames) spent.push((now() - before) / (window.oasis.frames - frames));
      before = now(), frames = window.oasis.frames;
      if (count-- === 0) return done(spent);
      const turn = { deltaY: 120, bubbles: true, cancelable: true, clientX: 700, clientY: 500 };
      if (count % 3 === 0) document.elementFromPoint(700, 500).dispatchEvent(new WheelEvent('wheel', turn));
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }), count);
  const ended = await page.evaluate(state), frames = ended.frames - begun.frames;
  return { ms: median(spent), worst: Math.max(...spent), ahead: (ended.ahead - begun.ahead) / frames };
}

await with_pages(100_000, async ({ open_inbox, open_bare }) => {
  const page = await open_inbox(watch_drawing);
  const paced = await paced_frames(page, 300);
  const notches = await frames_of(page, 120, () => page.mouse.wheel(0, 120));
  const pages = await frames_of(page, 120, () => page.mouse.wheel(0, 900));
  const other = await open_bare(watch_drawing);
  const bare = await frames_of(other, 60, (i) => other.mouse.move(700 + i, 500));
  const rows = (pixels) => `${(pixels / row_height).toFixed(1)} rows come a frame`;
  print('frame while scrolling 100,000 rows by notches (ms, median)', notches.ms.toFixed(2), rows(120 * 120 / notches.frames));
  print('  between two frames, for rows that come (ms)', notches.ahead.toFixed(2));
  print('a notch every third frame (ms, median of 300)', paced.ms.toFixed(2), `${rows(40)}, worst ${paced.worst.toFixed(1)}`);
  print('  between two frames, for rows that come (ms)', paced.ahead.toFixed(2));
  print('frame while scrolling by pages: every row is new (ms)', pages.ms.toFixed(2), rows(900 * 120 / pages.frames));
  print('  between two frames, for rows that come (ms)', pages.ahead.toFixed(2));
  print('frame of the bare page (ms, median of 60)', bare.ms.toFixed(2), 'beside it');
  print('of our own, by notches (ms)', (notches.ms - bare.ms).toFixed(2), 'to reach 1');
  print('of our own, a notch every third frame (ms)', (paced.ms - bare.ms).toFixed(2), 'to reach 1');
});
