// The page in another language and region, in a real browser: what the catalogue has is said in the reader's language in
// every room, and dates, hours and numbers are written as their region does. The translation here is made up, each text in
// brackets, so that what stays English shows.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { openBrowser, picture, screenshot } from './harness/page.mjs';
import { report } from './harness/figures.mjs';
import { noon, still_api } from './harness/still.mjs';
import { serve_site, settled } from './site.mjs';

const catalogue = JSON.parse(readFileSync(fileURLToPath(new URL('../../client/words/catalogue.json', import.meta.url)), 'utf8')).texts;
const bracketed = (text) => `⟦${text}⟧`;
const made_up = JSON.stringify({
  language: 'de', plural: 'one-other',
  texts: Object.fromEntries(Object.entries(catalogue).map(([text, { one }]) => [text, one === undefined ? bracketed(text) : [bracketed(one), bracketed(text)]])),
});
/// Those that cannot be mistaken for data: at least two words, no place to be filled, and not what the server says in a report.
const of_the_server = JSON.stringify(report(new URLSearchParams()));
const sentences = new Set(Object.keys(catalogue).map((text) => text.replace(/^[^|]*\|/, '')).filter((text) => / /.test(text) && !/\{\d\}/.test(text) && !of_the_server.includes(`"${text}"`)));
const rooms = ['/inbox/all', '/tickets/4', '/customers', '/customers/globex', '/settings', '/settings/people/ann', '/settings/levels/standard',
  '/settings/chains/main', '/settings/calendars/office', '/settings/versions', '/settings/webhooks', '/settings/audit', '/chains/main', '/oncall', '/training', '/training/drills', '/board', '/reports', '/review'];
let site, browser;

before(async () => {
  site = await serve_site(still_api(60));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function open(locale, place, translation) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale, timezoneId: 'Europe/Berlin', serviceWorkers: 'block' });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  page.asked = 0;
  await page.route('**/words-de*.json', (route) => {
    ++page.asked;
    return translation === undefined ? route.continue() : route.fulfill({ contentType: 'application/json', body: translation });
  });
  await page.clock.setFixedTime(noon);
  await page.goto(`${site.url}#${place}`);
  await page.waitForFunction(() => window.oasis?.frames > 0);
  await settled(page, 400);
  return page;
}

/** What is said: the names and texts of the page's mirror. */
const said = (page) => page.evaluate(() => [...document.querySelectorAll('#mirror *')].flatMap((node) =>
  [node.getAttribute('aria-label'), node.placeholder, node.children.length === 0 ? node.textContent : null]).filter(Boolean));

test('every room says its texts in the reader’s language', async () => {
  const page = await open('de-DE', rooms[0], made_up);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
  const english = new Map();
  let translated = 0;
  for (const room of rooms) {
    await page.evaluate((to) => { window.location.hash = to; }, room);
    await settled(page);
    for (const text of await said(page)) {
      if (text.includes('⟦')) ++translated;
      else if (sentences.has(text)) english.set(text, room);
    }
  }
  assert.ok(translated > 300, `${translated} texts`);
  assert.deepEqual([...english], [], 'said in English, although the translation has them');
  await screenshot(page, 'made-up-language');
});

test('a German reader has German words, dates and numbers', async () => {
  const page = await open('de-DE', '/inbox/all');
  assert.equal(page.asked, 1);
  await page.getByRole('heading', { name: 'Posteingang' }).or(page.getByRole('navigation')).first().waitFor();
  await page.evaluate(() => { window.location.hash = '/oncall'; });
  await settled(page);
  assert.match((await said(page)).join('\n'), /Mo\.?,? 2\. März/);
});

test('a reader in the United States has the month first and twelve hours, and loads no words', async () => {
  const page = await open('en-US', '/oncall');
  assert.equal(page.asked, 0);
  const all = (await said(page)).join('\n');
  assert.match(all, /Mon, Mar 2/);
  await page.evaluate(() => { window.location.hash = '/tickets/4'; });
  await settled(page, 400);
  assert.match((await said(page)).join('\n'), /\d\s(AM|PM)/);
  assert.ok((await picture(page)).length > 0);
});
