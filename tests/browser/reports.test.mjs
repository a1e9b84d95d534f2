// The rooms "Board" and "Reports" in a real browser, on a workspace that stands still: filters that stay in the address,
// values by keyboard, the wall screen, an accessibility checker. The page is driven by role and name only; how it looks is for
// pictures.test.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { openBrowser, openPerson, sizes, unseen } from './harness/page.mjs';
import { noon, still_api } from './harness/still.mjs';
import { serve_site, settled } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let site, browser;

before(async () => {
  site = await serve_site(still_api(60));
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function open_room(place, heading, how = {}) {
  const page = await openPerson(browser, { ...how, ...unseen });
  await page.clock.setFixedTime(noon);
  await page.goto(site.url + '#' + place);
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  await settled(page, 300);
  return page;
}

async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test('a report is a set of tables; its period and filters are in the address, back and forward work', async () => {
  const page = await open_room('/reports', 'Reports');
  await page.getByRole('grid', { name: 'By customer' }).waitFor();
  await page.getByText('Most breaches of Globex lie on Fridays.').waitFor();
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Last 7 days' }).click();
  await page.waitForURL(/#\/reports\?period=7d$/);
  await page.getByRole('combobox', { name: 'Category' }).click();
  await page.getByRole('option', { name: 'VPN' }).click();
  await page.waitForURL(/category=VPN$/);
  await page.goBack();
  await page.waitForURL(/#\/reports\?period=7d$/);
  await page.reload();
  await page.getByText('Thu 26 Feb – Wed 4 Mar 2026, Europe/Berlin').waitFor();
  await page.getByRole('link', { name: 'Open the chain Main' }).click();
  await page.waitForURL(/#\/chains\/main$/);
  await close(page);
});

test('a number leads to the tickets behind it, by mouse and by keyboard, and back', async () => {
  const page = await open_room('/reports', 'Reports');
  const name = 'First response, Breached: 79, was 120: tickets';
  await page.getByRole('link', { name }).click();
  await page.waitForURL(/#\/reports\/tickets\?from=2026-02-05&to=2026-03-04&of=kinds:breached;number:0$/);
  const list = page.getByRole('list', { name: 'Breached · first response' });
  await list.getByText('A ticket that you may not see').waitFor();
  await page.getByRole('button', { name: 'Show more' }).click();
  await list.getByRole('link', { name: /^#5 Printer/ }).waitFor();
  assert.equal(await list.getByRole('listitem').count(), 3);
  await page.reload();
  await list.getByRole('link', { name: /^#2 No VPN/ }).click();
  await page.waitForURL(/#\/tickets\/2$/);
  await page.goBack();
  await page.goBack();
  await page.getByRole('grid', { name: 'Service levels' }).waitFor();
  await page.getByRole('link', { name }).focus();
  await page.keyboard.press('Enter');
  await list.waitFor();
  await close(page);
});

test('each hour of the week is reached by arrow keys, and says how often', async () => {
  const page = await open_room('/reports', 'Reports');
  const map = page.getByRole('grid', { name: 'Escalations by weekday and hour' });
  await map.getByRole('gridcell', { name: /^Mon 00:00/ }).focus();
  for (const [key, reached] of [['ArrowDown', /^Tue 00:00/], ['ArrowRight', /^Tue 01:00/], ['End', /^Sun 23:00–24:00: 0 escalations$/]]) {
    await page.keyboard.press(key);
    const cell = await map.getByRole('gridcell', { name: reached }).elementHandle();
    await page.waitForFunction((cell) => document.activeElement === cell, cell);
  }
  await close(page);
});

test('a finger looks at a value before it leads to tickets', async () => {
  const page = await open_room('/reports', 'Reports', { size: sizes[3], touch: true });
  const bar = page.getByRole('grid', { name: 'First response', exact: true }).getByRole('row', { name: /^5 min – 15 min: / });
  await bar.tap();
  const shown = await bar.elementHandle();
  await page.waitForFunction((row) => document.activeElement === row, shown);
  assert.match(page.url(), /#\/reports$/);
  await bar.tap();
  await page.waitForURL(/#\/reports\/tickets\?.*of=kinds:first_response;bar:1$/);
  await close(page);
});

test('any days can be asked for, and a day of the line leads to its tickets and back to them', async () => {
  const page = await open_room('/reports?customer=globex', 'Reports');
  await page.getByRole('combobox', { name: 'Period' }).click();
  await page.getByRole('option', { name: 'Other days' }).click();
  await page.getByRole('textbox', { name: 'First day' }).fill('2026-01-01');
  await page.getByRole('textbox', { name: 'Last day' }).fill('2026-01-31');
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/reports\?from=2026-01-01&to=2026-01-31&customer=globex$/);
  const line = page.getByRole('grid', { name: /^Created by day/ });
  await line.getByRole('row', { name: /^Thu 1 Jan: \d+, was \d+$/ }).focus();
  await page.keyboard.press('ArrowRight');
  const second = await line.getByRole('row', { name: /^Fri 2 Jan: / }).elementHandle();
  await page.waitForFunction((row) => document.activeElement === row, second);
  await page.keyboard.press('Enter');
  await page.waitForURL(/#\/reports\/tickets\?from=2026-01-02&to=2026-01-02&customer=globex&of=kinds:created$/);
  await page.goBack();
  await page.waitForURL(/#\/reports\?from=2026-01-01&to=2026-01-31&customer=globex$/);
  await close(page);
});

test('where the time goes is a timeline with keys, and what to try leads to the chain, changed and not saved', async () => {
  const page = await open_room('/reports', 'Reports');
  const tiers = page.getByRole('grid', { name: 'Tiers of Main' });
  await tiers.getByRole('row', { name: /^Tier 1: 11 min/ }).focus();
  for (const [key, reached] of [['ArrowDown', /^Tier 2: 6 min/], ['End', /^Tier 3: 22 min, .* few, after 17 min$/]]) {
    await page.keyboard.press(key);
    const row = await tiers.getByRole('row', { name: reached }).elementHandle();
    await page.waitForFunction((row) => document.activeElement === row, row);
  }
  await page.getByText('95 % of its 24 answers came within 9 min').waitFor();
  await page.getByRole('link', { name: 'See back-test' }).click();
  await page.waitForURL(/#\/chains\/main$/);
  await page.getByRole('button', { name: /waits 10 min$/ }).waitFor();
  await page.getByRole('heading', { name: 'Back-test' }).waitFor();
  await close(page);
});

test('the board leads to tickets and fills a wall', async () => {
  const page = await open_room('/board', 'Board');
  await page.getByRole('link', { name: 'Escalating: 3: tickets' }).click();
  await page.waitForURL(/#\/inbox\/escalated$/);
  await page.goBack();
  await page.getByRole('button', { name: 'Wall screen' }).click();
  await page.waitForURL(/#\/board\?wall=1$/);
  await page.getByRole('navigation').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: /^#2 No VPN .* 8 min left$/ }).click();
  await page.waitForURL(/#\/tickets\/2$/);
  await close(page);
});

test('an accessibility checker finds nothing serious', async () => {
  for (const [place, heading] of [['/reports', 'Reports'], ['/reports/tickets?from=2026-02-05&to=2026-03-04&of=kinds:breached', 'Reports'], ['/board', 'Board'], ['/board?wall=1', 'Harbour Support']]) {
    const page = await open_room(place, heading);
    await page.evaluate(axe);
    const found = await page.evaluate(() => axe.run());
    const bad = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(bad.map((one) => `${place}: ${one.id}: ${one.nodes[0].html}`), []);
    await close(page);
  }
});
