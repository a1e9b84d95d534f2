// The browser build computes what the server computes: the same bytes for every scenario file, the same state after
// random commands. Runs the very objects of the page under Node, without the browser's fetch, and those of the build
// for speed.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {before, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const folder = path.join(root, 'tests/scenarios');
const random_commands = process.env.OASIS_LONG ? 100_000 : 3_000; // 100,000 by scripts/test --long

const programs = {
  native: [path.join(root, 'build/native/tests/core_program')],
  browser: [process.execPath, '--no-experimental-fetch', path.join(root, 'build/browser/core_under_node.cjs')],
  quick: [process.execPath, '--no-experimental-fetch', path.join(root, 'build/browser/backtest_under_node.cjs')],
};

/// What the programs answer: {code, out, err}.
async function run_all(...words) {
  const run = async ([program, ...options]) => {
    try {
      const {stdout, stderr} = await promisify(execFile)(program, [...options, ...words], {maxBuffer: 1 << 28});
      return {code: 0, out: stdout, err: stderr};
    } catch (error) {
      if (typeof error.code !== 'number') throw error;
      return {code: error.code, out: error.stdout, err: error.stderr};
    }
  };
  return {native: await run(programs.native), browser: await run(programs.browser), quick: await run(programs.quick)};
}

let scenarios;
before(() => {
  scenarios = mkdtempSync(path.join(os.tmpdir(), 'oasis-wasm-'));
  process.on('exit', () => rmSync(scenarios, {recursive: true, force: true}));
});

/// The scenarios of all files in the order of their names, each as a file of its own.
function scenario_files() {
  return readdirSync(folder, {recursive: true}).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const {scenario} = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
    const file = path.join(scenarios, name.replaceAll('/', '-'));
    writeFileSync(file, JSON.stringify({scenario}));
    return file;
  });
}

test('every scenario file gives the same bytes natively and in the browser build', async () => {
  const files = scenario_files();
  assert.ok(files.length > 150);
  const {native, browser, quick} = await run_all('simulate', ...files);
  const lines = native.out.split('\n');
  for (const built of [browser, quick]) {
    built.out.split('\n').forEach((line, i) => assert.equal(line, lines[i]));
    assert.equal(built.err, native.err);
    assert.equal(built.code, native.code);
  }
  assert.ok(native.out.length > 100_000);
});

for (const seed of [1, 2]) {
  test(`${random_commands} random commands (seed ${seed}) lead to the same events and state`, async () => {
    const {native, browser, quick} = await run_all('hash', String(random_commands), String(seed));
    assert.match(native.out, /^[0-9a-f]{64}\n$/);
    assert.equal(browser.out, native.out);
    assert.equal(quick.out, native.out);
  });
}
