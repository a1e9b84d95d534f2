// How many frames are drawn in ten seconds in which nothing happens. The still workspace's clocks stand at one moment, so no
// clock's words change. May not judge: it prints.
import { print, with_pages } from './inbox_page.mjs';

const frames_in = (page, ms) => page.evaluate(async (ms) => {
  const before = window.oasis.frames;
  await new Promise((done) => setTimeout(done, ms));
  return window.oasis.frames - before;
}, ms);

await with_pages(10_000, async ({ open_inbox, open_bare }) => {
  print('frames of the inbox in ten seconds at rest', await frames_in(await open_inbox(), 10_000), 'to reach 0, but for a clock whose words change');
  print('frames of the bare page', await frames_in(await open_bare(), 10_000), 'beside it');
});
