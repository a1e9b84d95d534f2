// Every script: sound shell, and help without doing anything.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {accessSync, constants, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {FakeProject, root} from './fake_project.mjs';

const scripts = ['setup', 'fetch-parts', 'build', 'run', 'test', 'bench'].map((name) => `scripts/${name}`);

test('shellcheck finds nothing', () => {
  const {stdout, status} = spawnSync('shellcheck', ['-x', ...scripts, '.ci/run'], {cwd: root, encoding: 'utf8'});
  assert.equal(stdout, '');
  assert.equal(status, 0);
});

for (const script of scripts) {
  test(`${script} --help explains it, and an unknown word is refused`, (t) => {
    const project = new FakeProject(t);
    for (const name of ['apt-get', 'npm', 'cmake']) project.noted(name, 1);
    const help = project.run(script, '--help');
    assert.equal(help.code, 0);
    assert.match(help.out, new RegExp(`^${script}`));
    if (script !== 'scripts/run') { // its words are the binary's
      const wrong = project.run(script, '--no-such-option');
      assert.equal(wrong.code, 1);
      assert.match(wrong.err, /unknown (option|word) --no-such-option; see scripts\/\S+ --help\.\n$/);
    }
    assert.equal(project.read('calls'), '');
  });
}

test('CI calls the same script as a person', () => {
  accessSync(`${root}/.ci/run`, constants.X_OK);
  assert.match(readFileSync(`${root}/.ci/run`, 'utf8'), /scripts\/test"?$/m);
});
