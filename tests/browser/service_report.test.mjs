// A customer's monthly service report in a real browser, on the demo: from the customer's page to the report, which is read by
// role, works without JavaScript, and prints; with an accessibility checker; pictures at four sizes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { open_demo } from './harness/demo.mjs';
import { screenshot, sizes } from './harness/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const promises = 'What was promised, and how it was kept';
let demo, server, browser, olga;

before(async () => {
  demo = await open_demo();
  ({ server, browser, olga } = demo);
});
after(() => demo?.close());

/** The same session in a browser that runs no script, at a size and in a scheme. */
async function without_script(size, scheme) {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height }, colorScheme: scheme, javaScriptEnabled: false,
    storageState: await olga.context().storageState(),
  });
  const page = await context.newPage();
  await page.goto(server.url + '/customers/tidewater/report');
  return page;
}

test('the customer’s page says who gets the report, and leads to it', async () => {
  await olga.goto(server.url + '/#/customers/tidewater');
  await olga.getByText('To Jonas Weber on the first business day of each month at 08:00').waitFor();
  const link = olga.getByRole('link', { name: 'Last month’s report' });
  assert.equal(await link.getAttribute('href'), '/customers/tidewater/report');
});

test('the report is read by role, without JavaScript, and says what was promised and missed', async () => {
  const page = await without_script(sizes[0], 'light');
  await page.getByRole('heading', { name: /^Service report \w+ \d{4}: Tidewater Freight$/, level: 1 }).waitFor();
  const table = page.getByRole('table', { name: promises });
  assert.deepEqual(await table.getByRole('columnheader').allTextContents(), ['Promise', 'Kept', 'Missed', 'Share']);
  const urgent = table.getByRole('row', { name: /^First response, Urgent: 15 min/ });
  assert.match(await urgent.getByRole('cell').nth(1).textContent(), /^[1-9]/, 'the Fridays were late');
  const missed = page.getByRole('table', { name: 'What we missed' });
  await missed.getByRole('row', { name: /^#\d+ Loading lists do not print First response \d+ \w+, 17:35 1 h 20 min$/ }).first().waitFor();
  assert.doesNotMatch(await page.content(), /Bob Okafor|Olga Brandt|Dana Novak/);
  await page.context().close();
});

test('the month before and the table to download are a link away', async () => {
  await olga.goto(server.url + '/customers/tidewater/report');
  const [download] = await Promise.all([olga.waitForEvent('download'), olga.getByRole('link', { name: 'Download as a table (CSV)' }).click()]);
  assert.match(download.suggestedFilename(), /^service-report-tidewater-\d{4}-\d\d\.csv$/);
  const title = await olga.title();
  await olga.getByRole('link', { name: 'Month before' }).click();
  await olga.getByRole('heading', { level: 1 }).waitFor();
  assert.notEqual(await olga.title(), title);
  assert.deepEqual(olga.faults, [], 'its own style is let in');
});

test('nobody is shut out of it: an accessibility checker finds nothing serious', async () => {
  const bare = await olga.context().browser().newContext({ bypassCSP: true, storageState: await olga.context().storageState() });
  const page = await bare.newPage();
  await page.goto(server.url + '/customers/tidewater/report');
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  assert.deepEqual(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html}`), []);
  await bare.close();
});

test('it fits four sizes, light and dark, and prints', async () => {
  for (const size of sizes) {
    for (const scheme of ['light', 'dark']) {
      const page = await without_script(size, scheme);
      const box = await page.getByRole('main').boundingBox();
      assert.ok(box.x >= 0 && box.x + box.width <= size.width, `${size.name}: nothing hangs over`);
      await screenshot(page, `service-report-${size.name}-${scheme}`);
      if (size.name === 'desk' && scheme === 'light') {
        const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
        assert.ok(pdf.length > 10_000, 'a page to print');
      }
      await page.context().close();
    }
  }
});
