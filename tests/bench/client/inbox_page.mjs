// What the benchmarks of the page share: the inbox on a server that stands still, in headless Chromium with a software
// rasteriser; and the bare page of Dear ImGui beside it (tests/wasm/bare: the platform layer and one window).
// May not: measure anything itself.
import { fileURLToPath } from 'node:url';

import { openBrowser, openPerson } from '../../browser/harness/page.mjs';
import { still_api } from '../../browser/harness/still.mjs';
import { serve_site, settled } from '../../browser/site.mjs';

const bare_folder = fileURLToPath(new URL('../../../build/browser/bare', import.meta.url));

export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
export const print = (name, value, beside = '') => console.log(name.padEnd(58) + String(value).padStart(14) + (beside && `   (${beside})`));

/** Calls `measure` with ways to open both pages, each time in a browser profile of its own; closes everything. */
export async function with_pages(tickets, measure) {
  const browser = await openBrowser();
  const inbox = await serve_site(still_api(tickets));
  const bare = await serve_site(undefined, bare_folder);
  const open = async (url, prepare, ready) => {
    const page = await openPerson(browser);
    if (prepare) await page.addInitScript(prepare);
    await page.goto(url);
    await ready(page);
    return page;
  };
  try {
    await measure({
      /** With rows in it, at rest. */
      open_inbox: (prepare) => open(inbox.url + '#/inbox/all', prepare, async (page) => {
        await page.getByRole('row').first().waitFor();
        await settled(page, 300);
      }),
      open_bare: (prepare) => open(bare.url, prepare, async (page) => {
        await page.waitForFunction(() => window.oasis?.frames > 0);
        await settled(page, 300);
      }),
    });
  } finally {
    await browser.close();
    await inbox.close();
    await bare.close();
  }
}
