// Without a connection: the page opens, what was seen can be read, what is written goes out on return; a newer version of the
// page waits until it is asked for.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { openBrowser, openPerson } from './harness/page.mjs';
import { removeFolder, Server, temporaryFolder } from './harness/server.mjs';

// The page does not install its worker yet: no run has shown it to work (docs/client-platform.md).
const skip = process.env.OASIS_OFFLINE !== '1' && 'the worker is not installed yet';
let folder, server, browser, olga;

before(async () => {
  if (skip) return;
  folder = temporaryFolder();
  server = await Server.start(folder, [], { command: 'demo' });
  const password = await server.waitFor(/with the password (\S+)/);
  browser = await openBrowser();
  olga = await openPerson(browser);
  await olga.goto(server.url + '/login');
  await olga.getByLabel(/e-mail/i).fill('olga@harbour.example');
  await olga.getByLabel(/password/i).fill(password);
  await olga.getByRole('button').first().click();
  await olga.getByRole('row').first().waitFor();
  await olga.evaluate(() => navigator.serviceWorker.ready);
  await olga.reload(); // from here on the worker answers
  await olga.getByRole('row').first().waitFor();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) removeFolder(folder);
});

test('a repeat visit brings little more than the data', { skip }, async () => {
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

test('what was seen is read without a connection, and a note goes out on return', { skip }, async () => {
  await olga.goto(server.url + '/#/tickets/4');
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
  const sent = await olga.evaluate(async () => (await (await fetch('/api/v1/search?q=tunnel')).json()).results.length);
  assert.equal(sent, 1);
});

test('signing out forgets what was seen', { skip }, async () => {
  assert.ok(await olga.evaluate(async () => (await (await caches.open('seen')).keys()).length > 0));
  await olga.keyboard.press('Escape');
  await olga.keyboard.press('Control+k');
  await olga.keyboard.type('sign out');
  await olga.keyboard.press('Enter');
  await olga.waitForURL(/\/login/);
  assert.equal(await olga.evaluate(async () => (await caches.keys()).includes('seen')), false);
});
