// The rules find what they are for, and let pass what they should: a style test that cannot fail would be none.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as rules from './rules.mjs';
import {unsaid} from './said.mjs';
import {bare_code, functions} from './source.mjs';

const core = (text, path = 'shared/policy/clock.cpp') => ({path, text});
const lines = (count) => '// x\n'.repeat(count);
const finds = (findings, pattern) => assert.match(findings.join('\n'), pattern);
const passes = (findings) => assert.deepEqual(findings, []);

test('a file may have 500 lines, and more with a reason', () => {
  passes(rules.long_file(core(lines(500))));
  finds(rules.long_file(core(lines(501))), /clock\.cpp:1: 501 lines/);
  passes(rules.long_file(core(lines(501)), {'shared/policy/clock.cpp': 'a table'}));
  passes(rules.long_file({path: 'docs/semantics.md', text: lines(900)}));
});

test('a function may have 70 lines, and more with a reason', () => {
  const body = (count) => `int f(int a) {\n${'  ++a;\n'.repeat(count - 2)}}\n`;
  passes(rules.long_functions(core(body(70))));
  finds(rules.long_functions(core(body(71))), /clock\.cpp:1: 71 lines in `int f\(int a\) \{`/);
  passes(rules.long_functions(core(body(71)), {'shared/policy/clock.cpp: int f(int a) {': 'one switch'}));
});

test('a reason that nothing needs any more is found', () => {
  finds(rules.needless_entries([core(lines(3))], {'shared/policy/clock.cpp': 'a table'}, {}), /take the entry out/);
  passes(rules.needless_entries([core(lines(501))], {'shared/policy/clock.cpp': 'a table'}, {}));
});

test('functions are seen in C++, JavaScript and shell', () => {
  const names = (path, text) => functions({path, text}).map((each) => `${each.line} ${each.length} ${each.name}`);
  assert.deepEqual(names('a.cpp', 'namespace a {\nclass B {\n public:\n  explicit B(int c)\n      : c_(c) {\n  }\n};\n}\n'), ['4 3 explicit B(int c)']);
  assert.deepEqual(names('a.cpp', 'auto f() -> int {\n  auto g = [](int a) { return a; };\n  if (a) { b(); }\n}\n'), ['1 4 auto f() -> int {']);
  assert.deepEqual(names('a.cpp', 'struct A {\n  int b = 1;\n};\nint c[] = {1, 2};\n'), []);
  assert.deepEqual(names('a.mjs', "describe('a', () => {\n  test('b', () => {\n    c();\n  });\n});\n"), ["2 3 test('b', () => {"]);
  assert.deepEqual(names('a.mjs', 'function f(a, b = {}) {\n  c();\n}\n'), ['1 3 function f(a, b = {}) {']);
  assert.deepEqual(names('a.bash', 'f() {\n  g\n}\n'), ['1 3 f']);
});

test('comments and strings are no code', () => {
  const bare = (text) => bare_code(text).replace(/ +/g, ' ');
  assert.equal(bare('a; // time(0)\nb;'), 'a; \nb;');
  assert.equal(bare('f("throw \\" {", \'{\', R"x({ } ")x");'), 'f( , , );');
  assert.equal(bare("int a = 1'000'000; char b = '}';"), "int a = 1'000'000; char b = ;");
  assert.equal(bare('/* {\n */ x = /[{"]/g;'), ' \n x = g;');
});

test('a source file without an opening comment is found', () => {
  passes(rules.no_opening_comment(core('// The clock.\n')));
  passes(rules.no_opening_comment({path: 'scripts/run', text: '#!/usr/bin/env bash\n# Runs.\n'}));
  passes(rules.no_opening_comment({path: 'docs/a.md', text: 'Words\n'}));
  finds(rules.no_opening_comment(core('#include <string>\n')), /what the file is for/);
  finds(rules.no_opening_comment({path: 'scripts/run', text: '#!/usr/bin/env bash\nset -e\n'}), /what the file is for/);
});

test('includes of the core only go left', () => {
  const includes = (path, name) => rules.wrong_includes({path, text: `// x\n#include "${name}"\n`});
  passes(includes('shared/policy/clock.cpp', 'shared/model/ticket.hpp'));
  passes(includes('shared/policy/clock.cpp', 'shared/policy/chain.hpp'));
  passes(includes('shared/policy/clock.cpp', 'shared/result.hpp'));
  passes(includes('shared/policy/clock.cpp', 'shared/text/template.hpp'));
  passes(includes('shared/codec/json.cpp', 'shared/simulate/clock.hpp'));
  finds(includes('shared/model/ticket.hpp', 'shared/policy/clock.hpp'), /ticket\.hpp:2: shared\/model may not include shared\/policy/);
  finds(includes('shared/report/load.cpp', 'shared/simulate/clock.hpp'), /only go left/);
  finds(includes('shared/result.hpp', 'shared/time/instant.hpp'), /only go left/);
  finds(includes('shared/magic/spell.cpp', 'shared/result.hpp'), /no place in the order/);
});

test('core, client and server know only what they may', () => {
  const includes = (path, name) => rules.wrong_includes({path, text: `#include "${name}"\n`});
  finds(includes('shared/model/ticket.cpp', 'server/store/store.hpp'), /knows nothing of server/);
  finds(includes('client/app.cpp', 'server/store/store.hpp'), /knows nothing of server/);
  finds(includes('server/main.cpp', 'client/app.hpp'), /knows nothing of client/);
  finds(includes('server/main.cpp', '../shared/result.hpp'), /whole path/);
  passes(includes('server/main.cpp', 'shared/result.hpp'));
  passes(includes('tests/unit/model/ticket_test.cpp', 'client/app.hpp'));
});

test('the core may not reach for clock, chance, files, threads or exceptions', () => {
  const bad = ['time(nullptr)', 'std::chrono::system_clock::now()', 'rand()', 'std::random_device d', 'std::getenv("A")',
    'fopen("a", "r")', 'std::cout << 1', '#include <fstream>', 'std::thread t', 'throw 1', 'try { f(); }', 'time_t t'];
  for (const code of bad) finds(rules.banned_calls(core(`${code};\n`)), /clock\.cpp:1: /);
  const good = ['first_time(a)', 'a.time(0)', 'std::snprintf(b, 9, "x")', 'int brand(int)', '// we throw nothing', 'f("throw")'];
  for (const code of good) passes(rules.banned_calls(core(`${code};\n`)));
  passes(rules.banned_calls({path: 'server/main.cpp', text: 'throw 1;\n'}));
  finds(rules.banned_calls({path: 'client/app.cpp', text: 'throw 1;\n'}), /Result<T>/);
});

test('headers are guarded and open no namespace', () => {
  const header = (text) => rules.header_faults({path: 'shared/codec/ticket.hpp', text});
  passes(header('#pragma once\n#include <nlohmann/json_fwd.hpp>\n'));
  finds(header('#include <string>\n'), /pragma once/);
  finds(header('#pragma once\nusing namespace std;\n'), /using namespace/);
});

test('a header with the whole of json.hpp stays in its folder', () => {
  const field = {path: 'shared/codec/field.hpp', text: '#include <nlohmann/json.hpp>\n'};
  const parts = {path: 'shared/codec/parts.hpp', text: '#include "shared/codec/field.hpp"\n'};
  const includes_parts = (path) => ({path, text: '#include "shared/codec/parts.hpp"\n'});
  passes(rules.heavy_headers([field, parts, includes_parts('shared/codec/ticket.cpp')]));
  finds(rules.heavy_headers([field, parts, includes_parts('server/main.cpp')]), /server\/main\.cpp:1: .*parts\.hpp brings/);
});

test('two types of one name are found', () => {
  const cause = 'namespace oasis {\nstruct Cause {\n};\n}  // namespace oasis\n';
  const in_file = (path, text) => ({path, text});
  const one = in_file('shared/command/turn.hpp', cause);
  finds(rules.types_of_one_name([one, in_file('shared/report/causes.hpp', cause)]), /each has a type oasis::Cause/);
  finds(rules.types_of_one_name([one, in_file('server/a.cpp', cause)]), /server\/a\.cpp: each/);
  const nameless = cause.replace('struct', 'namespace {\nstruct').replace('};\n', '};\n}  // namespace\n');
  const elsewhere = cause.replace('oasis {', 'oasis::mail {');
  passes(rules.types_of_one_name([one, in_file('server/a.cpp', nameless), in_file('server/b.cpp', elsewhere)]));
  passes(rules.types_of_one_name([in_file('client/app.hpp', cause), in_file('server/app.hpp', cause)]));
});

test('open ends name their issue', () => {
  const word = 'TO' + 'DO';
  finds(rules.open_ends(core(`// ${word}: later\n`)), /without an issue/);
  passes(rules.open_ends(core(`// ${word}(#12): later\n`)));
});

test('vague file names are found', () => {
  const vague = ['shared/utils/a.cpp', 'client/string_helper.cpp', 'server/connection_manager.hpp', 'web/misc.js'];
  for (const path of vague) finds(rules.vague_name(core('', path)), /names nothing/);
  for (const path of ['shared/policy/clock.cpp', 'server/notify/outbox.cpp', 'web/manifest.json']) passes(rules.vague_name(core('', path)));
});

test('machine paths and registry hosts are found', () => {
  const says = (text) => rules.foreign_places({path: 'docs/a.md', text});
  finds(says(`see ${'/wo' + 'rk/main'}/x`), /one machine/);
  finds(says(`from ${'registry.' + 'npmjs.org'}`), /a registry/);
  passes(says('see docs/work/main and npm'));
});

test('third-party sources are found, our own files about them are not', () => {
  const kept = (path) => rules.third_party({path, text: ''});
  for (const path of ['client/imgui.cpp', 'x/imgui_impl_glfw.h', 'lib/httplib.h', 'sqlite3.c', 'json.hpp']) finds(kept(path), /third-party/);
  for (const path of ['client/platform/imgui_config.h', 'server/store/sqlite.cpp']) passes(kept(path));
});

test('a fuzz target without inputs to begin with is found', () => {
  const target = 'tests/fuzz/commands.cpp';
  finds(rules.fuzzed_from_nothing([target, 'tests/fuzz/corpus/mail/a']), /commands\.cpp:1: no inputs/);
  passes(rules.fuzzed_from_nothing([target, 'tests/fuzz/corpus/commands/end', 'tests/fuzz/fuzzed.hpp']));
  passes(rules.fuzzed_from_nothing([target, 'tests/fuzz/commands.seeds']));
});

test('a test that a page names and that is not there is found', () => {
  const tests = [{path: 'tests/unit/a_test.cpp', text: 'TEST_F(Cookie, IsOurs) {}\nTEST(Door,\n     Closes) {}\n'}];
  const page = (text) => ({path: 'docs/security.md', text});
  passes(rules.tests_that_are_not_there(page('`Cookie.*`, `Cookie.Is*`, `Door.Closes`, `a/b.cpp`, `unit`'), tests));
  finds(rules.tests_that_are_not_there(page('| cookies | `Cookie.IsTheirs` |'), tests), /no test is called Cookie\.IsTheirs/);
  finds(rules.tests_that_are_not_there(page('`Window.*`'), tests), /Window/);
});

test('a text of the client outside the catalogue is found', () => {
  const screen = (text, path = 'client/screens/inbox.cpp') => ({path, text});
  finds(unsaid(screen('text(ui, "Nothing matches");')), /inbox\.cpp:1: "Nothing matches" stands outside/);
  finds(unsaid(screen('button(ui, "Save")')), /"Save"/);
  finds(unsaid(screen('const auto words = std::to_string(open) + " open";')), /" open"/);
  finds(unsaid(screen('text(ui, "Two lines "\n  "of one text");')), /"Two lines of one text"/);
  passes(unsaid(screen('text(ui, "Nothing matches"_tr); const char* kept = "Low"_kept; phrase("{1} open"_tr, open);')));
  passes(unsaid(screen('// "Nothing matches"\nPanel panel(ui, "Inbox list", area); if (text == "Save") {}')));
  passes(unsaid(screen('ui.key(id, "Escape"); json.find("first response");')));
  passes(unsaid(screen('text(ui, "Nothing matches");', 'shared/text/words.cpp')));
  passes(unsaid(screen('button(ui, {name, "all of it"});'), {'client/screens/inbox.cpp: all of it': 'an id'}));
});
