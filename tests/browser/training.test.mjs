// Training in a real browser, on the demo: a playbook is read and its questions answered, one stands beside a ticket,
// a drill is played dry and held; by mouse, by finger and by keyboard, with an accessibility checker. The page is driven
// by role and name only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { open_demo } from './harness/demo.mjs';
import { openPerson, screenshot, sign_in, sizes } from './harness/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo, server, password, browser, olga;

before(async () => {
  demo = await open_demo();
  ({ server, password, browser, olga } = demo);
});
after(() => demo?.close());

async function nothing_serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  assert.deepEqual(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id), []);
}

test('a playbook is read, and known when its questions were answered rightly', async () => {
  await olga.goto(server.url + '/#/training');
  await olga.getByRole('heading', { name: 'Training', level: 1 }).waitFor();
  await nothing_serious(olga);
  await olga.getByRole('link', { name: 'Saying no kindly' }).click();
  await olga.getByRole('heading', { name: 'Do you know it?' }).waitFor();
  for (let question = 1; question <= 3; question++) {
    const card = olga.getByRole('group', { name: `Question ${question}` });
    await card.getByRole('option').first().click();
  }
  await nothing_serious(olga);
  await olga.getByRole('button', { name: 'Check my answers' }).click();
  await olga.getByText(/^\d of 3 right\./).waitFor();
  for (let question = 1; question <= 3; question++) {
    const card = olga.getByRole('group', { name: `Question ${question}` });
    for (let answer = 1; answer < 3 && !(await card.getByText('Right', { exact: true }).isVisible()); answer++) {
      await card.getByRole('option').nth(answer).click();
      await olga.getByText(/of 3 right\.|All right\./).waitFor({ state: 'detached' });
      await olga.getByRole('button', { name: 'Check my answers' }).click();
      await olga.getByText(/of 3 right\.|All right\./).waitFor();
    }
  }
  await olga.getByText('All right. Kept: you know this playbook').waitFor();
  await olga.getByRole('button', { name: 'Back to playbooks' }).click();
  await olga.getByText(/^You know 1 of the \d+ playbooks/).waitFor();
});

test('beside a ticket stand the playbooks for it, by keyboard', async () => {
  await olga.goto(server.url + '/#/tickets/24');
  await olga.getByRole('button', { name: 'Calming an angry customer' }).focus();
  await olga.keyboard.press('Enter');
  const dialog = olga.getByRole('dialog', { name: 'Calming an angry customer' });
  await dialog.getByText(/^Read the whole thread first/).waitFor();
  await olga.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a drill is played dry, then held, and its card counts what happens', async () => {
  await olga.goto(server.url + '/#/training/drills');
  const card = olga.getByRole('group', { name: 'Outage during working hours', exact: true });
  await card.getByRole('button', { name: 'Dry run' }).click();
  await card.getByText(/^Tier 1: .* by e-mail/).first().waitFor();
  await card.getByRole('button', { name: 'Hold it now…' }).click();
  await olga.getByRole('dialog', { name: 'Hold a drill now' }).waitFor();
  const outside = olga.getByRole('checkbox', { name: 'Also though not all of them are at work' });
  if (await outside.isVisible()) await outside.click();
  await olga.getByRole('button', { name: 'Hold it', exact: true }).click();
  await olga.getByText(/^Running; ends /).waitFor();
  await nothing_serious(olga);
  await olga.getByRole('link', { name: /^Ticket #\d+$/ }).click();
  await olga.getByRole('button', { name: 'Acknowledge' }).click();
  await olga.goto(server.url + '/#/training/drills');
  await olga.getByText(/^acknowledged after /).first().waitFor();
});

for (const size of sizes.filter((one) => one.name !== 'desk')) {
  test(`a finger reads at ${size.name}`, async () => {
    const page = await openPerson(browser, { size, touch: true });
    await sign_in(page, server.url, password);
    await page.goto(server.url + '/#/training');
    await page.getByRole('link', { name: 'Calming an angry customer' }).tap();
    await page.getByRole('heading', { name: 'How', exact: true }).waitFor();
    await screenshot(page, `training-${size.name}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
