// What a second visit of the same browser loads of the page itself, until the inbox has rows: whole answers with their headers,
// as they pass between browser and server, the service worker's own among them. What the API says is not counted. May not
// judge: it prints.
import { createServer, request as ask } from 'node:http';

import { openBrowser, openPerson, sign_in } from '../../browser/harness/page.mjs';
import { removeFolder, Server, temporaryFolder } from '../../browser/harness/server.mjs';
import { print } from './inbox_page.mjs';

/** Stands between browser and server; `passed(path, bytes)` hears of everything that goes to the browser. */
async function between(target, passed) {
  const { hostname, port } = new URL(target);
  const proxy = createServer((request, response) => {
    const onward = ask({ hostname, port, method: request.method, path: request.url, headers: request.headers }, (answer) => {
      passed(request.url, answer.rawHeaders.join('').length + 2 * answer.rawHeaders.length + 20);
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.on('data', (part) => passed(request.url, part.length));
      answer.pipe(response);
    });
    response.on('close', () => onward.destroy());
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((ready) => proxy.listen(0, '127.0.0.1', ready));
  return { url: `http://127.0.0.1:${proxy.address().port}`, close: () => (proxy.closeAllConnections?.(), proxy.close()) };
}

const folder = temporaryFolder();
const server = await Server.start(folder, [], { command: 'demo' });
const password = await server.waitFor(/with the password (\S+)/);
let received = {};
const proxy = await between(server.url, (path, bytes) => {
  if (!path.startsWith('/api/')) received[path] = (received[path] ?? 0) + bytes;
});
const browser = await openBrowser();
try {
  const page = await openPerson(browser);
  await sign_in(page, proxy.url, password);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  const visit = async () => {
    received = {};
    await page.reload();
    await page.getByRole('row').first().waitFor();
    await page.waitForTimeout(2_000);
    return Object.values(received).reduce((sum, bytes) => sum + bytes, 0);
  };
  await visit(); // from here on the worker keeps what it answers
  print('a repeat visit, the page itself on the wire (bytes)', await visit(), 'to reach 5,000');
  for (const [path, bytes] of Object.entries(received)) print(`  of it ${path}`, bytes);
} finally {
  await browser.close();
  proxy.close();
  await server.stop();
  removeFolder(folder);
}
