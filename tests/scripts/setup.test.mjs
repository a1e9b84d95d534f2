// scripts/setup and scripts/fetch-parts: what is there is left alone, what is missing is fetched and checked, and
// each failure is one sentence with the way out.
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {FakeProject, root} from './fake_project.mjs';

/// A project on a Debian 12 with everything; apt-get, npm and sudo are noted and fail.
function complete_project(t) {
  const project = new FakeProject(t);
  project.packages_missing();
  project.with_parts();
  for (const name of ['apt-get', 'npm', 'sudo']) project.noted(name, 1);
  return project;
}

test('when everything is there, nothing is called and nothing is said', (t) => {
  const project = complete_project(t);
  const {code, all} = project.run('scripts/setup');
  assert.deepEqual({code, all, calls: project.read('calls')}, {code: 0, all: '', calls: ''});
});

test('root installs exactly what is missing', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build', 'chromium');
  project.program('id', 'echo 0');
  project.noted('apt-get', 0);
  project.run('scripts/setup');
  assert.match(project.read('calls'), /^apt-get .*update\napt-get .*install -y --no-install-recommends chromium ninja-build\n/);
});

test('what only tests need is not installed for run', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build', 'chromium');
  project.program('id', 'echo 0');
  project.noted('apt-get', 0);
  project.run('scripts/setup', '--for', 'run');
  assert.match(project.read('calls'), /--no-install-recommends ninja-build\n/);
});

test('without root rights the one line to run is printed', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build');
  project.program('id', 'echo 1000');
  const {code, err} = project.run('scripts/setup');
  assert.equal(code, 1);
  assert.match(err, /root rights.*apt-get update && apt-get install -y --no-install-recommends ninja-build\n$/);
  assert.doesNotMatch(project.read('calls'), /apt-get/);
});

test('sudo is used where it asks for nothing', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build');
  project.program('id', 'echo 1000');
  project.noted('sudo', 0);
  project.run('scripts/setup');
  assert.match(project.read('calls'), /sudo env .*apt-get .*install .*ninja-build\n/);
});

test('a failed installation says what to do', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build');
  project.program('id', 'echo 0');
  project.noted('apt-get', 100, 'E: Temporary failure resolving the mirror');
  const {code, err} = project.run('scripts/setup');
  assert.equal(code, 1);
  assert.match(err, /Temporary failure/);
  assert.match(err, /Installing 1 Debian packages: failed\. Is the network up\?/);
});

test('too little disk is said before anything is begun', (t) => {
  const project = complete_project(t);
  project.packages_missing('ninja-build');
  project.program('df', `echo header; echo '/dev/x 9000000 8000000 1000000 90% /'`);
  const {code, err} = project.run('scripts/setup');
  assert.equal(code, 1);
  assert.match(err, /needs \d GB of disk in .*, and 0 GB are free/);
  assert.equal(project.read('calls'), '');
});

test('an old Node.js is refused with the version that is needed', (t) => {
  const project = complete_project(t);
  project.program('node', 'echo v16.20.1');
  const {code, err} = project.run('scripts/setup');
  assert.equal(code, 1);
  assert.match(err, /Node\.js 16 is too old: Node\.js 18 or newer/);
});

test('a part that cannot be fetched is named with the way out', (t) => {
  const project = complete_project(t);
  project.replace_part('imgui', '');
  const {code, err} = project.run('scripts/fetch-parts');
  assert.equal(code, 1);
  assert.match(err, /Fetching imgui .*failed\. Is the network up\? Then start again/);
});

test('a download that is not what was recorded is not used, and what was there stays', (t) => {
  const project = complete_project(t);
  project.replace_part('afinn', 'old');
  project.program('npm', `while [ "$1" != --pack-destination ]; do shift; done; echo forged >"$2/afinn.tgz"`);
  const {code, err} = project.run('scripts/fetch-parts');
  assert.equal(code, 1);
  assert.match(err, /afinn\.tgz is not the file it should be: its sha512 differs/);
  assert.equal(project.read('.parts/afinn/.version'), 'old');
});

test('an unfinished part is thrown away and put in place anew', (t) => {
  const project = complete_project(t);
  const json = project.read('.parts/json/.version');
  project.replace_part('json', '');
  project.write('.parts/json/rest', '');
  assert.equal(project.run('scripts/fetch-parts').code, 0);
  assert.equal(project.read('.parts/json/.version'), json);
  assert.equal(existsSync(project.path('.parts/json/rest')), false);
  assert.equal(existsSync(project.path('.parts/json/nlohmann/json.hpp')), true);
});

const one_line = 'deb [arch=amd64] http://other.invalid/debian bookworm stable\ndeb http://mirror.invalid/debian bookworm main contrib\n';
const deb822 = 'Types: deb\nURIs: http://mirror.invalid/debian\nSuites: bookworm bookworm-updates\nComponents: main\n';
for (const [file, text] of [['debian.list', one_line], ['debian.sources', deb822]]) {
  test(`source packages come from the mirror that the machine names in ${file}`, (t) => {
    const project = complete_project(t);
    project.replace_part('imgui', '');
    project.write(`apt/${file}`, text);
    project.write('apt.conf', `Dir::Etc::SourceList "/dev/null"; Dir::Etc::SourceParts "${project.path('apt')}";\n`);
    project.environment = {APT_CONFIG: project.path('apt.conf')};
    project.program('apt-get', `case "$*" in *print-uris) exec /usr/bin/apt-get "$@" ;; *) cat .parts/.apt/sources.list; exit 1 ;; esac`);
    const lines = project.run('scripts/fetch-parts').err.split('\n').filter((line) => line.includes('deb-src'));
    assert.equal(lines.length, 1);
    assert.match(lines[0], /^ *deb-src \[signed-by=\S+\] http:\/\/mirror\.invalid\/debian forky main$/);
  });
}

test('the lock file of the test tools names no host', () => {
  assert.doesNotMatch(readFileSync(`${root}/tests/package-lock.json`, 'utf8'), /"resolved"|https?:/);
});
