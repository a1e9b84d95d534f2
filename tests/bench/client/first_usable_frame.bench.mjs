// From the beginning of the navigation until the inbox of 10,000 tickets has rows that can be pressed, each time in a new
// profile; the bare page until its first frame. May not judge: it prints.
import { median, print, with_pages } from './inbox_page.mjs';

const runs = 7;

/** Runs in the page from its beginning: when `ready` holds for the first time. Looks every few milliseconds: a look after every
 * task would keep a processor that the page needs. */
const watch = (ready) => `{
  const looking = setInterval(() => { if ((${ready})()) { window.ready_at = performance.now(); clearInterval(looking); } }, 4);
}`;

await with_pages(10_000, async ({ open_inbox, open_bare }) => {
  const inbox = [], bare = [];
  for (let i = 0; i < runs; i++) { // in turn: the machine's speed changes
    for (const [times, open, ready] of [[inbox, open_inbox, '() => document.querySelector("#mirror [role=row]")'], [bare, open_bare, '() => window.oasis?.frames > 0']]) {
      const page = await open(watch(ready));
      times.push(await page.evaluate(() => window.ready_at));
      await page.context().close();
    }
  }
  print(`inbox of 10,000 tickets usable after (ms, median of ${runs})`, median(inbox).toFixed(0), 'to reach 1,000');
  print(`bare page after (ms, median of ${runs})`, median(bare).toFixed(0), 'beside it');
  print('ratio', (median(inbox) / median(bare)).toFixed(2), 'to reach 1.5');
});
