#!/usr/bin/env node
// Says which functions of the program make its second part (later.js), one name a line: those that nothing reaches but
// what is defined in the object files of LATER. A function that the first part calls directly stays there, so that only
// a pointer (client/screens/later_rooms.hpp) leads from the first part to the second.
//   split.mjs PROGRAM.wat LATER NM OBJECT…     (PROGRAM.wat as wasm-dis writes it; LATER: a regular expression of paths)
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';

const [program, later_paths, nm, ...objects] = process.argv.slice(2);

/** The functions that are defined in object files of LATER and in no other, as people write their names. */
function defined_later() {
  const is_later = new RegExp(later_paths);
  const later = new Set(), first = new Set();
  for (const object of objects) {
    const listed = execFileSync(nm, ['--defined-only', '--demangle', object], {encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore']});
    for (const [, name] of listed.matchAll(/^[0-9a-f]+ [TtWw] (.*)$/gm)) (is_later.test(object) ? later : first).add(name);
  }
  return later.difference?.(first) ?? new Set([...later].filter((name) => !first.has(name)));
}

/** {calls: function → those that it calls, table: reached by pointers, roots: reached from outside}. */
function read_program() {
  const calls = new Map(), table = [], roots = [];
  let called;
  for (const line of readFileSync(program, 'utf8').split('\n')) {
    let found;
    if ((found = /^ \(func \$([^\s()]+)/.exec(line))) calls.set(found[1], called = new Set());
    else if (/^ \(elem /.test(line)) table.push(...[...line.matchAll(/\$([^\s()]+)/g)].map((each) => each[1]));
    else if ((found = /^ \(export "[^"]*" \(func \$([^\s()]+)\)\)/.exec(line))) roots.push(found[1]);
    else if (called) for (const [, name] of line.matchAll(/\(call \$([^\s()]+)/g)) called.add(name);
  }
  return {calls, table, roots};
}

const readable = (name) => name.replace(/\\([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

const defined = defined_later();
const {calls, table, roots} = read_program();
const kept = new Set();
const waiting = [...roots, ...table.filter((name) => !defined.has(readable(name)))];
while (waiting.length) {
  const name = waiting.pop();
  if (kept.has(name)) continue;
  kept.add(name);
  waiting.push(...(calls.get(name) ?? []));
}
process.stdout.write([...calls.keys()].filter((name) => !kept.has(name)).map((name) => name + '\n').join(''));
