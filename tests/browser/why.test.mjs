// "Why was I told, why was nobody told" at a ticket of the demo, asked by mouse, by finger and by keyboard, with an
// accessibility checker; pictures at four sizes. The page is driven by role and name only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { openBrowser, openPerson, screenshot, sizes, unseen } from './harness/page.mjs';
import { removeFolder, Server, temporaryFolder } from './harness/server.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = temporaryFolder();
let server, password, browser;

before(async () => {
  server = await Server.start(folder, [], { command: 'demo' });
  password = await server.waitFor(/with the password (\S+)/);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  removeFolder(folder);
});

/// Olga at the ticket about which everybody was told.
async function open_ticket(options = {}) {
  const page = await openPerson(browser, { ...options, ...unseen });
  await page.goto(server.url + '/login');
  await page.getByLabel(/e-mail/i).fill('olga@harbour.example');
  await page.getByLabel(/password/i).fill(password);
  await page.getByRole('button').first().click();
  await page.getByRole('row').first().waitFor();
  await page.goto(server.url + '/#/tickets/24');
  await page.getByRole('button', { name: 'More steps' }).waitFor();
  return page;
}
const dialog = (page) => page.getByRole('dialog', { name: 'Why was somebody told, or not?' });

async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test('who was told reads by which step, and whose turn it was', async () => {
  const page = await open_ticket();
  await page.getByRole('button', { name: 'More steps' }).click();
  await page.getByRole('menuitem', { name: 'Why was somebody told…' }).click();
  await dialog(page).waitFor();
  await page.getByText(/^Olga Brandt was told by e-mail at /).waitFor();
  await page.getByRole('combobox', { name: 'Person' }).click();
  await page.getByRole('option', { name: 'Ann Ek' }).click();
  await page.getByText(/^Ann Ek was told by e-mail at /).waitFor();
  await page.getByText(/: layer \d, turn /).first().waitFor();
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  assert.deepEqual(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id), []);
  await page.getByRole('button', { name: 'Close' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await close(page);
});

test('the keyboard alone asks and leaves', async () => {
  const page = await open_ticket();
  await page.getByRole('button', { name: 'More steps' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Why was somebody told…' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await close(page);
});

test('for a person the calendar leads to it, and the keyboard alone asks about another one', async () => {
  const page = await open_ticket();
  await page.goto(server.url + '/#/oncall/tier-1');
  await page.getByRole('row', { name: /^On call, / }).getByRole('button', { name: /^(Ann Ek|Bob Okafor), / }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Why told, or not…' }).focus();
  await page.keyboard.press('Enter');
  const everywhere = page.getByRole('dialog', { name: 'Why was somebody told, or nobody?' });
  const person = everywhere.getByRole('combobox', { name: 'Person' });
  assert.match(await person.textContent(), /^(Ann Ek|Bob Okafor)$/, 'whose shift it is');
  await person.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Olga Brandt' }).focus();
  await page.keyboard.press('Enter');
  await everywhere.getByRole('textbox', { name: 'Moment' }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type(new Date().toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).slice(0, 16));
  await everywhere.getByRole('button', { name: 'Find out' }).focus();
  await page.keyboard.press('Enter');
  await everywhere.getByText(/^Olga Brandt was told by e-mail at /).first().waitFor();
  await everywhere.getByRole('heading', { name: 'On call at that moment' }).waitFor();
  await page.keyboard.press('Escape');
  await everywhere.waitFor({ state: 'detached' });
  await close(page);
});

test('for a person a finger asks from a shift of the calendar', async () => {
  const page = await open_ticket({ size: sizes[3], touch: true });
  await page.goto(server.url + '/#/oncall/tier-1');
  await page.getByRole('button', { name: /^(Ann Ek|Bob Okafor), / }).first().tap();
  await page.getByRole('button', { name: 'Why told, or not…' }).tap();
  const everywhere = page.getByRole('dialog', { name: 'Why was somebody told, or nobody?' });
  await everywhere.getByRole('combobox', { name: 'Person' }).tap();
  await page.getByRole('option', { name: 'Olga Brandt' }).tap();
  await everywhere.getByRole('textbox', { name: 'Moment' }).fill(new Date().toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' }).slice(0, 16));
  await everywhere.getByRole('button', { name: 'Find out' }).tap();
  await everywhere.getByText(/^Olga Brandt was told by e-mail at /).first().waitFor({ state: 'attached' });
  await close(page);
});

for (const size of sizes.filter((one) => one.name !== 'desk')) {
  test(`a finger asks at ${size.name}`, async () => {
    const page = await open_ticket({ size, touch: true });
    await page.getByRole('button', { name: 'More steps' }).tap();
    await page.getByRole('menuitem', { name: 'Why was somebody told…' }).tap();
    await page.getByText(/^Olga Brandt was told by e-mail at /).waitFor();
    await screenshot(page, `why-${size.name}`);
    await close(page);
  });
}
