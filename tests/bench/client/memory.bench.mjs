// Memory of the page with 10,000 tickets, after a collection: the script's heap, its buffers, and the program's memory, which
// Chromium counts with neither. May not judge: it prints.
import { print, with_pages } from './inbox_page.mjs';

/** Runs in the page from its beginning: remembers the memory of every program that is started. */
const watch = `{
  window.memories = new Set();
  const seen = (made) => {
    for (const one of Object.values((made.instance ?? made).exports)) if (one instanceof WebAssembly.Memory) window.memories.add(one);
    return made;
  };
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name];
    WebAssembly[name] = (...given) => real.apply(WebAssembly, given).then(seen);
  }
}`;

async function megabytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  const program = await page.evaluate(() => [...window.memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
  if (program === 0) throw new Error('no memory of a program was seen');
  return ((usedSize + backingStorageSize + program) / 1024 / 1024).toFixed(1);
}

await with_pages(10_000, async ({ open_inbox, open_bare }) => {
  print('memory with 10,000 tickets (MB)', await megabytes(await open_inbox(watch)), 'to reach 96');
  print('memory of the bare page (MB)', await megabytes(await open_bare(watch)), 'beside it');
});
