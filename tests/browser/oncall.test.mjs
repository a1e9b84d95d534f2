// The room "On call" in a real browser, on the demo's workspace: drawn with mouse, finger and by keyboard, changes that
// another person sees, an accessibility checker, its pictures. The page is driven by role and name only.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { open_demo } from './harness/demo.mjs';
import { drag_by_finger, drag_by_mouse, looks, openPerson, screenshot, sign_in, sizes, unseen } from './harness/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo, server, browser, olga, password;

before(async () => {
  demo = await open_demo();
  ({ server, browser, olga, password } = demo);
});

after(() => demo?.close());

const show = async (page, place) => {
  await page.goto(server.url + '/#' + place);
  await page.getByRole('heading', { name: 'On call', level: 1 }).waitFor();
};

/** The lane of a schedule in the week that is shown, and where its third day begins and ends. */
async function lane_of(page, name) {
  const box = await page.getByRole('row', { name: new RegExp('^' + name) }).first().boundingBox();
  const wednesday = await page.getByRole('columnheader', { name: /^Wed/ }).first().boundingBox();
  return { y: box.y + box.height / 2, from: wednesday.x, to: wednesday.x + wednesday.width };
}

async function next_week(page) {
  await show(page, '/oncall');
  await page.getByRole('button', { name: 'Later' }).click();
  await page.waitForURL(/day=/);
}

test('a stretch of time is drawn open with the mouse, says what follows, and is saved', async () => {
  await next_week(olga);
  const { y, from, to } = await lane_of(olga, 'Support on call');
  await drag_by_mouse(olga, [[from + 2, y], [(from + to) / 2, y], [to - 2, y]]);
  const form = olga.getByRole('dialog', { name: 'Cover a shift' });
  await form.waitFor();
  await form.getByText(/Olga Brandt is on call Wed .* 00:00 – Thu .* 00:00/).waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await olga.getByRole('button', { name: /^Olga Brandt, Wed .* by a cover or swap/ }).first().waitFor();
});

/** The cover in the line of covers of its schedule's own calendar, in the week that is shown. */
const cover_in = (page, day) => page.getByRole('row', { name: /^Covers and swaps/ }).getByRole('button', { name: new RegExp(`^Olga Brandt for .*, ${day} `) });

for (const [way, drag, options, from, to] of [['the mouse', drag_by_mouse, {}, 'Wed', 'Thu'], ['a finger', drag_by_finger, { size: sizes[1], touch: true }, 'Thu', 'Fri']]) {
  test(`the cover is dragged to another day with ${way}`, async () => {
    const page = await openPerson(browser, options);
    await page.context().addCookies(await olga.context().cookies());
    await show(page, '/oncall/tier-1');
    await page.getByRole('button', { name: 'Later' }).click();
    const bar = await cover_in(page, from).boundingBox();
    const [x, y] = [bar.x + bar.width / 2, bar.y + bar.height / 2];
    await drag(page, [[x, y], [x + bar.width / 2, y], [x + bar.width, y]]);
    const form = page.getByRole('dialog', { name: 'Change the cover' });
    await form.getByText(new RegExp(`^Olga Brandt is on call ${to} `)).waitFor();
    await form.getByRole('button', { name: 'Save' }).click();
    await cover_in(page, to).waitFor();
    await cover_in(page, from).waitFor({ state: 'detached' });
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test('the cover is put back by keyboard alone', async () => {
  await show(olga, '/oncall/tier-1');
  await olga.getByRole('button', { name: 'Later' }).focus();
  await olga.keyboard.press('Enter');
  await cover_in(olga, 'Fri').focus();
  await olga.keyboard.press('Enter');
  await olga.getByRole('dialog', { name: 'Olga Brandt' }).getByRole('button', { name: 'Change…' }).focus();
  await olga.keyboard.press('Enter');
  const form = olga.getByRole('dialog', { name: 'Change the cover' });
  for (const name of ['From', 'To']) {
    const field = form.getByRole('textbox', { name, exact: true });
    const friday = new Date((await field.inputValue()).replace(' ', 'T') + 'Z');
    await field.focus();
    await olga.keyboard.press('Control+a');
    await olga.keyboard.type(new Date(friday - 2 * 86_400_000).toISOString().slice(0, 16).replace('T', ' '));
  }
  await form.getByRole('button', { name: 'Save' }).focus();
  await olga.keyboard.press('Enter');
  await cover_in(olga, 'Wed').waitFor();
});

test('the cover is opened and taken out by keyboard alone', async () => {
  await next_week(olga);
  const shift = olga.getByRole('button', { name: /^Olga Brandt, Wed/ }).first();
  await shift.focus();
  await olga.keyboard.press('Enter');
  const card = olga.getByRole('dialog', { name: 'Olga Brandt' });
  await card.waitFor();
  await card.getByRole('button', { name: 'Remove' }).focus();
  await olga.keyboard.press('Enter');
  await shift.waitFor({ state: 'detached' });
});

test('a finger that rests on a line draws on it', async () => {
  const page = await openPerson(browser, { size: sizes[1], touch: true });
  await page.context().addCookies(await olga.context().cookies());
  await next_week(page);
  const { y, from, to } = await lane_of(page, 'Specialists on call');
  await drag_by_finger(page, [[from + 4, y], [(from + to) / 2, y], [to - 4, y]]);
  await page.getByRole('dialog', { name: 'Cover a shift' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).tap();
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test('a cover that leaves a gap is told by words before it is saved', async () => {
  await show(olga, '/oncall/tier-1');
  await olga.getByRole('button', { name: 'Cover a shift…' }).click();
  const form = olga.getByRole('dialog', { name: 'Cover a shift' });
  await form.getByRole('combobox', { name: 'Who is on call' }).click();
  await olga.getByRole('option', { name: /^Nobody/ }).click();
  await form.getByText(/^Leaves .* uncovered$/).first().waitFor();
  await form.getByRole('button', { name: 'Save' }).click();
  await olga.getByRole('button', { name: /^Nobody on call/ }).first().waitFor();
});

/** Chooses in a combo box of the dialog. */
async function choose(page, form, box, option) {
  await form.getByRole('combobox', { name: box }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

test('a swap is asked for and accepted, a shift is taken, a time away is said and unsaid, a note left for the next', async () => {
  const span = async (form, days) => {
    for (const [name, day] of [['From', days], ['To', days + 1]])
      await form.getByRole('textbox', { name, exact: true }).fill(day_of(day).replace(/(....)(..)(..)/, '$1-$2-$3 08:00'));
  };
  const from_menu = async (item) => {
    await olga.getByRole('button', { name: 'More', exact: true }).click();
    await olga.getByRole('menuitem', { name: item }).click();
  };
  await show(olga, '/oncall/tier-1?span=list');
  await from_menu('Ask for a swap…');
  const swap = olga.getByRole('dialog', { name: 'Ask for a swap' });
  await span(swap, 2);
  await swap.getByRole('combobox', { name: 'Whose shift' }).click();
  await olga.getByRole('option', { name: /^(Ann|Bob)/ }).first().click();
  await choose(olga, swap, 'Ask whom', 'Dana Novak');
  await swap.getByRole('button', { name: 'Ask' }).click();
  await olga.getByRole('button', { name: 'Accept the swap' }).click();
  const swapped = olga.getByRole('button', { name: /^Dana Novak/ }).first();
  await swapped.waitFor();
  await swapped.click();
  await olga.getByRole('dialog', { name: 'Dana Novak' }).getByRole('button', { name: 'Take this shift' }).click();
  await olga.getByText('Saved; those whom it concerns are told').first().waitFor();
  await from_menu('Time away…');
  const away = olga.getByRole('dialog', { name: 'Time away' });
  await span(away, 6);
  await away.getByRole('button', { name: 'Save' }).click();
  await olga.getByRole('button', { name: /^Not away/ }).click();
  await olga.getByRole('button', { name: /^Not away/ }).waitFor({ state: 'detached' });
  await from_menu('Note for the next…');
  const note = olga.getByRole('dialog', { name: 'Note for the next' });
  await note.getByRole('textbox', { name: 'Note' }).fill('All quiet');
  await note.getByRole('button', { name: 'Leave the note' }).click();
  await olga.getByText('Kept for whoever is on call next').first().waitFor();
});

test('a swap is asked for by one person with a finger, and accepted by the other by keyboard, each in a page of their own', async () => {
  const ann = await demo.colleague('ann', 'Ann Ek', { size: sizes[3], touch: true, ...unseen });
  const bob = await demo.colleague('bob', 'Bob Okafor', unseen);
  const later = day_of(35).replace(/(....)(..)(..)/, '$1-$2-$3'); // nothing else happens then
  for (const page of [ann, bob]) await show(page, `/oncall/tier-1?span=list&day=${later}`);
  const shift = ann.getByRole('button', { name: /^Ann Ek, / }).last();
  const name = (await shift.textContent()).trim();
  await shift.tap();
  await ann.getByRole('dialog', { name: 'Ann Ek' }).getByRole('button', { name: 'Ask for a swap…' }).tap();
  const form = ann.getByRole('dialog', { name: 'Ask for a swap' });
  await form.getByRole('combobox', { name: 'Ask whom' }).tap();
  await ann.getByRole('option', { name: 'Bob Okafor', exact: true }).tap();
  await form.getByRole('button', { name: 'Ask' }).tap();
  await ann.getByRole('button', { name: 'Take the request back' }).waitFor();
  assert.equal(await ann.getByRole('button', { name: 'Accept the swap' }).count(), 0, 'who asks does not answer');
  await bob.getByRole('group', { name: /^Ann Ek asks Bob Okafor to take / }).getByRole('button', { name: 'Accept the swap' }).focus();
  await bob.keyboard.press('Enter');
  for (const page of [ann, bob]) {
    await page.getByRole('button', { name: name.replace('Ann Ek', 'Bob Okafor') + ', by a cover or swap', exact: true }).first().waitFor();
    await page.getByRole('button', { name, exact: true }).waitFor({ state: 'detached' });
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

/** A day so many days from now, as iCalendar writes it. */
const day_of = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
const rota = (...events) => Buffer.from(['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR', ''].join('\r\n'));

async function open_shifts(page, buffer) {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('menuitem', { name: 'Shifts from a file…' }).click()]);
  await chooser.setFiles([{ name: 'rota.ics', mimeType: 'text/calendar', buffer }]);
}

test('shifts of a calendar file are looked through in a table, taken as one change and taken back', async () => {
  await show(olga, '/oncall/tier-1');
  await open_shifts(olga, Buffer.from('hello'));
  await olga.getByText('rota.ics was not read: line 1 has no colon: this is no iCalendar file').first().waitFor();
  await open_shifts(olga, rota(['SUMMARY:Olga Brandt', `DTSTART:${day_of(14)}T100000`, 'DURATION:PT2H', 'RRULE:FREQ=DAILY;COUNT=3'],
    ['SUMMARY:Sasha', `DTSTART:${day_of(20)}T100000`, 'DURATION:PT2H'], ['SUMMARY:Olga Brandt', 'DTSTART:20200101T100000', 'DURATION:PT2H']));
  const dialog = olga.getByRole('dialog', { name: 'Shifts from a file' });
  await dialog.waitFor();
  await screenshot(olga, 'oncall-import-desk-light');
  const table = dialog.getByRole('grid', { name: 'Shifts in the file' });
  assert.equal(await table.getByRole('row').count(), 5);
  await table.getByRole('row', { name: /Olga Brandt, Over$/ }).waitFor();
  await table.getByRole('row', { name: /Sasha, Nobody here is known by this name$/ }).waitFor();
  await table.getByRole('checkbox', { name: /^Take .*10:00–12:00, Olga Brandt$/ }).nth(1).click();
  await dialog.getByRole('combobox', { name: 'Who is “Sasha”?' }).click();
  await olga.getByRole('option', { name: 'Olga Brandt' }).click();
  await dialog.getByRole('button', { name: 'Take 3 shifts' }).waitFor();
  await table.getByRole('row').nth(0).focus(); // and by keyboard
  await olga.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Take 2 shifts' }).click();
  await dialog.waitFor({ state: 'detached' });
  await olga.getByText('Saved; those whom it concerns are told').first().waitFor();
  await olga.goto(`${server.url}/#/oncall/tier-1?span=list&day=${day_of(16).replace(/(....)(..)(..)/, '$1-$2-$3')}`);
  const covers = olga.getByRole('button', { name: /^Olga Brandt, .* by a cover or swap/ });
  await covers.first().waitFor();
  await olga.getByRole('button', { name: 'Undo' }).click();
  await covers.first().waitFor({ state: 'detached' });
});

test('an accessibility checker finds nothing serious', async () => {
  for (const place of ['/oncall', '/oncall/tier-1', '/oncall?span=month', '/oncall?span=list']) {
    await show(olga, place);
    await olga.evaluate(axe);
    const found = await olga.evaluate(() => axe.run());
    const bad = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(bad.map((one) => `${place}: ${one.id}: ${one.nodes[0].html}`), []);
  }
});

test('it looks like a product', async () => {
  const cookies = await olga.context().cookies();
  for (const { size, scheme } of looks) {
    const page = await openPerson(browser, { size, scheme, touch: size.width < 1000 });
    await page.context().addCookies(cookies);
    for (const [name, place] of [['all', '/oncall'], ['one', '/oncall/tier-1'], ['month', '/oncall?span=month'], ['list', '/oncall?span=list']]) {
      await show(page, place);
      await page.waitForTimeout(400); // what is fetched is drawn
      await screenshot(page, `oncall-${name}-${size.name}-${scheme}`);
    }
    await page.getByRole('button', { name: 'Cover a shift…' }).click();
    await page.getByRole('dialog', { name: 'Cover a shift' }).waitFor();
    await page.waitForTimeout(300);
    await screenshot(page, `oncall-form-${size.name}-${scheme}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test('nothing went wrong in the page', () => {
  assert.deepEqual(olga.faults, []);
});

test('the room is loaded when it is asked for, and once more where it did not come', async () => {
  const page = await openPerson(browser, unseen);
  await sign_in(page, server.url, password);
  await page.evaluate(async () => { // the worker would bring it, and so would a page that has it already
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
    for (const name of await caches.keys()) await caches.delete(name);
  });
  let asked = 0, let_it_come;
  const seen = new Promise((resolve) => { let_it_come = resolve; });
  await page.context().route(/\/later\.\w+\.wasm$/, async (route) => {
    if (++asked === 1) return route.abort();
    await seen; // however slow the machine is, there is a moment at which the room is being loaded
    return route.continue();
  });
  await page.goto(server.url + '/#/oncall');
  await page.reload();
  await page.getByText('Loading this room').first().waitFor();
  let_it_come();
  await page.getByRole('heading', { name: 'On call', level: 1 }).waitFor();
  assert.ok(asked >= 2);
  await page.context().close();
});
