// The house rules that a program can check, each a pure function from a file {path, text} to its findings, sentences
// that begin with `path:line:`. May not read the disk: see source.mjs.
import {bare_code, functions, includes, language, line_of} from './source.mjs';

const longest_file = 500;
const longest_function = 70;

export function long_file(file, allowed = {}) {
  const lines = file.text.split('\n').length - 1;
  if (!language(file) || lines <= longest_file || allowed[file.path]) return [];
  return [`${file.path}:1: ${lines} lines: one concern a file (or an entry in tests/tidy/allowed.mjs with the reason)`];
}

export function long_functions(file, allowed = {}) {
  return functions(file)
    .filter((each) => each.length > longest_function && !allowed[`${file.path}: ${each.name}`])
    .map((each) => `${file.path}:${each.line}: ${each.length} lines in \`${each.name}\`: at most ${longest_function}`);
}

/// Allow-list entries that allow nothing any more.
export function needless_entries(files, allowed_files, allowed_functions) {
  const needed = files.flatMap((file) => [
    ...(long_file(file).length ? [file.path] : []),
    ...functions(file).filter((each) => each.length > longest_function).map((each) => `${file.path}: ${each.name}`),
  ]);
  return [...Object.keys(allowed_files), ...Object.keys(allowed_functions)]
    .filter((entry) => !needed.includes(entry))
    .map((entry) => `tests/tidy/allowed.mjs: '${entry}' is not long any more: take the entry out`);
}

export function no_opening_comment(file) {
  const opening = {cpp: /^(\/\/|\/\*)/, js: /^(#!.*\n)?(\/\/|\/\*)/, shell: /^(#!.*\n)?#(?!!)/, cmake: /^#/, css: /^\/\*/};
  const wanted = opening[language(file)];
  if (!wanted || wanted.test(file.text)) return [];
  return [`${file.path}:1: the first lines say what the file is for and what it may not do`];
}

// ---- who may include whom --------------------------------------------------------------------------------------

// In shared/ includes go to a lower rank or stay in the folder. Files directly in shared/ are for all.
const rank = {'': 0, text: 1, time: 2, model: 3, policy: 4, event: 5, command: 6, report: 7, simulate: 8, codec: 9};
const may_include = {shared: ['shared'], client: ['shared', 'client'], server: ['shared', 'server']};
const rooms = ['shared', 'client', 'server', 'web', 'tests', 'scripts'];

export function wrong_includes(file) {
  if (language(file) !== 'cpp') return [];
  const [room, ...rest] = file.path.split('/');
  return includes(file).flatMap(({name, line}) => {
    const [other, ...other_rest] = name.split('/');
    const at = `${file.path}:${line}:`;
    if (name.startsWith('.')) return [`${at} ${name}: includes name the whole path from the project's folder`];
    if (!rooms.includes(other) || !may_include[room]) return [];
    if (!may_include[room].includes(other)) return [`${at} ${room}/ knows nothing of ${other}/`];
    return room === 'shared' ? wrong_layer(at, folder_of(rest), folder_of(other_rest)) : [];
  });
}

const folder_of = (parts) => (parts.length > 1 ? parts[0] : '');

function wrong_layer(at, from, to) {
  for (const folder of [from, to]) {
    if (!(folder in rank)) return [`${at} shared/${folder} has no place in the order of layers (tests/tidy/rules.mjs)`];
  }
  if (from === to || to === '' || rank[to] < rank[from]) return [];
  return [`${at} shared/${from || '*'} may not include shared/${to}: includes only go left`];
}

// ---- what code may not say -------------------------------------------------------------------------------------

const no_clock = /(?<![\w.>])(?:std::)?time\s*\(\s*(?:nullptr|NULL|0|&)|\b(?:system|steady|high_resolution|file|utc)_clock\b|\b(?:localtime|gmtime|mktime|gettimeofday|clock_gettime)(?:_r)?\s*\(/g;
const no_chance = /(?<![\w.>])(?:std::)?s?rand\s*\(|\brandom_device\b|\bmt19937(?:_64)?\b/g;
const no_outside = /\b(?:getenv|fopen|printf|fprintf|puts|system|popen)\s*\(|\bstd::(?:cout|cerr|cin|o?i?fstream)\b|<(?:iostream|fstream|filesystem|cstdlib\.h)>/g;
const no_threads = /\bstd::(?:jthread|thread|mutex|shared_mutex|atomic|async|condition_variable|this_thread)\b/g;
const no_exceptions = /\bthrow\b|\bcatch\s*\(|\btry\s*\{/g;
const no_time_t = /\btime_t\b/g;
const banned = {
  shared: [
    [no_clock, 'the core gets the time from its caller'],
    [no_chance, 'the core gets chance from its caller'],
    [no_outside, 'the core does no input or output'],
    [no_threads, 'the core knows no threads'],
    [no_exceptions, 'errors are values: Result<T>'],
    [no_time_t, 'time_t has 32 bits in the browser: Instant, or int64 milliseconds'],
  ],
  client: [
    [no_exceptions, 'errors are values: Result<T>'],
    [no_time_t, 'time_t has 32 bits in the browser: Instant, or int64 milliseconds'],
  ],
};

export function banned_calls(file) {
  const list = banned[file.path.split('/')[0]];
  if (language(file) !== 'cpp' || !list) return [];
  const code = bare_code(file.text);
  return list.flatMap(([pattern, why]) => [...code.matchAll(pattern)].map(
    (match) => `${file.path}:${line_of(code, match.index)}: \`${match[0].trim()}\`: ${why}`));
}

export function header_faults(file) {
  if (!file.path.endsWith('.hpp')) return [];
  const faults = [];
  if (!/^#pragma once$/m.test(file.text)) faults.push(`${file.path}:1: a header says #pragma once`);
  if (/^\s*using namespace\b/m.test(bare_code(file.text))) faults.push(`${file.path}:1: no using namespace in a header`);
  return faults;
}

/// nlohmann/json.hpp costs each source that includes it seconds, so a header that brings it, by whichever way, is
/// private to its folder; others take nlohmann/json_fwd.hpp.
export function heavy_headers(files) {
  const headers = files.filter((file) => file.path.endsWith('.hpp'));
  const heavy = new Set(['nlohmann/json.hpp']);
  for (let before = 0; before !== heavy.size;) {
    before = heavy.size;
    for (const file of headers) if (includes(file).some(({name}) => heavy.has(name))) heavy.add(file.path);
  }
  return files.flatMap((file) => includes(file)
    .filter(({name}) => name !== 'nlohmann/json.hpp' && heavy.has(name) && folder(name) !== folder(file.path))
    .map(({name, line}) => `${file.path}:${line}: ${name} brings the whole of nlohmann/json.hpp out of its folder`));
}

const folder = (path) => path.slice(0, path.lastIndexOf('/'));

// A note needs an issue to be found again: TODO(#12).
const open_end = new RegExp(String.raw`\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\b(?!\(#\d+\))`, 'g');

export function open_ends(file) {
  if (!language(file)) return [];
  return [...file.text.matchAll(open_end)].map(
    (match) => `${file.path}:${line_of(file.text, match.index)}: ${match[0]} without an issue, as in ${match[0]}(#12)`);
}

export function vague_name(file) {
  const vague = /(^|[/_.-])(utils?|helpers?|managers?|misc|common|stuff)(?=[/_.-])/i.exec(file.path);
  return vague ? [`${file.path}:1: \`${vague[2]}\` names nothing: name the concern`] : [];
}

// ---- what does not belong into the repository ---------------------------------------------------------------------

const elsewhere = [
  [/(?<!\w)\/work\/(?:main|shared|steering|\.library)\b|\/tmp\/trees\/|\/home\/\w+\/|\.\.\/shared\/(?:data|examples|notes|spikes|bin|hooks|[A-Z]+\.md)/g,
    'a path of one machine'],
  [/\b(?:registry\.npmjs|registry\.yarnpkg|deb\.debian|security\.debian|ftp\.debian|snapshot\.debian|pypi|proxy\.golang|static\.crates|files\.pythonhosted)\.(?:org|com|io)\b/g,
    'a registry or mirror by name: the machine knows its own'],
];

export function foreign_places(file) {
  return elsewhere.flatMap(([pattern, what]) => [...file.text.matchAll(pattern)].map(
    (match) => `${file.path}:${line_of(file.text, match.index)}: ${match[0]}: ${what}`));
}

export function third_party(file) {
  const name = file.path.split('/').pop();
  if (!/^(imgui(_demo|_draw|_tables|_widgets|_internal|_impl_\w+)?\.(cpp|h)|im(config|stb_\w+)\.h|httplib\.(h|cc)|sqlite3(ext)?\.[ch]|json\.hpp|axe(\.min)?\.js)$/.test(name)) return [];
  return [`${file.path}:1: third-party source: scripts/fetch-parts brings it, the repository does not`];
}

/// A target that begins from nothing hardly gets past the first brace of what it reads. `paths`: of all files, binary ones
/// too.
export function fuzzed_from_nothing(paths) {
  const has_inputs = (name) =>
    paths.some((path) => path.startsWith(`tests/fuzz/corpus/${name}/`) || path === `tests/fuzz/${name}.seeds`);
  return paths
    .map((path) => /^tests\/fuzz\/(\w+)\.cpp$/.exec(path)?.[1])
    .filter((name) => name && !has_inputs(name))
    .map((name) => `tests/fuzz/${name}.cpp:1: no inputs to begin with: tests/fuzz/corpus/${name}/ or tests/fuzz/${name}.seeds`);
}

/// Tests that a page names as `Suite.Name`, `Suite.Begin*` or `Suite.*`, and that are nowhere: what they showed is shown no
/// more.
export function tests_that_are_not_there(page, files) {
  const tests = files
    .filter((file) => file.path.startsWith('tests/') && file.path.endsWith('.cpp'))
    .flatMap((file) => [...file.text.matchAll(/\bTEST(?:_[FP])?\((\w+),\s*(\w+)\)/g)])
    .map(([, suite, name]) => `${suite}.${name}`);
  return [...page.text.matchAll(/`([A-Z]\w+\.(?:\w+\*?|\*))`/g)]
    .filter(([, named]) => !tests.some((test) => (named.endsWith('*') ? test.startsWith(named.slice(0, -1)) : test === named)))
    .map(([, named]) => `${page.path}:1: no test is called ${named}`);
}

/// Two types of one name in one namespace: nothing says so when they are linked, and one of them is destroyed as the other.
/// The client and the server are two programs, each with shared/.
export function types_of_one_name(files) {
  const found = [];
  for (const half of ['client/', 'server/']) {
    const places = new Map();
    for (const file of files) {
      if (!/\.[ch]pp$/.test(file.path) || !['shared/', half].some((folder) => file.path.startsWith(folder))) continue;
      for (const name of outer_types(file.text)) {
        const at = places.get(name) ?? new Set();
        places.set(name, at.add(file.path));
      }
    }
    for (const [name, at] of places) if (at.size > 1) found.push(`${[...at].join(', ')}: each has a type ${name}`);
  }
  return found;
}

/// Qualified names of the types that a file defines outside of functions, types and nameless namespaces.
function outer_types(text) {
  const spaces = [];
  const names = [];
  for (const line of text.split('\n')) {
    const opened = /^namespace(?: ([\w:]+))? \{/.exec(line);
    if (opened) spaces.push(opened[1] ?? '');
    else if (/^\} {2}\/\/ namespace/.test(line)) spaces.pop();
    const type = /^(?:struct|class|enum class) (\w+)(?: final)?(?: :.*)? \{/.exec(line);
    if (type && !spaces.includes('')) names.push([...spaces, type[1]].join('::'));
  }
  return names;
}
