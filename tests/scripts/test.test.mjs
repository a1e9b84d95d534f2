// scripts/test: finds the groups, counts every test once, and never calls a failed run a good one.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {FakeProject} from './fake_project.mjs';

const gtest = (results) => results.map(([word, name]) => `[ RUN      ] ${name}\n[${word}] ${name} (0 ms)`).join('\n');
const ok = '       OK ', failed = '  FAILED  ', skipped = '  SKIPPED ';

/// A built project with a native group `unit` and a Node group `tidy`.
function built_project(t, unit_results, unit_code = 0) {
  const project = new FakeProject(t);
  project.noted('scripts/setup');
  project.noted('scripts/build');
  project.write('tests/CMakeLists.txt', 'oasis_tests(unit oasis_core)\n  oasis_tests(server httplib)\n');
  project.write('tests/unit/a_test.cpp', '');
  project.write('tests/tidy/a.test.mjs', "import {test} from 'node:test';\ntest('one', () => {});\ntest('two', {skip: true}, () => {});\n");
  for (const build of ['native', 'sanitize']) {
    project.tests(`build/${build}/tests/unit_tests`, `echo "unit_tests $*" >>'${project.path('calls')}'; cat <<'END'\n${gtest(unit_results)}\nEND\nexit ${unit_code}`);
  }
  return project;
}
const last_line = (out) => out.trimEnd().split('\n').pop();

test('the last line counts the tests of all groups', (t) => {
  const project = built_project(t, [[ok, 'A.b'], [ok, 'A.c'], [skipped, 'A.d']]);
  const {code, out} = project.run('scripts/test');
  assert.equal(last_line(out), '3 passed, 0 failed, 2 skipped');
  assert.equal(code, 0);
});

test('a failed test is shown, counted and fails the run', (t) => {
  const project = built_project(t, [[ok, 'A.b'], [failed, 'A.c']], 1);
  const {code, out} = project.run('scripts/test');
  assert.equal(last_line(out), '2 passed, 1 failed, 1 skipped');
  assert.match(out, /A\.c/);
  assert.equal(code, 1);
});

test('a program that dies counts as a failure', (t) => {
  const project = built_project(t, [[ok, 'A.b']], 134);
  const {code, out} = project.run('scripts/test', 'unit');
  assert.equal(last_line(out), '1 passed, 1 failed');
  assert.equal(code, 1);
});

test('a failed build is a failed run that still ends with its count', (t) => {
  const project = built_project(t, [[ok, 'A.b']]);
  project.noted('scripts/build', 1);
  const {code, out} = project.run('scripts/test');
  assert.equal(last_line(out), '1 passed, 1 failed, 1 skipped');
  assert.equal(code, 1);
});

test('a run of no test is a failure', (t) => {
  const project = built_project(t, []);
  const {code, out} = project.run('scripts/test', 'unit', '--filter', 'nothing like this');
  assert.match(out, /No test was run/);
  assert.equal(code, 1);
});

test('the tests of a program are shared out among as many processes as there are processors', (t) => {
  const project = built_project(t, []);
  project.program('bin/nproc', 'echo 3');
  project.program('build/sanitize/tests/unit_tests',
    `echo "[       OK ] part.$GTEST_SHARD_INDEX of $GTEST_TOTAL_SHARDS (0 ms)"; [ "$GTEST_SHARD_INDEX" != 2 ]`);
  const {code, out} = project.run('scripts/test', 'unit');
  assert.equal(last_line(out), '3 passed, 1 failed');  // the last one died
  assert.match(project.read('tests/artifacts/unit-sanitize.log'), /part\.0 of 3[^]*part\.1 of 3[^]*part\.2 of 3/);
  assert.equal(code, 1);
});

test('groups, --quick and --filter choose what is built and run', (t) => {
  const project = built_project(t, [[ok, 'A.b']]);
  assert.equal(last_line(project.run('scripts/test', 'unit', '--quick', '--filter', 'two words').out), '1 passed, 0 failed');
  assert.equal(project.read('calls'),
    'setup --for test\nbuild native --target unit_tests\nunit_tests --gtest_filter=*two_words*\n');
});

test('programs run with sanitisers, but with --cycles and the like at the speed of a release', (t) => {
  const project = built_project(t, [[ok, 'A.b']]);
  project.write('tests/CMakeLists.txt', 'oasis_tests(unit oasis_core)\n  oasis_tests(kills httplib)\n');
  project.write('tests/kills/a_test.cpp', '');
  for (const build of ['native', 'sanitize']) {
    project.tests(`build/${build}/tests/kills_tests`, `echo '[       OK ] kills.a (0 ms)'`);
  }
  assert.equal(last_line(project.run('scripts/test', 'unit', 'kills').out), '2 passed, 0 failed');
  assert.match(project.read('calls'), /^build sanitize --target unit_tests --target kills_tests$/m);
  assert.doesNotMatch(project.read('calls'), /build native/);
  assert.equal(last_line(project.run('scripts/test', 'kills', '--cycles', '7').out), '1 passed, 0 failed');
  assert.match(project.read('calls'), /^build native --target kills_tests$/m);
});

test('the browser build of the core is built with its native twin', (t) => {
  const project = built_project(t, []);
  project.write('tests/wasm/a.test.mjs', "import {test} from 'node:test';\ntest('long', {skip: !process.env.OASIS_LONG}, () => {});\n");
  assert.equal(last_line(project.run('scripts/test', 'wasm', '--long').out), '1 passed, 0 failed');
  assert.equal(project.read('calls'), 'setup --for test\nbuild node native --target core_program\n');
});

/// The same with a fuzz target `text`, and one of the server's.
function fuzzed_project(t, output = 'Done 7 runs in 1 second(s)', code = 0) {
  const project = built_project(t, [[ok, 'A.b']]);
  for (const [name, source] of [['text', ''], ['mail', '#include "server/mail/parse.hpp"\n']]) {
    project.write(`tests/fuzz/${name}.cpp`, source);
    project.program(`build/sanitize/tests/fuzz/${name}_fuzz`,
      `echo "${name}_fuzz $*" >>'${project.path('calls')}'; echo '${output}'; exit ${code}`);
  }
  project.write('tests/fuzz/text.seeds', 'tests/scenarios\n');
  project.write('tests/fuzz/corpus/text/one', 'x');
  return project;
}

test('each fuzz target counts as a test and runs from its corpus, what strangers reach for a minute', (t) => {
  const project = fuzzed_project(t);
  assert.equal(last_line(project.run('scripts/test', 'fuzz').out), '2 passed, 0 failed');
  const calls = project.read('calls');
  assert.match(calls, /^build sanitize --target mail_fuzz --target text_fuzz$/m);
  assert.match(calls, /^text_fuzz -max_total_time=4 .* build\/sanitize\/found\/text tests\/fuzz\/corpus\/text tests\/scenarios$/m);
  assert.match(calls, /^mail_fuzz -max_total_time=60 /m);
});

test('a fuzz target runs as long, or for as many inputs, as it is told', (t) => {
  const project = fuzzed_project(t);
  project.run('scripts/test', 'fuzz', '--filter', 'text', '--seconds', '9');
  project.run('scripts/test', 'fuzz', '--filter', 'text', '--inputs', '1000');
  const calls = project.read('calls').split('\n').filter((line) => line.startsWith('text_fuzz'));
  assert.match(calls[0], /-max_total_time=9 /);
  assert.match(calls[1], /-runs=1000 /);
  assert.match(project.run('scripts/test', 'fuzz', '--seconds', 'soon').err, /--seconds takes a whole number/);
});

test('a fuzz target that breaks is a failure; --quick leaves fuzzing out', (t) => {
  const project = fuzzed_project(t, '==1==ERROR: libFuzzer: deadly signal', 77);
  const {code, out} = project.run('scripts/test', 'fuzz');
  assert.equal(last_line(out), '0 passed, 2 failed');
  assert.match(out, /deadly signal/);
  assert.equal(code, 1);
  project.write('calls', '');
  project.run('scripts/test', '--quick');
  assert.doesNotMatch(project.read('calls'), /_fuzz/);
});

test('--seeds, --seed and --cycles reach the program, which runs without sanitisers then', (t) => {
  const project = built_project(t, [[ok, 'A.b']]);
  project.tests('build/native/tests/unit_tests', `echo "seeds $OASIS_SEEDS cycles $OASIS_CYCLES"; echo '[       OK ] A.b (0 ms)'`);
  assert.equal(last_line(project.run('scripts/test', 'unit', '--seeds', '10000', '--cycles', '7').out), '1 passed, 0 failed');
  assert.match(project.read('tests/artifacts/unit.log'), /seeds 10000 cycles 7/);
  assert.match(project.run('scripts/test', 'unit', '--seeds', 'many').err, /--seeds takes a whole number/);
});

test('generated input is the same in every run, unless a seed is asked for', (t) => {
  const project = built_project(t, [[ok, 'A.b']]);
  const program = `echo "generated by $RC_PARAMS"; echo '[       OK ] A.b (0 ms)'`;
  for (const preset of ['native', 'sanitize']) project.tests(`build/${preset}/tests/unit_tests`, program);
  project.run('scripts/test', 'unit');
  assert.match(project.read('tests/artifacts/unit-sanitize.log'), /generated by seed=1\n/);
  project.run('scripts/test', 'unit', '--seed', '17');
  assert.match(project.read('tests/artifacts/unit.log'), /generated by seed=17\n/);
});

test('simulation means both programs that simulate', (t) => {
  const project = built_project(t, []);
  project.write('tests/CMakeLists.txt', 'oasis_tests(simulation oasis_core)\n  oasis_tests(sync_simulation oasis_server)\n');
  for (const name of ['simulation', 'sync_simulation']) {
    project.write(`tests/${name}/a_test.cpp`, '');
    project.tests(`build/native/tests/${name}_tests`, `echo '[       OK ] ${name}.a (0 ms)'`);
  }
  assert.equal(last_line(project.run('scripts/test', 'simulation', '--seeds', '3').out), '2 passed, 0 failed');
});

test('groups without sources are not there, and an unknown one is refused', (t) => {
  const project = built_project(t, []);
  assert.equal(project.run('scripts/test', '--list').out, 'tidy\nunit\n');
  const {code, err} = project.run('scripts/test', 'server');
  assert.match(err, /there is no group server/);
  assert.equal(code, 1);
});
