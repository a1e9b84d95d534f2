// How many animation frames pass between a key's event and the end of the first one whose picture has what the key did.
// May not judge: it prints.
import { median, print, with_pages } from './inbox_page.mjs';

const keys = 40;

await with_pages(10_000, async ({ open_inbox }) => {
  const page = await open_inbox();
  await page.evaluate(() => {
    window.passed = [];
    document.addEventListener('keydown', () => {
      const before = window.oasis.frames;
      let passed = 0;
      const next = () => (passed++, window.oasis.frames > before || passed > 10 ? window.passed.push(passed) : requestAnimationFrame(next));
      requestAnimationFrame(next);
    }, true);
  });
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(i % 20 < 10 ? 'j' : 'k');
    await page.waitForTimeout(60);
  }
  await page.waitForFunction((keys) => window.passed.length === keys, keys);
  const passed = await page.evaluate(() => window.passed);
  print(`animation frames from a key to its picture (median of ${passed.length})`, median(passed), 'to reach 2');
  print('the most', Math.max(...passed));
});
