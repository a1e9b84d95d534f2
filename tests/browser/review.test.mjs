// The monthly review and the page after an incident in a real browser, on the demo: findings are walked through and decided,
// an action of before is looked at again, a page is written and sent; by mouse and by keyboard, with an accessibility
// checker; pictures at four sizes. The page is driven by role and name only.
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
  assert.deepEqual(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => `${one.id}: ${one.nodes[0].html}`), []);
}

async function open_review(page) {
  await page.goto(server.url + '/#/review');
  await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Did it help?' }).waitFor();
}

test('an action of an earlier month is looked at first: the same figure then and now', async () => {
  await open_review(olga);
  await olga.getByText('3 of 11 escalations').waitFor();
  await olga.getByText(/^[12] of \d+ escalations$/).waitFor();
  await nothing_serious(olga);
  await olga.getByRole('button', { name: 'It is done' }).click();
  await olga.getByRole('heading', { name: 'Overdue after incidents' }).waitFor();
  await olga.getByText('Warn two weeks before a certificate runs out').waitFor();
  await nothing_serious(olga);
});

test('a finding shows its evidence and its tickets, leads to its editor, and is decided', async () => {
  await olga.getByRole('button', { name: 'Next' }).click();
  const finding = olga.getByRole('group', { name: 'Finding' });
  await finding.getByRole('heading', { name: /^Urgent tickets of Tidewater Freight breach on Fridays after \d\d:00/ }).waitFor();
  await finding.getByText(/ of \d+ breaches; somebody was on call at each of them/).waitFor();
  await finding.getByRole('link', { name: /^#\d+ Loading lists do not print$/ }).first().waitFor();
  await nothing_serious(olga);
  await finding.getByRole('button', { name: 'Open Tidewater Freight' }).click();
  await olga.waitForURL(/#\/customers\/tidewater$/);
  await olga.goBack();
  await olga.getByRole('textbox', { name: 'What is to be done' }).fill('Put somebody on call until 20:00');
  await olga.getByRole('combobox', { name: 'Owner' }).click();
  await olga.getByRole('option', { name: 'Dana Novak' }).click();
  await olga.getByRole('textbox', { name: 'Due on' }).fill('2026-13-01');
  await olga.getByRole('button', { name: 'Keep and go on' }).click();
  await olga.getByText('Write the day as 2026-12-01.').waitFor();
  await olga.getByRole('textbox', { name: 'Due on' }).fill('2099-12-01');
  await olga.getByRole('button', { name: 'Keep and go on' }).click();
  await finding.getByRole('heading', { name: /^Urgent tickets/ }).waitFor({ state: 'detached' });
});

test('the keyboard alone goes through the rest; the summary says what was decided', async () => {
  for (let step = 0; step < 12 && !(await olga.getByText('Summary', { exact: true }).isVisible()); step++) {
    await olga.getByRole('button', { name: 'Next' }).focus();
    await olga.keyboard.press('Enter');
    await olga.waitForTimeout(150);
  }
  const summary = olga.getByRole('group', { name: 'Summary' });
  await summary.getByText('Act: Put somebody on call until 20:00 · Dana Novak · by 2099-12-01').waitFor();
  await summary.getByRole('button', { name: 'Copy as text' }).waitFor();
  await olga.getByRole('group', { name: 'Other months' }).getByRole('link').first().waitFor();
  await nothing_serious(olga);
  const month = await (await olga.request.get(server.url + '/api/v1/reviews')).json();
  const printed = await (await olga.request.get(server.url + '/reviews/' + month.month)).text();
  assert.match(printed, /Act: Put somebody on call until 20:00 — Dana Novak, by 2099-12-01/);
});

test('the page after an incident is filled from the log, written, and sent to those involved', async () => {
  await olga.goto(server.url + '/#/tickets/24');
  await olga.getByRole('button', { name: 'More steps' }).click();
  await olga.getByRole('menuitem', { name: 'After the incident' }).click();
  await olga.waitForURL(/#\/tickets\/24\/incident$/);
  await olga.getByRole('heading', { name: 'After the incident', level: 1 }).waitFor();
  await olga.getByRole('group', { name: 'Timeline' }).getByText(/^The customer wrote for the first time/).waitFor();
  await olga.getByRole('group', { name: 'Facts' }).getByText('Who was told').waitFor();
  await nothing_serious(olga);
  await olga.getByRole('textbox', { name: 'Summary' }).fill('The gateway kept the summer time: alarms came an hour late.');
  await olga.getByRole('textbox', { name: 'Another cause' }).fill('Nothing checks the gateway after the clocks have changed');
  await olga.getByRole('button', { name: 'Add the cause' }).click();
  await olga.getByRole('button', { name: 'Add an action' }).click();
  const action = olga.getByRole('group', { name: 'Action 1' });
  await action.getByRole('textbox', { name: 'What we change' }).fill('Check all gateways when the clocks change');
  await action.getByRole('combobox', { name: 'Owner' }).click();
  await olga.getByRole('option', { name: 'Bob Okafor' }).click();
  await action.getByRole('textbox', { name: 'Due on' }).fill('2099-01-31');
  await nothing_serious(olga);
  await olga.getByRole('button', { name: 'Keep', exact: true }).focus();
  await olga.keyboard.press('Enter');
  await olga.getByText('The page is kept').first().waitFor();
  await olga.getByRole('button', { name: 'Send…' }).click();
  const dialog = olga.getByRole('dialog', { name: 'Send to those involved' });
  await dialog.getByText(/- Check all gateways when the clocks change \(Bob Okafor, by 2099-01-31\)/).waitFor();
  await nothing_serious(olga);
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await olga.getByText('Sent', { exact: true }).first().waitFor();
  assert.deepEqual(olga.faults, []);
});

for (const size of sizes) {
  for (const scheme of size.name === 'desk' ? ['light', 'dark'] : ['light']) {
    test(`both rooms at ${size.name}, ${scheme}`, async () => {
      const page = await openPerson(browser, { size, scheme, touch: size.name !== 'desk' });
      await sign_in(page, server.url, password);
      await page.goto(server.url + '/#/review');
      await page.getByText(/^1 of \d+$/).waitFor();
      for (let step = 2; !(await page.getByRole('group', { name: 'Finding' }).isVisible()); step++) {
        await page.getByRole('button', { name: 'Next' }).click();
        await page.getByText(new RegExp(`^${step} of \\d+$`)).waitFor();
      }
      await screenshot(page, `review-${size.name}-${scheme}`);
      await page.goto(server.url + '/#/tickets/24/incident');
      await page.getByRole('group', { name: 'Facts' }).waitFor();
      await screenshot(page, `incident-${size.name}-${scheme}`);
      assert.deepEqual(page.faults, []);
      await page.context().close();
    });
  }
}
