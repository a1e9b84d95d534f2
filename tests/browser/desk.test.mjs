// The desk in a real browser, on the demo's workspace: by keyboard alone, with an accessibility checker, and its
// pictures at four sizes. The page is driven by role and name only.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { open_demo } from './harness/demo.mjs';
import { looks, openPerson, screenshot, sizes } from './harness/page.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let demo, server, browser, olga;

before(async () => {
  demo = await open_demo();
  ({ server, browser, olga } = demo);
});

after(() => demo?.close());

/** Tab until the element of that role and name has the keyboard. */
async function tab_to(page, role, name) {
  const wanted = page.getByRole(role, { name });
  for (let i = 0; i < 60; i++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement, null, { timeout: 1_000 }).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${role} ${name} is not reached by Tab`);
}

test('a link of a mail opens its ticket; the snapshot is asked for once', async () => {
  const asked = [];
  olga.on('request', (request) => /api\/v1\/bootstrap/.test(request.url()) && asked.push(request.url()));
  await olga.goto(server.url + '/tickets/24');
  await olga.waitForURL(/\/#\/tickets\/24$/);
  await olga.getByRole('button', { name: 'More steps' }).waitFor();
  olga.removeAllListeners('request');
  assert.equal(asked.filter((url) => url.includes('bootstrap')).length, 1, asked.join(' '));
});

test('the palette finds a view, a ticket and an action, by keyboard alone', async () => {
  await olga.keyboard.press('Control+k');
  await olga.keyboard.type('escalated');
  await olga.keyboard.press('Enter');
  await olga.waitForURL(/#\/inbox\/escalated$/);
  await olga.keyboard.press('Control+k');
  await olga.keyboard.type('calendars');
  await olga.getByRole('option', { name: /calendars/ }).first().waitFor();
  await olga.keyboard.press('Enter');
  await olga.getByRole('heading', { name: /calendars/, level: 1 }).waitFor();
  await olga.keyboard.press('Control+k');
  await olga.keyboard.type('assign chen');
  await olga.keyboard.press('Enter');
  await olga.getByText(/changed assignee to Chen Li/).first().waitFor();
});

test('a ticket is answered by keyboard alone, and the reply can be taken back', async () => {
  await olga.keyboard.press('r');
  await olga.keyboard.type('We are looking into it.');
  await olga.keyboard.press('Control+Enter');
  await olga.getByText('The reply goes out in ten seconds').first().waitFor();
  await tab_to(olga, 'button', 'Undo');
  await olga.keyboard.press('Enter');
  await olga.waitForFunction(() => [...document.querySelectorAll('textarea')].some((field) => field.value === 'We are looking into it.'));
  await olga.getByRole('textbox', { name: 'Reply to the customer' }).fill('');
});

/** A PNG file of 300 by 200 pixels, drawn by the browser. */
const drawn_picture = (page) => page.evaluate(async () => {
  const canvas = new OffscreenCanvas(300, 200);
  const context = canvas.getContext('2d');
  context.fillStyle = '#c03030';
  context.fillRect(40, 30, 200, 120);
  return Array.from(new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer()));
});

test('a picture and a text go with a note and are shown in the conversation; the picture opens whole', async () => {
  const bytes = Buffer.from(await drawn_picture(olga));
  await olga.getByRole('tab', { name: 'Note' }).click();
  const [chooser] = await Promise.all([olga.waitForEvent('filechooser'), olga.getByRole('button', { name: 'Attach files…' }).click()]);
  await chooser.setFiles([{ name: 'front door.png', mimeType: 'image/png', buffer: bytes }, { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>document.title="run"</script>') },
    { name: 'door.log', mimeType: 'text/plain', buffer: Buffer.from(Array.from({ length: 9 }, (_, i) => `line ${i + 1}: the door is open`).join('\n')) }]);
  await olga.getByRole('button', { name: 'Remove file front door.png' }).waitFor();
  await olga.getByText('Text · 37 B · <script>document.title="run"</script>').waitFor(); // what it is, and nothing of it runs
  await olga.getByText(/Text · \d+ B · line 1: the door is open/).waitFor();
  await olga.getByRole('button', { name: 'Remove file page.html' }).click();
  await screenshot(olga, 'composer-files-desk-light');
  await olga.getByRole('textbox', { name: 'Internal note' }).fill('What the camera shows');
  const seen = olga.waitForResponse((answer) => answer.url().endsWith('/picture') && answer.status() === 200);
  await olga.getByRole('button', { name: 'Add note' }).click();
  const shown = olga.getByRole('button', { name: 'Show picture front door.png' });
  await shown.waitFor();
  assert.equal((await seen).headers()['content-type'], 'image/png');
  await olga.getByText(/line 6: the door is open$/).waitFor();
  await olga.getByRole('button', { name: 'Show all of door.log' }).click();
  await olga.getByText(/line 9: the door is open$/).waitFor();
  await screenshot(olga, 'conversation-picture-desk-light');
  await shown.focus();
  await olga.keyboard.press('Enter');
  const whole = olga.getByRole('dialog', { name: 'front door.png' });
  await whole.getByRole('img', { name: 'front door.png' }).evaluate((image) => image.decode());
  assert.equal(await whole.getByRole('img').evaluate((image) => image.naturalWidth), 300);
  await olga.evaluate(axe);
  const faults = await olga.evaluate(async () => (await window.axe.run('dialog', { resultTypes: ['violations'] })).violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, help }) => `${id}: ${help}`));
  assert.deepEqual(faults, []);
  await screenshot(olga, 'picture-whole-desk-light');
  await olga.keyboard.press('Escape');
  await whole.waitFor({ state: 'detached' });
  await shown.waitFor(); // the ticket is still open: the key was the dialog's
  await olga.getByRole('tab', { name: 'Reply' }).click();
  assert.deepEqual(olga.faults, []);
});

test('notes, escalation with its four lines and acknowledgement need no mouse', async () => {
  await tab_to(olga, 'button', 'Escalate…');
  await olga.keyboard.press('Enter');
  await olga.getByRole('dialog', { name: 'Escalate ticket' }).waitFor();
  await tab_to(olga, 'textbox', 'Impact');
  await olga.keyboard.type('Reception sees nothing');
  await tab_to(olga, 'button', /^Escalate$/);
  await olga.keyboard.press('Enter');
  await olga.getByRole('dialog', { name: 'Escalate ticket' }).waitFor({ state: 'detached' });
  await olga.keyboard.press('Escape');
});

test('a filter is part of the link, and back leads to the list before', async () => {
  await olga.goto(server.url + '/#/inbox/all');
  await olga.getByRole('textbox', { name: 'Filter' }).fill('customer:globex');
  await olga.waitForURL(/q=customer:globex/);
  const rows = await olga.getByRole('row').count();
  await olga.goto(server.url + '/#/inbox/all?group=customer');
  await olga.getByRole('row', { name: /^Globex, \d/ }).waitFor();
  await olga.goBack();
  await olga.waitForURL(/q=customer:globex/);
  await olga.getByRole('row', { name: /^Globex, \d/ }).waitFor({ state: 'detached' });
  assert.equal(await olga.getByRole('row').count(), rows);
});

test('an accessibility checker finds nothing serious in any room', async () => {
  for (const place of ['/inbox/all', '/inbox/all?group=priority', '/tickets/24', '/customers', '/customers/globex', '/settings',
    '/settings/people/olga', '/settings/levels', '/settings/chains', '/settings/workspace', '/settings/versions', '/settings/webhooks', '/settings/audit']) {
    await olga.goto(server.url + '/#' + place);
    await olga.getByRole('heading', { level: 1 }).first().waitFor();
    await olga.evaluate(axe);
    const found = await olga.evaluate(() => axe.run());
    const bad = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    assert.deepEqual(bad.map((one) => `${place}: ${one.id}: ${one.nodes[0].html}`), []);
  }
});

test('colleagues see who else has the ticket open', async () => {
  await olga.goto(server.url + '/#/tickets/24');
  await olga.getByRole('heading', { level: 1 }).first().waitFor();
  const seen = await olga.evaluate(async () => {
    const answer = await fetch('/api/v1/presence', {
      method: 'POST', headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ page: 'another', ticket: 'none', typing: false }),
    });
    return [answer.status, (await answer.json()).others];
  });
  assert.deepEqual(seen, [200, []]);
});

test('it looks like a product', async () => {
  const cookies = await olga.context().cookies();
  for (const { size, scheme } of looks) {
    const page = await openPerson(browser, { size, scheme, touch: size.width < 1000 });
    await page.context().addCookies(cookies);
    for (const [name, place] of [['inbox', '/inbox/all'], ['ticket', '/tickets/24'], ['customers', '/customers'], ['settings', '/settings']]) {
      await page.goto(server.url + '/#' + place);
      await page.getByRole('heading', { level: 1 }).or(page.getByRole('row')).first().waitFor();
      await page.waitForTimeout(400); // what is fetched is drawn
      await screenshot(page, `demo-${name}-${size.name}-${scheme}`);
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test('nothing went wrong in the page', () => {
  assert.deepEqual(olga.faults, []);
});
