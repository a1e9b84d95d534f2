// A frame's time in the program while 100,000 rows are scrolled by the wheel, beside a frame of the bare page; what the calls
// of WebGL took is not counted, there is a software rasteriser behind them. What the mirror does between two frames is. How many allocations a frame makes says
// inbox_bench. May not judge: it prints.
import { median, print, with_pages } from './inbox_page.mjs';

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

/** Milliseconds of the program a frame, for each of `count` nudges. */
async function frames_of(page, count, nudge) {
  await page.mouse.move(700, 500);
  const spent = [];
  for (let i = 0; i < count; i++) {
    const state = () => page.evaluate(() => ({ frames: window.oasis.frames, ms: window.oasis.ms - window.drawing }));
    const before = await state();
    await nudge(i);
    await page.waitForTimeout(40);
    const after = await state();
    if (after.frames > before.frames) spent.push((after.ms - before.ms) / (after.frames - before.frames));
  }
  return spent;
}

await with_pages(100_000, async ({ open_inbox, open_bare }) => {
  const page = await open_inbox(watch_drawing);
  const notches = await frames_of(page, 120, () => page.mouse.wheel(0, 120));
  const pages = await frames_of(page, 120, () => page.mouse.wheel(0, 900));
  const other = await open_bare(watch_drawing);
  const bare = await frames_of(other, 60, (i) => other.mouse.move(700 + i, 500));
  print('frame while scrolling 100,000 rows by notches (ms, median)', median(notches).toFixed(2));
  print('frame while scrolling by pages: every row is new (ms)', median(pages).toFixed(2));
  print('frame of the bare page (ms, median of 60)', median(bare).toFixed(2), 'beside it');
  print('of our own, by notches (ms)', (median(notches) - median(bare)).toFixed(2), 'to reach 1');
});
