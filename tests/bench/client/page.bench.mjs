// The page in headless Chromium with a software rasteriser, on a server that stands still: bytes, first usable frame, frames
// while scrolling and at rest, answer to a key, memory. Beside it, in the same run, the page of components (`#/style`): the
// same program without a server, a list or a ticket. May not judge: it prints.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

import { openBrowser, openPerson } from '../../browser/harness/page.mjs';
import { still_api } from '../../browser/harness/still.mjs';
import { serve_site, settled } from '../../browser/site.mjs';

const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
const print = (name, value, beside = '') => console.log(name.padEnd(58) + String(value).padStart(14) + (beside && `   (${beside})`));

function bytes_of_first_visit() {
  const site = new URL('../../../build/browser/site/', import.meta.url);
  return ['index.html', 'shell.css', 'app.js', 'app.wasm'].map((name) => brotliCompressSync(readFileSync(new URL(name, site)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length).reduce((sum, size) => sum + size);
}

/** Milliseconds from the beginning of the navigation until `ready` holds in the page. */
async function time_until(browser, url, ready) {
  const page = await openPerson(browser);
  await page.addInitScript(`(${watch})(${ready})`);
  await page.goto(url);
  await page.waitForFunction(() => window.ready_at > 0);
  const ms = await page.evaluate(() => window.ready_at);
  await page.context().close();
  return ms;
}
function watch(ready) {
  const look = () => (ready() ? (window.ready_at = performance.now()) : setTimeout(look, 4));
  look();
}

/** Milliseconds of the program per frame while the list is scrolled by the wheel. */
async function scrolling(page) {
  await page.mouse.move(700, 500);
  const spent = [];
  for (let i = 0; i < 120; i++) {
    const before = await page.evaluate(() => ({ ...window.oasis }));
    await page.mouse.wheel(0, 900);
    await page.waitForTimeout(40);
    const after = await page.evaluate(() => ({ ...window.oasis }));
    if (after.frames > before.frames) spent.push((after.ms - before.ms) / (after.frames - before.frames));
  }
  return median(spent);
}

const frames_in = (page, ms) => page.evaluate(async (ms) => {
  const before = window.oasis.frames;
  await new Promise((done) => setTimeout(done, ms));
  return window.oasis.frames - before;
}, ms);

/** How many animation frames pass between a key and the first frame that the program has drawn for it. */
const frames_until_drawn = (page) => page.evaluate(async () => {
  const before = window.oasis.frames;
  let passed = 0;
  document.querySelector('#app').dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  while (window.oasis.frames === before && passed < 10) await new Promise((next) => requestAnimationFrame(() => (passed++, next())));
  return passed;
});

async function memory(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
  return (usedSize + backingStorageSize) / 1024 / 1024;
}

const browser = await openBrowser();
const few = await serve_site(still_api(10_000));
const many = await serve_site(still_api(100_000));
try {
  print('first visit, brotli (bytes)', bytes_of_first_visit(), 'to reach 350,000');
  const has_rows = () => document.querySelector('#mirror [role=row]');
  const has_style = () => document.querySelector('#mirror [role=heading]');
  const usable = [], bare = [];
  for (let i = 0; i < 5; i++) {
    usable.push(await time_until(browser, few.url + '#/inbox/all', has_rows));
    bare.push(await time_until(browser, few.url + '#/style', has_style));
  }
  print('inbox of 10,000 tickets usable after (ms, median of 5)', median(usable).toFixed(0), 'to reach 1,000');
  print('page of components after (ms, median of 5)', median(bare).toFixed(0), 'beside it');
  print('ratio', (median(usable) / median(bare)).toFixed(2), 'to reach 1.5');

  const page = await openPerson(browser);
  await page.goto(few.url + '#/inbox/all');
  await page.getByRole('row').first().waitFor();
  await settled(page, 300);
  print('memory with 10,000 tickets (MB)', (await memory(page)).toFixed(1), 'to reach 96');
  print('frames in two seconds at rest', await frames_in(page, 2_000), 'to reach 0, but for a clock that counts seconds');
  print('animation frames from a key to its picture', await frames_until_drawn(page), 'to reach 2');

  await page.goto(many.url + '#/inbox/all');
  await page.getByRole('row').first().waitFor();
  await settled(page, 300);
  print('frame while scrolling 100,000 rows (ms, median)', (await scrolling(page)).toFixed(2), 'to reach 1, drawing calls included');
} finally {
  await browser.close();
  await few.close();
  await many.close();
}
