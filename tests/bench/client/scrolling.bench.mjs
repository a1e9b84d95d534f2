// A frame's time in the program while 100,000 rows are scrolled by the wheel, drawing calls included, beside a frame of the
// bare page. How many allocations a frame makes says inbox_bench. May not judge: it prints.
import { median, print, with_pages } from './inbox_page.mjs';

/** Milliseconds of the program a frame, for each of `count` nudges. */
async function frames_of(page, count, nudge) {
  await page.mouse.move(700, 500);
  const spent = [];
  for (let i = 0; i < count; i++) {
    const before = await page.evaluate(() => ({ ...window.oasis }));
    await nudge(i);
    await page.waitForTimeout(40);
    const after = await page.evaluate(() => ({ ...window.oasis }));
    if (after.frames > before.frames) spent.push((after.ms - before.ms) / (after.frames - before.frames));
  }
  return spent;
}

await with_pages(100_000, async ({ open_inbox, open_bare }) => {
  const page = await open_inbox();
  const inbox = await frames_of(page, 120, () => page.mouse.wheel(0, 900));
  const other = await open_bare();
  const bare = await frames_of(other, 60, (i) => other.mouse.move(700 + i, 500));
  print('frame while scrolling 100,000 rows (ms, median of 120)', median(inbox).toFixed(2), 'drawing calls included');
  print('frame of the bare page (ms, median of 60)', median(bare).toFixed(2), 'beside it');
  print('of our own (ms)', (median(inbox) - median(bare)).toFixed(2), 'to reach 1');
});
