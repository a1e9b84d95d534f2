// The story of "first light", as two people live it: a real message comes in by the mail server's pipe, nobody
// answers, tier 1 and tier 2 are told by real mails, the server is killed between them and started again, one person
// acknowledges, she replies, the customer gets the mail, and the customer's page shows all of it but the note. Then they
// practise: a drill is planned, announced, held and scored.
// The page is driven by role and name only, as a screen reader would.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { catchMail, header, textOf } from './harness/mail.mjs';
import { join_by, looks, sizes, openBrowser, openPerson, screenshot, unseen } from './harness/page.mjs';
import { removeFolder, run, Server, temporaryFolder } from './harness/server.mjs';

const password = 'a long and quiet river 7';

// Steps of seconds instead of minutes; otherwise what the default workspace has. Machines are slow sometimes: the wait
// after tier 2 is long enough for two people to read the ticket and acknowledge before tier 3.
const workspace = {
  name: 'Acme Support',
  zone: 'Europe/Berlin',
  last_resort: { user: 'olga' },
  default_sla: 'standard',
  users: [
    { id: 'ann', name: 'Ann Ek', role: 'agent', contacts: { email: 'ann@acme.example' } },
    { id: 'bob', name: 'Bob Okafor', role: 'agent', contacts: { email: 'bob@acme.example' } },
    { id: 'olga', name: 'Olga Brandt', role: 'admin', contacts: { email: 'olga@acme.example' } },
  ],
  teams: [{ id: 'support', name: 'Support', members: ['ann', 'bob'] }],
  customers: [
    { id: 'globex', name: 'Globex', domains: ['globex.example'], contacts: [{ id: 'gina', name: 'Gina Roth', email: 'gina@globex.example' }] },
  ],
  slas: [{ id: 'standard', targets: { normal: { first_response: '1h', resolution: '24h' } } }],
  schedules: [
    { id: 'tier-1', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'weekly', every: 1, start: '2026-01-05T09:00:00', people: ['ann'] } }] },
    { id: 'tier-2', zone: 'Europe/Berlin', layers: [{ priority: 0, rotation: { kind: 'daily', every: 1, start: '2026-01-05T09:00:00', people: ['bob'] } }] },
  ],
  chains: [
    {
      id: 'default', name: 'Customer-facing',
      steps: [
        { tier: 1, name: 'Support', notify: [{ schedule: 'tier-1' }], wait: '20s' },
        { tier: 2, name: 'Specialist', notify: [{ schedule: 'tier-2' }], wait: '30m' },
        { tier: 3, name: 'Manager', notify: [{ user: 'olga' }], urgency: 'critical', wait: '15m' },
      ],
    },
  ],
  rules: [{ id: 'no-answer', on: 'no_response', for: '6s', then: [{ escalate: { chain: 'default', tier: 1 } }] }],
};

const message = [
  'From: Gina Roth <gina@globex.example>',
  'To: support@acme.example',
  'Subject: =?utf-8?q?Printer_on_fire_=F0=9F=94=A5?=',
  'Message-ID: <first-light@globex.example>',
  'Date: Mon, 23 Nov 2026 10:00:00 +0100',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Smoke everywhere in Büro 7, please help. こんにちは',
  '',
].join('\r\n');

let folder;
let mail;
let server;
let browser;
let olga;
let ann;

before(async () => {
  folder = temporaryFolder();
  mail = await catchMail();
  server = await Server.start(folder, ['--smtp', `smtp://127.0.0.1:${mail.port}`, '--mail-from', 'support@acme.example']);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  await mail?.close();
  if (folder) removeFolder(folder);
});

test('the first start prints a link that makes the administrator', async () => {
  const link = await server.waitFor(/(http:\/\/127\.0\.0\.1:\d+\/welcome\/\S+)/);
  olga = await openPerson(browser, unseen);
  await join_by(olga, link, password, { name: 'Olga Brandt', email: 'olga@acme.example' });
  await olga.getByRole('navigation', { name: 'Views' }).waitFor();
  const second = await openPerson(browser, unseen);
  const answer = await second.goto(link);
  assert.ok(answer.status() >= 400, 'the link works once');
  await second.context().close();
});

test('the workspace document comes in by one command, and a second person joins', async () => {
  const file = join(folder, 'workspace.json');
  writeFileSync(file, JSON.stringify(workspace));
  const imported = run(['config', 'import', '--data', folder, file]);
  assert.equal(imported.code, 0, imported.stderr);
  const added = run(['user', 'add', '--data', folder, '--id', 'ann', '--email', 'ann@acme.example', '--name', 'Ann Ek']);
  assert.equal(added.code, 0, added.stderr);
  ann = await openPerson(browser, unseen);
  await join_by(ann, added.stdout.match(/http\S+/)[0].replace(/^https?:\/\/[^/]+/, server.url), password);
  await ann.getByRole('navigation', { name: 'Views' }).waitFor();
});

test('a piped mail appears in both browsers without a reload, its clocks running', async () => {
  await olga.evaluate(() => (window.notReloaded = true));
  await ann.evaluate(() => (window.notReloaded = true));
  const piped = run(['mail', '--data', folder], message);
  assert.equal(piped.code, 0, piped.stderr);
  for (const page of [olga, ann]) {
    const row = page.getByRole('row', { name: /Printer on fire 🔥/ });
    await row.waitFor();
    assert.match(await row.getAttribute('aria-label') ?? (await row.innerText()), /First response .* left/);
  }
});

test('nobody answers: tier 1 gets a mail that says who, what and why', async () => {
  const told = await mail.waitFor((one) => one.to.includes('ann@acme.example'));
  const text = textOf(told.raw);
  assert.match(header(told.raw, 'Subject'), /\[#\d+\]/);
  assert.match(text, /Gina Roth/);
  assert.match(text, /Smoke everywhere in Büro 7/);
});

test('killed between two steps and started again, the next step fires once', async () => {
  await olga.getByRole('row', { name: /Printer on fire/ }).click();
  await ann.getByRole('row', { name: /Printer on fire/ }).click();
  await olga.getByText(/Told Ann Ek by e-mail/).first().waitFor();
  await server.kill();
  await olga.getByText(/No connection to the server/).first().waitFor();
  await new Promise((later) => setTimeout(later, 1000));
  await server.restart();
  await mail.waitFor((one) => one.to.includes('bob@acme.example'));
  for (const page of [olga, ann]) {
    await page.getByText(/Escalated to Specialist/).first().waitFor();
    await page.getByText(/Told Bob Okafor by e-mail/).first().waitFor();
    assert.equal(await page.evaluate(() => window.notReloaded), true, 'it healed without a reload');
  }
  await new Promise((later) => setTimeout(later, 3000));
  assert.equal(mail.messages.filter((one) => one.to.includes('bob@acme.example')).length, 1, 'told once');
  assert.equal(mail.messages.filter((one) => one.to.includes('olga@acme.example')).length, 0, 'not yet tier 3');
  await screenshot(olga, 'story-escalated');
});

test('one person acknowledges, and the chain stops in both browsers', async () => {
  await ann.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  for (const page of [olga, ann]) await page.getByText('Ann Ek acknowledged').first().waitFor();
});

test('she writes a note, replies, and the customer gets the mail, threaded', async () => {
  await ann.getByRole('tab', { name: 'Note' }).click();
  await ann.getByRole('textbox', { name: 'Internal note' }).fill('Third fire this week: ask facilities.');
  await ann.getByRole('button', { name: 'Add note' }).click();
  await olga.getByText('Third fire this week: ask facilities.').first().waitFor();
  await ann.getByRole('tab', { name: 'Reply' }).click();
  await ann.getByRole('textbox', { name: 'Reply to the customer' }).fill('Hello Gina,\n\nsomebody is on the way with an extinguisher.\n\nAnn');
  await ann.getByRole('button', { name: 'Send reply' }).click();
  const sent = await mail.waitFor((one) => one.to.includes('gina@globex.example'));
  assert.match(textOf(sent.raw), /on the way with an extinguisher/);
  assert.match(header(sent.raw, 'References') + header(sent.raw, 'In-Reply-To'), /first-light@globex\.example/);
  assert.doesNotMatch(textOf(sent.raw), /ask facilities/);
  for (const page of [olga, ann]) await page.getByText(/First response met/).first().waitFor();
});

test('resolved', async () => {
  await ann.getByRole('button', { name: 'Resolve…' }).click();
  await ann.getByRole('textbox', { name: 'Outcome' }).fill('Extinguished.');
  await ann.getByRole('button', { name: 'Resolve', exact: true }).click();
  for (const page of [olga, ann]) await page.getByText(/Ann Ek resolved the ticket/).first().waitFor();
});

test("the customer's own page shows all of it but the note", async () => {
  const sent = mail.messages.find((one) => one.to.includes('gina@globex.example'));
  const link = textOf(sent.raw).match(/http:\/\/127\.0\.0\.1:\d+\/t\/[^\s"<>]+/)?.[0];
  assert.ok(link, 'the mail has the link');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByRole('heading', { name: /Printer on fire/ }).waitFor();
  await page.getByText('Smoke everywhere in Büro 7').waitFor();
  await page.getByText('on the way with an extinguisher').waitFor();
  assert.equal(await page.getByText('ask facilities').count(), 0);
  await screenshot(page, 'customer-page');
  await context.close();
});

test('it looks like a product', async () => {
  const cookies = await olga.context().cookies();
  for (const { size, scheme } of looks) {
    const page = await openPerson(browser, { size, scheme, touch: size.width < 1000 });
    await page.context().addCookies(cookies);
    await page.goto(server.url + '/#/inbox/finished');
    await page.getByRole('row', { name: /Printer on fire/ }).waitFor();
    await screenshot(page, `inbox-${size.name}-${scheme}`);
    await page.getByRole('row', { name: /Printer on fire/ }).click();
    await page.getByText(/on the way with an extinguisher/).first().waitFor();
    await screenshot(page, `ticket-${size.name}-${scheme}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

/** Starts the server again with a time that it keeps under `name` moved to this moment, or a few seconds ahead: nobody
 * waits for the month of the plan. */
async function time_passes(name, change) {
  const moving = `
import json, sqlite3, sys, time
base = sqlite3.connect(sys.argv[1])
now = int(time.time() * 1000)
row = base.execute('SELECT value FROM meta WHERE name = ?', (sys.argv[2],)).fetchone()
kept = json.loads(row[0]) if row else {}
${change}
base.execute('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)', (sys.argv[2], json.dumps(kept)))
base.execute("UPDATE job SET due = ? WHERE name = 'drills'", (now,))
base.commit()`;
  await server.stop();
  const moved = spawnSync('python3', ['-c', moving, join(folder, 'oasis.db'), name], { encoding: 'utf8' });
  assert.equal(moved.status, 0, moved.stderr);
  await server.restart();
}

test('a drill comes from the library, and its plan is set and saved', async () => {
  await olga.goto(server.url + '/#/training/drills');
  await olga.getByRole('button', { name: 'Add from the library' }).click();
  const library = olga.getByRole('dialog', { name: 'Library of drills' });
  const starter = library.getByRole('group', { name: 'Hand-off at night' });
  await starter.getByRole('button', { name: 'Add' }).click();
  await starter.getByText('Added').waitFor();
  await library.getByRole('button', { name: 'Done' }).click();
  await olga.goto(server.url + '/#/settings/drills/night-handover');
  await olga.getByRole('combobox', { name: 'Held' }).click();
  await olga.getByRole('option', { name: 'Every month' }).click();
  await olga.getByRole('region', { name: 'Changes' }).getByRole('button', { name: 'Save' }).click();
  await olga.goto(server.url + '/#/training/drills');
  await olga.getByText(/Every month · Announced a day before · At any hour · Next /).waitFor();
});

test('it is announced to those who take part, and runs marked DRILL; one acknowledges with a finger', async () => {
  await time_passes('drill/night-handover', "kept['next'] = now + 8000");
  const announced = await mail.waitFor((one) => one.to.includes('ann@acme.example') && /^DRILL announced: Hand-off at night on /.test(header(one.raw, 'Subject')));
  assert.match(textOf(announced.raw), /everything about it begins with DRILL/);
  await mail.waitFor((one) => one.to.includes('ann@acme.example') && /^DRILL .*#\d+/.test(header(one.raw, 'Subject')));
  const page = await openPerson(browser, { size: sizes[3], touch: true, ...unseen });
  await page.context().addCookies(await ann.context().cookies());
  await page.goto(server.url + '/#/inbox/all');
  await page.getByRole('row', { name: /^DRILL #\d+ Your colleague was going to call me/ }).tap();
  await page.getByText('DRILL', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Acknowledge', exact: true }).tap();
  await page.getByText('Ann Ek acknowledged').first().waitFor();
  await olga.reload(); // else the room looks again within half a minute
  await olga.getByRole('group', { name: 'Hand-off at night, running' }).getByText(/^acknowledged after /).waitFor();
  assert.deepEqual(page.faults, []);
  await page.context().close(); // only now: it shows what is done before the server has heard of it
});

test('when it is over its score and its lessons stand with the drills held so far, and are mailed', async () => {
  await time_passes('drills_held', "kept[0]['to'] = now");
  const told = await mail.waitFor((one) => one.to.includes('olga@acme.example') && /^DRILL is over: Hand-off at night, score \d+$/.test(header(one.raw, 'Subject')));
  const score = header(told.raw, 'Subject').match(/\d+$/)[0];
  const result = olga.getByRole('group', { name: /^Hand-off at night, held / });
  await result.getByText(score, { exact: true }).waitFor();
  await result.getByText(/^acknowledged after /).waitFor();
  await screenshot(olga, 'story-drill');
});

test('nothing went wrong in either page', () => {
  assert.deepEqual(olga.faults, []);
  assert.deepEqual(ann.faults, []);
});
