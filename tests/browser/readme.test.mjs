// The README's commands do what it says: each line of its story that calls the binary is run, as written, on a demo.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { openBrowser, openPerson, screenshot } from './harness/page.mjs';
import { binary, removeFolder, Server, temporaryFolder } from './harness/server.mjs';

let folder;
let server;
let browser;
let page;

/** The indented lines of the story, continued lines joined, comments left out. */
function commands() {
  const story = readFileSync('README.md', 'utf8').split('## The story in ten lines')[1].split('\n## ')[0];
  const lines = story.split('\n').filter((line) => line.startsWith('    ')).map((line) => line.slice(4));
  return lines.join('\n').replace(/\|\n/g, '| ').split('\n').filter((line) => line.includes('build/native/support-oasis'));
}

before(async () => {
  folder = temporaryFolder();
  server = await Server.start(join(folder, 'demo-data'), [], { command: 'demo' });
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) removeFolder(folder);
});

test('the demo prints how to sign in, and one can', async () => {
  const [, email, password] = (await server.waitFor(/(Sign in as \S+ with the password \S+)/)).match(/as (\S+) with the password (\S+)/);
  page = await openPerson(browser);
  await page.goto(server.url);
  await page.getByLabel(/e-mail/i).fill(email);
  await page.getByLabel(/password/i).fill(password);
  await page.getByRole('button', { name: /sign in/i }).click();
  await page.getByRole('row', { name: /No VPN for the whole Rotterdam office/ }).waitFor();
});

test('the commands of the story work as they are written', async () => {
  const lines = commands();
  assert.equal(lines.length, 3, 'export, check and mail');
  for (const line of lines) {
    const done = spawnSync('bash', ['-c', line.replaceAll('build/native/support-oasis', binary)], { cwd: folder, encoding: 'utf8' });
    assert.equal(done.status, 0, `${line}\n${done.stdout}${done.stderr}`);
  }
  await page.getByRole('row', { name: /Printer on fire/ }).waitFor();
});

test('an unhappy customer of the demo is already with the manager', async () => {
  await page.getByRole('row', { name: /Tracking page down AGAIN.*Tier [34]/ }).waitFor();
});

test('a ticket breaches and escalates while one watches', async () => {
  await page.getByRole('row', { name: /No VPN for the whole Rotterdam office.*Tier/ }).waitFor({ timeout: 120_000 });
  await page.getByRole('row', { name: /No VPN for the whole Rotterdam office/ }).click();
  await page.getByText(/^Told .+ by e-mail$/).first().waitFor();
  await screenshot(page, 'demo-ticket');
  assert.deepEqual(page.faults, []);
});
