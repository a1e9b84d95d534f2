// Memory of the page with 10,000 tickets, after a collection: the script's heap and all buffers, the program's memory
// among them. May not judge: it prints.
import { print, with_pages } from './inbox_page.mjs';

async function megabytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return ((usedSize + backingStorageSize) / 1024 / 1024).toFixed(1);
}

await with_pages(10_000, async ({ open_inbox, open_bare }) => {
  print('memory with 10,000 tickets (MB)', await megabytes(await open_inbox()), 'to reach 96');
  print('memory of the bare page (MB)', await megabytes(await open_bare()), 'beside it');
});
