// What a first visit loads until the inbox can be used, in bytes as brotli sends them. May not judge: it prints.
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';

import { print } from './inbox_page.mjs';

function bytes_of(folder, names) {
  const site = new URL(`../../../build/browser/${folder}/`, import.meta.url);
  return names.map((name) => brotliCompressSync(readFileSync(new URL(name, site)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
  }).length).reduce((sum, size) => sum + size);
}

const names = ['index.html', 'shell.css', 'app.js', 'app.wasm'];
print('first visit until a usable inbox, brotli (bytes)', bytes_of('site', names), 'to reach 350,000');
print('the bare page (bytes)', bytes_of('bare', names), 'beside it; its script is not minified');
