// scripts/at-once: runs commands at the same time, and loses neither an output nor a failure.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import path from 'node:path';
import {test} from 'node:test';
import {root} from './fake_project.mjs';

const at_once = path.join(root, 'scripts/at-once');
const run = (...words) => spawnSync(at_once, words, {encoding: 'utf8'});

test('they run at the same time, and each output stays in one piece', () => {
  // Each waits for the other: one after the other, this would never end.
  const pipes = 'd=$(mktemp -d); mkfifo $d/a $d/b; echo $d';
  const folder = spawnSync('bash', ['-c', pipes], {encoding: 'utf8'}).stdout.trim();
  const {status, stdout} = run('bash', '-c', `echo one; echo x >${folder}/a; read -r y <${folder}/b; echo one $y`, '--',
    'bash', '-c', `echo two; read -r x <${folder}/a; echo y >${folder}/b; echo two $x`);
  assert.equal(stdout, 'one\none y\ntwo\ntwo x\n');
  assert.equal(status, 0);
});

test('whichever fails, all of it fails, and all are waited for', () => {
  for (const words of [['false', '--', 'echo', 'waited'], ['echo', 'waited', '--', 'false']]) {
    const {status, stdout} = run(...words);
    assert.equal(stdout, 'waited\n');
    assert.equal(status, 1);
  }
});

test('stopped, it stops them all and shows what they said', async () => {
  const child = spawn(at_once, ['bash', '-c', 'echo $$; exec sleep 600', '--', 'bash', '-c', 'echo $$; exec sleep 600']);
  let out = '';
  child.stdout.on('data', (bytes) => { out += bytes; });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  // The second one has begun when the first has, or a moment later.
  await new Promise((resolve) => setTimeout(resolve, 500));
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  const processes = out.trim().split('\n').map(Number);
  assert.equal(processes.length, 2);
  for (const one of processes) assert.throws(() => process.kill(one, 0), {code: 'ESRCH'});
});
