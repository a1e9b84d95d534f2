// The room "Chains" in a real browser, on a workspace that stands still: a step is dragged with mouse and finger, moved
// by keyboard, undone; what-if follows all three and is downloaded as a scenario; a back-test by key and by finger; an
// accessibility checker; pictures at four sizes.
// The page is driven by role and name only.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { drag_by_finger, drag_by_mouse, looks, openBrowser, openPerson, screenshot, sizes } from './harness/page.mjs';
import { document, still_api } from './harness/still.mjs';
import { serve_site, settled } from './site.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const workspace = {
  ...document,
  users: [...document.users, { id: 'eva', name: 'Eva Stone', role: 'manager' }],
  schedules: [
    { id: 'tier-1', name: 'Support on call', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'weekly', every: 1, start: '2026-01-05T09:00:00', people: ['ann', 'bob'] } }] },
    { id: 'tier-2', name: 'Specialists on call', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'weekly', every: 1, start: '2026-01-05T09:00:00', people: ['chen', 'mira'] }, windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'], from: '06:00', to: '22:00' }] }] },
  ],
  chains: [
    { id: 'main', name: 'Customer-facing', repeat: 1, steps: [
      { tier: 1, name: 'Support', notify: [{ schedule: 'tier-1' }], backup: [{ team: 'network' }], wait: '30m' },
      { tier: 2, name: 'Specialist', notify: [{ schedule: 'tier-2' }], wait: '30m', calendar: 'office' },
      { tier: 2, name: 'Network', notify: [{ team: 'network' }], wait: '20m' },
      { tier: 3, name: 'Manager', notify: [{ user: 'eva' }, { user: 'olga' }], urgency: 'critical', wait: '15m' }] },
    { id: 'night', name: 'At night', steps: [{ tier: 1, notify: [{ user: 'mira' }], wait: '10m' }] },
  ],
  rules: [
    { id: 'silence', on: 'no_response', for: '30m', then: [{ escalate: { chain: 'main', tier: 1 } }] },
    { id: 'urgent', on: 'created', if: { priority: ['high', 'urgent'] }, then: [{ escalate: { chain: 'main', tier: 2 } }] },
  ],
};
/** What the chain was in version 1: tier 1 waited longer, and nobody of the network team was told. */
const earlier = { ...document, ...workspace, chains: workspace.chains.map((chain) => ({ ...chain, steps: chain.steps.filter((step) => step.name !== 'Network').map((step) => ({ ...step, wait: step.name === 'Support' ? '45m' : step.wait })) })) };
let site, browser;
let held, let_go;  // while a test wants the server to take its time

before(async () => {
  Object.assign(document, workspace);
  const api = still_api(60, undefined, 300);
  site = await serve_site(async (request, response) => {
    if (request.url.startsWith('/api/v1/history/given')) await held;
    if (request.url === '/api/v1/config/1') {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      return response.end(JSON.stringify({ version: 1, document: earlier })), true;
    }
    return api(request, response);
  });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await site?.close();
});

async function open_room(options = {}, place = '/chains/main') {
  const page = await openPerson(browser, options);
  await page.goto(site.url + '#' + place);
  await page.getByRole('heading', { name: 'Chains', level: 1 }).waitFor();
  await settled(page, 300);
  return page;
}

const card = (page, name) => page.getByRole('button', { name: new RegExp(`^Tier \\d, ${name},`) });
const tier_of = async (page, name) => Number((await card(page, name).first().textContent()).match(/^Tier (\d)/)[1]);

async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

test('the picture says who is told and what is wrong, as a table, too', async () => {
  const page = await open_room();
  await page.getByRole('grid', { name: 'Steps of Customer-facing' }).waitFor();
  await page.getByRole('gridcell', { name: 'Ann Lee (Support on call)' }).first().waitFor();
  await card(page, 'Specialist').and(page.getByRole('button', { name: /Nobody from Wed 4 Mar 22:00/ })).waitFor();
  await card(page, 'Manager').and(page.getByRole('button', { name: /Eva Stone has no way to be told/ })).waitFor();
  await page.getByRole('link', { name: 'No answer for 30 min, leads to Support' }).waitFor();
  await close(page);
});

test('a step is opened and edited, and what it would do is told before it is saved', async () => {
  const page = await open_room();
  await card(page, 'Support').click();
  const form = page.getByRole('form', { name: 'Support' });
  await form.getByRole('textbox', { name: 'Then waits' }).fill('45m');
  await page.getByRole('button', { name: 'Support waits 45 min' }).waitFor();
  await page.getByText(/3 due times would move/).first().waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).waitFor();
  await close(page);
});

test('a card is dragged to another tier with the mouse, and that is undone by Ctrl-Z', async () => {
  const page = await open_room();
  const from = await card(page, 'Support').boundingBox(), to = await card(page, 'Manager').boundingBox();
  await page.mouse.move(from.x + 40, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(to.x + 20, to.y, { steps: 5 });
  await page.mouse.move(to.x + 40, to.y + to.height + 20, { steps: 3 });
  await page.mouse.up();
  await settled(page);
  assert.equal(await tier_of(page, 'Support'), 3);
  await page.keyboard.press('Control+z');
  await settled(page);
  assert.equal(await tier_of(page, 'Support'), 1);
  await page.keyboard.press('Control+Shift+Z');
  await settled(page);
  assert.equal(await tier_of(page, 'Support'), 3);
  await close(page);
});

test('a finger that rests on a card drags it', async () => {
  const page = await open_room({ size: sizes[1], touch: true });
  const from = await card(page, 'Support').boundingBox(), to = await card(page, 'Specialist').boundingBox();
  await drag_by_finger(page, [[from.x + 40, from.y + 20], [(from.x + to.x) / 2, to.y + 20], [to.x + 40, to.y + 4]]);
  await settled(page);
  assert.equal(await tier_of(page, 'Support'), 2);
  await close(page);
});

/** Drags in one of the ways from the middle of one thing to a place of another (shares of its size). */
async function drag_to(page, drag, from, to, [x, y]) {
  const begin = await from.boundingBox(), end = await to.boundingBox();
  await drag(page, [[begin.x + begin.width / 2, begin.y + begin.height / 2], [(begin.x + end.x) / 2, (begin.y + end.y) / 2],
    [end.x + end.width * x, end.y + end.height * y]]);
  await settled(page);
}

/** "1 Support, 2 Specialist, …" in the order in which they are told. */
const order = async (page) => (await page.getByRole('grid', { name: 'Steps of Customer-facing' }).getByRole('button', { name: /^Tier \d, / }).allTextContents())
  .map((text) => text.match(/^Tier (\d), ([^,]+),/).slice(1).join(' ')).join(', ');

for (const [way, drag, options] of [['the mouse', drag_by_mouse, {}], ['a finger', drag_by_finger, { size: sizes[1], touch: true }]]) {
  test(`a copy of a step is dragged to another tier, and an arrow to the step that it shall lead to, with ${way}`, async () => {
    const page = await open_room(options);
    assert.equal(await order(page), '1 Support, 2 Specialist, 2 Network, 3 Manager');
    await drag_to(page, drag, page.getByRole('button', { name: 'Duplicate Support' }), card(page, 'Manager').first(), [0.5, 0.9]);
    assert.equal(await order(page), '1 Support, 2 Specialist, 2 Network, 3 Manager, 3 Support');
    await page.keyboard.press('Control+z');
    await settled(page);
    await drag_to(page, drag, page.getByRole('button', { name: /^Support waits 30 min/ }), card(page, 'Network').first(), [0.5, 0.5]);
    assert.equal(await order(page), '1 Support, 2 Network, 2 Specialist, 3 Manager');
    await close(page);
  });
}

test('where an arrow leads is chosen by keyboard', async () => {
  const page = await open_room();
  await page.getByRole('button', { name: /^Support waits 30 min/ }).focus();
  await page.keyboard.press('l');
  await page.getByRole('menu', { name: 'Leads to' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.equal(await order(page), '1 Support, 2 Network, 2 Specialist, 3 Manager');
  await close(page);
});

test('a card is moved and duplicated by keyboard alone', async () => {
  const page = await open_room();
  await card(page, 'Network').focus();
  await page.keyboard.press('Shift+ArrowUp');
  await settled(page);
  await page.keyboard.press('Shift+ArrowRight');
  await settled(page);
  assert.equal(await tier_of(page, 'Network'), 3);
  await page.keyboard.press('d');
  await settled(page);
  assert.equal(await card(page, 'Network').count(), 2);
  await close(page);
});

test('what-if follows a handle, and is downloaded as a scenario', async () => {
  const page = await open_room();
  await page.getByRole('button', { name: 'Add an answer' }).focus();
  await page.keyboard.press('Enter');
  const handle = page.getByRole('separator', { name: /^Ann Lee acknowledges after/ });
  await handle.waitFor();
  assert.equal(await page.getByRole('gridcell', { name: /^Told Chen Li/ }).count(), 0);
  await handle.focus();
  for (let i = 0; i < 3; ++i) await page.keyboard.press('Shift+ArrowRight');
  await page.getByRole('gridcell', { name: /^Told Chen Li/ }).first().waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as scenario' }).focus();
  await page.keyboard.press('Enter');
  const file = await download;
  assert.equal(file.suggestedFilename(), 'what-if.json');
  const { scenario } = JSON.parse(readFileSync(await file.path(), 'utf8'));
  assert.deepEqual(scenario.events.map((event) => event.do), ['create', 'acknowledge']);
  assert.equal(scenario.workspace.chains[0].id, 'main');
  await close(page);
});

for (const [way, drag, options, press] of [['the mouse', drag_by_mouse, {}, 'click'], ['a finger', drag_by_finger, { size: sizes[1], touch: true }, 'tap']]) {
  test(`what-if follows a handle that is dragged with ${way}, and an answer is put where its line is pressed`, async () => {
    const page = await open_room(options);
    const line = page.getByRole('group', { name: 'Line of Ann Lee' });
    await line.scrollIntoViewIfNeeded();
    const { width } = await line.boundingBox();
    await line[press]({ position: { x: width * 0.15, y: 10 } }); // 45 of 300 minutes: after Ann was told, before Chen would be
    const answer = page.getByRole('separator', { name: /^Ann Lee acknowledges after/ });
    await answer.waitFor();
    const told = page.getByRole('gridcell', { name: /^Told Chen Li/ });
    assert.equal(await told.count(), 0);
    await drag_to(page, drag, answer, line, [0.9, 0.5]);
    await told.first().waitFor();
    const comes = page.getByRole('separator', { name: /^The customer writes, / });
    const at = await comes.getAttribute('aria-label');
    await drag_to(page, drag, comes, line, [0.3, 0.5]);
    assert.notEqual(await comes.getAttribute('aria-label'), at);
    await close(page);
  });
}

test('the edited chain is tested against the tickets of the server, and says which are behind each number', async () => {
  const page = await open_room();
  await page.getByRole('button', { name: 'Test real tickets' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('300 tickets tested').waitFor();
  await page.getByRole('button', { name: /^First response, median: .+ in force, .+ edited$/ }).waitFor();
  await page.getByRole('button', { name: /^Escalations: \d+ in force, \d+ edited$/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^#\d+$/ }).first().waitFor();
  await close(page);
});

test('a back-test shows how far it is and stops when it is told to', async () => {
  const page = await open_room();
  held = new Promise((go_on) => { let_go = go_on; });
  await page.getByRole('button', { name: 'Test real tickets' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('progressbar', { name: 'Tickets tested' }).waitFor();
  await page.getByRole('button', { name: 'Stop' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Test real tickets' }).waitFor();
  assert.equal(await page.getByRole('progressbar').count(), 0);
  let_go();
  held = undefined;
  await close(page);
});

test('on a phone the period of a back-test is chosen, and it runs, by finger', async () => {
  const page = await open_room({ size: sizes[3], touch: true });
  await page.getByRole('tab', { name: '30 days' }).tap();
  await page.getByRole('button', { name: 'Test real tickets' }).tap();
  const tested = page.getByText(/^\d+ tickets tested$/);
  await tested.waitFor();
  assert.ok(parseInt(await tested.textContent()) < 300, 'of 90 days there are 300');
  await page.getByRole('button', { name: /^Escalations: \d+ in force, \d+ edited$/ }).tap();
  await page.getByRole('link', { name: /^#\d+$/ }).first().waitFor();
  await close(page);
});

test('the picture of the paths is saved by keyboard', async () => {
  const page = await open_room();
  await page.getByRole('button', { name: 'More', exact: true }).focus();
  await page.keyboard.press('Enter');
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Save as a picture (SVG)' }).focus();
  await page.keyboard.press('Enter');
  const file = await download;
  assert.equal(file.suggestedFilename(), 'main.svg');
  assert.match(readFileSync(await file.path(), 'utf8'), /^<svg[\s\S]*Customer-facing[\s\S]*<\/svg>\s*$/);
  await close(page);
});

test('another version of the chain is set beside it, step by step, by keyboard and by finger', async () => {
  const differs = async (page) => {
    const compared = page.getByRole('region', { name: 'Compare with another version' }).or(page.getByRole('group', { name: 'Compare with another version' }));
    const support = compared.getByRole('group', { name: 'Support', exact: true }), network = compared.getByRole('group', { name: 'Network', exact: true });
    for (const words of ['Changed', 'Before', 'then waits 45 min', 'Now', 'then waits 30 min']) await support.getByText(words, { exact: true }).waitFor({ state: 'attached' }); // some of it lies below the fold
    await network.getByText('Added', { exact: true }).waitFor({ state: 'attached' });
    await compared.getByRole('group', { name: 'Manager', exact: true }).getByText('The same', { exact: true }).waitFor({ state: 'attached' });
  };
  const page = await open_room();
  await page.getByRole('combobox', { name: 'Version' }).focus();
  for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await differs(page);
  await close(page);
  const phone = await open_room({ size: sizes[3], touch: true });
  await phone.getByRole('combobox', { name: 'Version' }).tap();
  await phone.getByRole('option', { name: /^Version 1/ }).tap();
  await differs(phone);
  await close(phone);
});

test('the page for the wall is a tap away', async () => {
  const page = await open_room({ size: sizes[2], touch: true });
  await page.getByRole('button', { name: 'More', exact: true }).tap();
  const asked = page.context().waitForEvent('request', (request) => /\/chains\?chain=main$/.test(request.url()));
  await page.getByRole('menuitem', { name: 'Page for the wall' }).tap();
  assert.equal((await asked).method(), 'GET');
  await close(page);
});

test('an accessibility checker finds nothing serious', async () => {
  const page = await open_room();
  await card(page, 'Support').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('form', { name: 'Support' }).waitFor();
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  const bad = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
  assert.deepEqual(bad.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
  await close(page);
});

test('it looks like a product', async () => {
  for (const { size, scheme } of looks) {
    const page = await open_room({ size, scheme, touch: size.width < 1000 }, '/chains');
    await screenshot(page, `chains-all-${size.name}-${scheme}`);
    await page.getByRole('link', { name: 'Customer-facing' }).click();
    await page.getByRole('grid', { name: 'Steps of Customer-facing' }).waitFor();
    await settled(page, 300);
    await screenshot(page, `chains-picture-${size.name}-${scheme}`);
    await page.getByRole('button', { name: 'Add an answer' }).focus();
    await page.keyboard.press('Enter');
    await settled(page, 300);
    await screenshot(page, `chains-what-if-${size.name}-${scheme}`);
    await card(page, 'Specialist').focus();
    await page.keyboard.press('Enter');
    await settled(page, 300);
    await screenshot(page, `chains-form-${size.name}-${scheme}`);
    await close(page);
  }
});
