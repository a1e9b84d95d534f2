// Without a connection: the page opens, what was seen can be read, what is written goes out on return; a newer version of the
// page waits until it is asked for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { open_demo } from './harness/demo.mjs';
import { openBrowser, openPerson, sign_in, unseen } from './harness/page.mjs';
import { still_api } from './harness/still.mjs';
import { serve_site } from './site.mjs';

let demo, server, browser, olga, password;

before(async () => {
  demo = await open_demo();
  ({ server, browser, olga, password } = demo);
  await olga.waitForFunction(() => navigator.serviceWorker.controller);
  await olga.reload(); // from here on the worker keeps what it answers
  await olga.getByRole('row').first().waitFor();
});

after(() => demo?.close());

/** How often the server finds a word in messages. */
const found = (page, word) => page.evaluate(async (word) => (await (await fetch('/api/v1/search?q=' + word)).json()).results.length, word);

test('a repeat visit brings little more than the data', async () => {
  const session = await olga.context().newCDPSession(olga);
  await session.send('Network.enable');
  let received = 0;
  const names = new Map();
  session.on('Network.responseReceived', ({ requestId, response }) => names.set(requestId, response));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const response = names.get(requestId);
    if (response && !response.url.includes('/api/') && !response.fromServiceWorker && !response.fromDiskCache) received += encodedDataLength;
  });
  await olga.reload();
  await olga.getByRole('row').first().waitFor();
  assert.ok(received <= 5 * 1024, `${received} bytes for the page itself`);
});

test('what was seen is read without a connection, and a note goes out on return', async () => {
  await olga.goto(server.url + '/#/tickets/24');
  await olga.getByRole('article').first().waitFor();
  const said = await olga.getByRole('article').first().textContent();
  await olga.context().setOffline(true);
  await olga.reload();
  await olga.getByText(/No connection to the server/).first().waitFor();
  await olga.getByRole('article').first().waitFor();
  assert.equal(await olga.getByRole('article').first().textContent(), said);
  await olga.keyboard.press('n');
  await olga.keyboard.type('Written in a tunnel');
  await olga.keyboard.press('Control+Enter');
  await olga.getByText(/One change waits to be sent/).first().waitFor();
  await olga.context().setOffline(false);
  await olga.getByText(/No connection to the server/).first().waitFor({ state: 'detached', timeout: 60_000 });
  await olga.getByText('Written in a tunnel').first().waitFor();
  assert.equal(await found(olga, 'tunnel'), 1);
});

test('of two tabs without a connection each shows what the other wrote, and it goes out once', async () => {
  const second = await olga.context().newPage();
  await second.goto(server.url + '/#/tickets/27');
  await second.getByRole('article').first().waitFor();
  await olga.context().setOffline(true);
  for (const tab of [olga, second]) {
    await tab.reload(); // or an open stream would only fall silent
    await tab.getByText(/No connection to the server/).first().waitFor();
  }
  await second.keyboard.press('n');
  await second.keyboard.type('Written in the submarine');
  await second.keyboard.press('Control+Enter');
  await olga.getByText(/One change waits to be sent/).first().waitFor();
  await olga.context().setOffline(false);
  for (const tab of [olga, second]) await tab.getByText(/No connection to the server/).first().waitFor({ state: 'detached', timeout: 60_000 });
  await second.getByText('Written in the submarine').first().waitFor();
  assert.equal(await found(olga, 'submarine'), 1);
  await second.close();
});

/** Somebody else merges one ticket into another. */
const merge = (page, numbers) => page.evaluate(async ([from, into]) => {
  const [header, ...lines] = (await (await fetch('/api/v1/bootstrap')).text()).trim().split('\n').map((line) => JSON.parse(line));
  const id = (number) => lines.find(({ row }) => row?.number === number).row.id;
  const command = { mid: 1, name: 'merge', args: { ticket: id(from), into: id(into) } };
  const body = JSON.stringify({ version: 1, epoch: header.epoch, client_id: 'a-colleague', commands: [command] });
  const answer = await fetch('/api/v1/commands', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  return (await answer.json()).results[0].status;
}, numbers);

test('a refusal says why, and what was written is a draft again', async () => {
  await olga.goto(server.url + '/#/tickets/25');
  await olga.getByRole('article').first().waitFor();
  await olga.context().setOffline(true);
  await olga.reload();
  await olga.getByText(/No connection to the server/).first().waitFor();
  await olga.keyboard.press('r');
  await olga.keyboard.type('Written too late');
  await olga.keyboard.press('Control+Enter');
  await olga.getByText(/One change waits to be sent/).first().waitFor();
  const colleague = await openPerson(browser, unseen);
  await sign_in(colleague, server.url, password);
  assert.equal(await merge(colleague, [25, 26]), 'applied');
  await colleague.context().close();
  await olga.context().setOffline(false);
  await olga.getByText(/Not done: was merged into #26. What you wrote is a draft of #26/).first().waitFor({ timeout: 60_000 });
  await olga.goto(server.url + '/#/tickets/26');
  await olga.keyboard.press('r');
  await olga.waitForFunction(() => [...document.querySelectorAll('textarea')].some((field) => field.value === 'Written too late'));
});

test('signing out forgets what was seen', async () => {
  assert.ok(await olga.evaluate(async () => (await (await caches.open('seen')).keys()).length > 0));
  await olga.keyboard.press('Escape');
  await olga.keyboard.press('Control+k');
  await olga.keyboard.type('sign out');
  await olga.keyboard.press('Enter');
  await olga.waitForURL(/\/login/);
  assert.equal(await olga.evaluate(async () => (await caches.keys()).includes('seen')), false);
});

const worker = new URL('../../build/browser/site/sw.js', import.meta.url);

/** The page on a server that stands still; `version` is part of its worker and may be raised. */
async function still_site() {
  const api = still_api(20);
  const site = await serve_site((request, response) => {
    if (new URL(request.url, 'http://still').pathname !== '/sw.js') return api(request, response);
    response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' });
    response.end(readFileSync(worker, 'utf8') + `// version ${site.version}\n`);
    return true;
  });
  site.version = 1;
  return site;
}

const has_field = (page, text) => page.waitForFunction((text) => [...document.querySelectorAll('textarea')].some((field) => field.value === text), text);

async function begin_reply(page, url, text) {
  await page.goto(url + '#/tickets/4');
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('r');
  await page.getByRole('textbox', { name: 'Reply to the customer' }).waitFor();
  await page.keyboard.type(text);
}

test('a first visit asks for snapshot and zone once, and for its worker when all that people use is there', async () => {
  const api = still_api(20), asked = [];
  const site = await serve_site((request, response) => (asked.push(request.url), api(request, response)));
  const page = await openPerson(browser, unseen);
  await page.goto(site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  for (const url of ['/api/v1/bootstrap?version=1', '/api/v1/zones/Europe/Berlin']) assert.equal(asked.filter((one) => one === url).length, 1, url);
  assert.ok(asked.indexOf('/sw.js') > asked.indexOf('/later.wasm'), asked.join(' '));
  await page.context().close();
  await site.close();
});

test('a newer version that comes while somebody types waits for its button', async () => {
  const site = await still_site();
  const page = await openPerson(browser, unseen);
  await begin_reply(page, site.url, 'Dear Gina,');
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.evaluate(() => (window.not_reloaded = true));
  site.version = 2;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText(/A newer version of Support Oasis is here/).first().waitFor();
  await page.keyboard.type(' we are');
  await has_field(page, 'Dear Gina, we are');
  assert.equal(await page.evaluate(() => window.not_reloaded), true);
  await page.getByRole('button', { name: 'Load it now' }).click();
  await page.waitForFunction(() => !window.not_reloaded);
  await has_field(page, 'Dear Gina, we are');
  assert.deepEqual(page.faults, []);
  await page.context().close();
  await site.close();
});

test('a browser without room says so, and keeps all once there is some', async () => {
  const site = await still_site();
  const page = await openPerson(browser, unseen);
  await begin_reply(page, site.url, 'Dear');
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    window.make_room = () => (IDBObjectStore.prototype.put = put);
  });
  await page.keyboard.type(' Gina');
  await page.getByText(/This browser has no room left/).first().waitFor();
  await page.evaluate(() => void window.make_room());
  await page.getByText(/This browser has no room left/).first().waitFor({ state: 'detached' });
  await page.reload();
  await has_field(page, 'Dear Gina');
  await page.context().close();
  await site.close();
});

test('what was done is left to the browser, which sends it even if the page is closed; a body that browsers refuse so is not', async (t) => {
  const site = await serve_site(still_api(20));
  t.after(() => site.close());
  const page = await openPerson(browser, unseen);
  await page.addInitScript(() => {
    window.asked = [];
    const ask = window.fetch;
    window.fetch = (url, options = {}) => {
      if (options.method === 'POST') window.asked.push({ url, keepalive: options.keepalive, bytes: options.body?.length ?? 0 });
      return ask(url, options);
    };
  });
  await page.goto(site.url + '#/tickets/4');
  const write = async (text, bytes) => {
    await page.getByRole('article').first().waitFor();
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: 'Internal note' }).fill(text);
    await page.keyboard.press('Control+Enter');
    const asked = await page.waitForFunction((bytes) => window.asked.find((one) => one.url.endsWith('/api/v1/commands') && one.bytes > bytes), bytes);
    return (await asked.jsonValue()).keepalive;
  };
  assert.equal(await write('Gone at once', 0), true);
  assert.equal(await write('x'.repeat(70_000), 70_000), false);
  assert.deepEqual(page.faults, []);
  await page.close();
});

test('over plain HTTP from another machine no worker is installed', async () => {
  const site = await still_site();
  const elsewhere = await openBrowser({ args: ['--host-resolver-rules=MAP oasis.test 127.0.0.1'] });
  const page = await openPerson(elsewhere, unseen);
  await page.goto(site.url.replace('127.0.0.1', 'oasis.test'));
  await page.getByText(/This page came over plain HTTP/).first().waitFor();
  assert.equal(await page.evaluate(() => navigator.serviceWorker === undefined), true);
  assert.deepEqual(page.faults, []);
  await elsewhere.close();
  await site.close();
});
