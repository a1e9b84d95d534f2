// scripts/run: what it starts, and that the program's word is the last.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FakeProject} from './fake_project.mjs';

function built_project(t) {
  const project = new FakeProject(t);
  project.noted('scripts/setup');
  project.noted('scripts/build');
  project.program('build/native/support-oasis', 'echo "started with: $*"');
  return project;
}

test('run sets up, builds the page and the binary, and serves ./data on port 8080', (t) => {
  const project = built_project(t);
  const {code, out} = project.run('scripts/run');
  assert.equal(code, 0);
  assert.match(out, /started with: serve --data \.\/data --port 8080\n$/);
  assert.equal(project.read('calls'), 'setup --for run\nbuild browser native --target support-oasis\n');
});

test('options go to the binary, in place of what they replace', (t) => {
  const project = built_project(t);
  assert.match(project.run('scripts/run', '--port', '9090').out, /serve --port 9090 --data \.\/data\n$/);
  assert.match(project.run('scripts/run', '--data=/x', '--port=1').out, /serve --data=\/x --port=1\n$/);
  assert.match(project.run('scripts/run', 'demo', '--speed', '60').out, /started with: demo --speed 60\n$/);
});

test("the binary's exit code is that of run", (t) => {
  const project = built_project(t);
  project.program('build/native/support-oasis', 'echo "port 8080 is taken" >&2; exit 3');
  const {code, err} = project.run('scripts/run');
  assert.deepEqual({code, err}, {code: 3, err: 'port 8080 is taken\n'});
});

test('nothing is started after a failed setup or build', (t) => {
  const project = built_project(t);
  project.noted('scripts/build', 1);
  const {code, out} = project.run('scripts/run');
  assert.equal(code, 1);
  assert.doesNotMatch(out, /started/);
});
