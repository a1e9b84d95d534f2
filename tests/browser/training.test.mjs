// Training in a real browser, on the demo: a playbook is read and its questions answered, one stands beside a ticket,
// a drill is played dry and held; by mouse, by finger and by keyboard, with an accessibility checker. The page is driven
// by role and name only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { open_demo } from './harness/demo.mjs';
import { openPerson, screenshot, sizes, unseen } from './harness/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo, server, browser, olga;

before(async () => {
  demo = await open_demo();
  ({ server, browser, olga } = demo);
});
after(() => demo?.close());

async function nothing_serious(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  assert.deepEqual(found.violations.filter((one) => ['serious', 'critical'].includes(one.impact)).map((one) => one.id), []);
}

/** How a page presses something. */
const by_mouse = () => (what) => what.click();
const by_finger = () => (what) => what.tap();
const by_keyboard = (page) => async (what) => {
  await what.focus();
  await page.keyboard.press('Enter');
};

/** Reads a playbook and answers its questions until all are right, which the page says and the list shows. */
async function learn(page, press, playbook) {
  await page.goto(server.url + '/#/training');
  await press(page.getByRole('link', { name: playbook }));
  await page.getByRole('heading', { name: 'Do you know it?' }).waitFor();
  const check = page.getByRole('button', { name: 'Check my answers' }), result = page.getByText(/of \d right\.|All right\./);
  for (let question = 1; question <= 3; question++)
    await press(page.getByRole('group', { name: `Question ${question}` }).getByRole('option').first());
  await press(check);
  await result.waitFor();
  for (let question = 1; question <= 3; question++) {
    const card = page.getByRole('group', { name: `Question ${question}` });
    for (let answer = 1; answer < 3 && !(await card.getByText('Right', { exact: true }).isVisible()); answer++) {
      await press(card.getByRole('option').nth(answer));
      await result.waitFor({ state: 'detached' });
      await press(check);
      await result.waitFor();
    }
  }
  await page.getByText('All right. Kept: you know this playbook').waitFor();
  await press(page.getByRole('button', { name: 'Back to playbooks' }));
  await page.getByRole('group', { name: playbook }).getByText('Known', { exact: true }).waitFor();
}

test('a playbook is read, and known when its questions were answered rightly', async () => {
  await olga.goto(server.url + '/#/training');
  await olga.getByRole('heading', { name: 'Training', level: 1 }).waitFor();
  await nothing_serious(olga);
  await learn(olga, by_mouse(), 'Saying no kindly');
  await olga.getByText(/^You know 1 of the \d+ playbooks/).waitFor();
  await olga.getByRole('link', { name: 'Saying no kindly' }).click();
  await olga.getByRole('heading', { name: 'Do you know it?' }).waitFor();
  await nothing_serious(olga);
});

test('who learns with a finger, and by keyboard, has less to read in what each team knows', async () => {
  const left = async () => {
    await olga.goto(server.url + '/#/training');
    await olga.reload();
    const team = olga.getByRole('group', { name: 'What each team knows' });
    await team.scrollIntoViewIfNeeded();
    return Number((await team.getByText(/Ann Ek has \d+ to read/).first().textContent()).match(/Ann Ek has (\d+)/)[1]);
  };
  const before = await left();
  const ann = await demo.colleague('ann', 'Ann Ek', { size: sizes[3], touch: true, ...unseen });
  await learn(ann, by_finger(), 'Calming an angry customer');
  await screenshot(ann, 'training-phone');
  await learn(ann, by_keyboard(ann), 'Handing a ticket to the next tier');
  assert.equal(await ann.getByRole('tab', { name: 'Drills' }).count(), 0, 'drills are for managers');
  assert.deepEqual(ann.faults, []);
  await ann.context().close();
  assert.equal(await left(), before - 2);
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

for (const [way, ways, options, drill] of [
  ['with the mouse', by_mouse, {}, 'Outage during working hours'], ['with a finger', by_finger, { size: sizes[3], touch: true }, 'An important customer waits'],
  ['by keyboard', by_keyboard, {}, 'A disappointed customer'],
]) {
  test(`a drill is played dry, then held, ${way}; it is marked, and its card counts what happens`, async () => {
    const page = await openPerson(browser, { ...options, ...unseen });
    await page.context().addCookies(await olga.context().cookies());
    const press = ways(page);
    await page.goto(server.url + '/#/training');
    await press(page.getByRole('tab', { name: 'Drills' }));
    const card = page.getByRole('group', { name: drill, exact: true });
    await press(card.getByRole('button', { name: 'Dry run' }));
    await card.getByText(/^Tier 1: .* by e-mail/).first().waitFor();
    await press(card.getByRole('button', { name: 'Hide the dry run' }));
    await card.getByText(/^Tier 1: .* by e-mail/).first().waitFor({ state: 'detached' });
    await press(card.getByRole('button', { name: 'Hold it now…' }));
    const dialog = page.getByRole('dialog', { name: 'Hold a drill now' });
    await dialog.waitFor();
    const outside = dialog.getByRole('checkbox', { name: 'Also though not all of them are at work' });
    if (await outside.isVisible()) await press(outside);
    await press(dialog.getByRole('button', { name: 'Hold it', exact: true }));
    const score = page.getByRole('group', { name: `${drill}, running` });
    await score.getByText(/^Running; ends /).waitFor();
    await nothing_serious(page);
    await press(score.getByRole('link', { name: /^Ticket #\d+$/ }));
    await page.getByText('DRILL', { exact: true }).first().waitFor();
    await press(page.getByRole('button', { name: 'Acknowledge' }));
    await page.goto(server.url + '/#/inbox/all');
    await page.getByRole('row', { name: /^DRILL #\d+ / }).first().waitFor();
    await screenshot(page, `drill-inbox-${page.viewportSize().width}`);
    await page.goto(server.url + '/#/training/drills');
    await score.getByText(/^acknowledged after /).waitFor();
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

for (const size of sizes.filter((one) => one.name.startsWith('tablet'))) {
  test(`a finger reads at ${size.name}`, async () => {
    const page = await openPerson(browser, { size, touch: true });
    await page.context().addCookies(await olga.context().cookies());
    await page.goto(server.url + '/#/training');
    await page.getByRole('link', { name: 'Calming an angry customer' }).tap();
    await page.getByRole('heading', { name: 'How', exact: true }).waitFor();
    await screenshot(page, `training-${size.name}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}
