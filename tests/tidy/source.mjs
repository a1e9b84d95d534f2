// Reads the project's own files for the style test: which there are, their code without comments and strings,
// and the functions in it. A reader by shape, not a compiler: it relies on the layout that clang-format gives.
// May not judge: that is rules.mjs.
import {execFileSync} from 'node:child_process';
import {existsSync, lstatSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';

const not_ours = new Set(['.git', '.parts', 'build', 'data', 'node_modules', 'artifacts', '.cache']);

/// Every file of the project, tracked or new, as {path, text}; binary files and links are left out. Works in an
/// unpacked archive, too, where git knows nothing.
export function project_files(root) {
  return listed_paths(root)
    .filter((name) => existsSync(path.join(root, name)) && lstatSync(path.join(root, name)).isFile())
    .map((name) => ({path: name, text: readFileSync(path.join(root, name), 'utf8')}))
    .filter((file) => !file.text.includes('\0'));
}

export const listed_paths = (root) => git_files(root, '-co') ?? walk(root, '');

/// What is tracked although .gitignore names it: fetched parts, say, or a link to them. Nothing where git knows nothing.
export const tracked_but_ignored = (root) => git_files(root, '-ci') ?? [];

function git_files(root, which) {
  try {
    const options = {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26};
    return execFileSync('git', ['ls-files', which, '--exclude-standard', '-z'], options).split('\0').filter(Boolean);
  } catch {
    return undefined;
  }
}

function walk(root, folder) {
  return readdirSync(path.join(root, folder), {withFileTypes: true}).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (not_ours.has(entry.name)) return [];
    return entry.isDirectory() ? walk(root, name) : [name];
  });
}

/// 'cpp', 'js', 'shell', 'cmake', 'css' or '' (data, prose, markup).
export function language(file) {
  if (/\.(cpp|hpp|h|c|cc)$/.test(file.path)) return 'cpp';
  if (/\.(mjs|js)$/.test(file.path)) return 'js';
  if (/\.(sh|bash)$/.test(file.path) || /^#!.*\bbash\b/.test(file.text)) return 'shell';
  if (/(\.cmake|CMakeLists\.txt)$/.test(file.path)) return 'cmake';
  return file.path.endsWith('.css') ? 'css' : '';
}

/// The code of a C++ or JavaScript text with comments and the contents of strings blanked out; line breaks stay, so
/// line numbers do, too. What #include "…" and import name is blanked as well: see includes().
export function bare_code(text) {
  const token = new RegExp([
    String.raw`\/\/[^\n]*`, // line comment
    String.raw`\/\*[\s\S]*?\*\/`, // block comment
    String.raw`R"(?<mark>[^(\s]*)\([\s\S]*?\)\k<mark>"`, // raw string
    String.raw`"(?:\\.|[^"\\\n])*"`, // string
    String.raw`(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'`, // character or string; 1'000 is neither
    '`(?:\\\\.|[^`\\\\])*`', // template string
    String.raw`(?<=[(,=:[!&|?{};]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n[])+\/`, // regular expression
  ].join('|'), 'g');
  return text.replace(token, (found) => found.replace(/[^\n]/g, ' '));
}

/// What a C++ file includes, as {name, line}; angle brackets and quotes alike.
export function includes(file) {
  return [...file.text.matchAll(/^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/gm)].map((match) => ({
    name: match[1], line: line_of(file.text, match.index),
  }));
}

export const line_of = (text, index) => text.slice(0, index).split('\n').length;

/// The functions of a file as {name, line, length}: length in lines, from the line of the name to the closing brace.
/// Those inside another function belong to it and are not listed, but for the tests within a describe().
export function functions(file) {
  if (language(file) === 'shell') return shell_functions(file.text);
  return ['cpp', 'js'].includes(language(file)) ? braced_functions(file.text) : [];
}

function shell_functions(text) {
  return [...text.matchAll(/^([\w-]+)\(\) \{\n[\s\S]*?^\}/gm)].map((match) => ({
    name: match[1], line: line_of(text, match.index), length: match[0].split('\n').length,
  }));
}

const control = /^\s*(?:\}\s*)?(?:else\s+)?(?:if|for|while|switch|catch|do|else|try|namespace|class|struct|enum|union|extern)\b/;
const takes_arguments = new RegExp([
  String.raw`(?:\)|=>)`,
  String.raw`(?:\s*(?:const|noexcept|override|final|mutable|&{1,2}))*`,
  String.raw`(?:\s*->\s*[\w:<>,*&\s]+)?`, // result
  String.raw`(?:\s*:[^:][^;]*)?\s*$`, // members that a constructor sets
].join(''));
const groups_tests = /\bdescribe\s*\(/;

function name_at(text, line) {
  const lines = text.split('\n').slice(line - 1);
  return (lines.find((each) => /\(|=>/.test(each)) ?? lines[0]).trim().slice(0, 60);
}

function braced_functions(text) {
  const code = bare_code(text).replace(/\{\}/g, '  ');
  const found = [];
  const open = []; // of each open brace: the line of the function that begins with it, or undefined
  let head = 0; // where the text before the next brace begins
  let depth = 0; // functions that are open
  for (let i = 0; i < code.length; ++i) {
    if (code[i] === '{') {
      const before = code.slice(head, i).replace(/^\s*(?:public|private|protected)\s*:(?!:)/, (label) => label.replace(/\S/g, ' '));
      const begins = depth === 0 && takes_arguments.test(before) && !control.test(before) && !groups_tests.test(before);
      open.push(begins ? line_of(code, head + before.search(/\S/)) : undefined);
      if (begins) ++depth;
    } else if (code[i] === '}') {
      const line = open.pop();
      if (line) {
        --depth;
        found.push({name: name_at(text, line), line, length: line_of(code, i) - line + 1});
      }
    }
    if ('{};'.includes(code[i])) head = i + 1;
  }
  return found;
}
