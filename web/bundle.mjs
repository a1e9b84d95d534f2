#!/usr/bin/env node
// Puts the page's modules and Emscripten's output into one file, each module a function that returns what it
// exports, and prints it. May not know any module: it follows the imports from the first file.
//   bundle.mjs FIRST.js name=path …     (where an import of './name' is found elsewhere)
import {readFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';

const [first, ...elsewhere] = process.argv.slice(2);
const places = new Map(elsewhere.map((each) => each.split('=')));
const done = new Map(); // path → name of its exports
const output = [];

const find = (from, name) => places.get(basename(name)) ?? join(dirname(from), name);

function add(path, waiting = []) {
  if (done.has(path)) return done.get(path);
  if (waiting.includes(path)) throw new Error(`${[...waiting, path].join(' → ')}: modules import each other in a circle`);
  const exported = [];
  const source = readFileSync(path, 'utf8')
    .replace(/^import (.+?) from '(.+?)';$/gm, (_, names, name) => {
      const module = add(find(path, name), [...waiting, path]);
      if (names.startsWith('*')) return `const ${names.slice(5)} = ${module};`;
      return names.startsWith('{') ? `const ${names.replaceAll(' as ', ': ')} = ${module};` : `const ${names} = ${module}.default;`;
    })
    .replace(/^export default (\w+);?$/m, (_, name) => (exported.push(`default: ${name}`), ''))
    .replace(/^export ((?:async )?function|const|class) (\w+)/gm, (_, kind, name) => (exported.push(name), `${kind} ${name}`));
  const name = basename(path).replace(/\W/g, '_');
  output.push(`const ${name} = (() => {\n${source}\nreturn {${exported.join(', ')}};\n})();`);
  done.set(path, name);
  return name;
}

add(first);
process.stdout.write(output.join('\n') + '\n');
