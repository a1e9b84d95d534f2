// The house rules hold in every file of the project.
import assert from 'node:assert/strict';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {long_files, long_functions, not_said} from './allowed.mjs';
import * as rules from './rules.mjs';
import {unsaid} from './said.mjs';
import {listed_paths, project_files, tracked_but_ignored} from './source.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const files = project_files(root);

function none(findings) {
  if (findings.length > 0) assert.fail(`\n${findings.join('\n')}`);
}
const holds = (name, findings_of) => test(name, () => none(files.flatMap((file) => findings_of(file))));

test('the project has files to look at', () => assert.ok(files.some((file) => file.path === 'CMakeLists.txt')));
holds('no file is longer than 500 lines without a reason', (file) => rules.long_file(file, long_files));
holds('no function is longer than 70 lines without a reason', (file) => rules.long_functions(file, long_functions));
test('no reason is kept for what is short again', () =>
  none(rules.needless_entries(files, long_files, long_functions)));
holds('every source file begins with what it is for', rules.no_opening_comment);
holds('includes only go left in shared/, and client and server know only shared', rules.wrong_includes);
holds('the core has no clock, chance, input, output, threads or exceptions', rules.banned_calls);
holds('headers are safe to include', rules.header_faults);
test('headers stay light', () => none(rules.heavy_headers(files)));
test('no two types have one name', () => none(rules.types_of_one_name(files)));
holds('what the client says stands in the catalogue', (file) => unsaid(file, not_said));
test('no literal is allowed that is not there any more', () => {
  const needless = Object.keys(not_said).filter((entry) => {
    const {path: where, text} = files.find((file) => entry.startsWith(`${file.path}: `)) ?? {};
    return where === undefined || !text.includes(entry.slice(where.length + 2));
  });
  none(needless.map((entry) => `tests/tidy/allowed.mjs: take the entry out: ${entry}`));
});
holds('nothing is left open without an issue', rules.open_ends);
holds('file names say what the file is about', rules.vague_name);
holds('no machine, mirror or registry is named', rules.foreign_places);
holds('no third-party source is kept here', rules.third_party);
test('every fuzz target has inputs to begin with', () => none(rules.fuzzed_from_nothing(listed_paths(root))));
test('the tests that docs/security.md names are there', () =>
  none(rules.tests_that_are_not_there(files.find((file) => file.path === 'docs/security.md'), files)));
test('nothing is tracked that .gitignore names', () => none(tracked_but_ignored(root)));
