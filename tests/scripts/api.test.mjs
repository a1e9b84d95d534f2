// docs/openapi.json and the page that is made from it. That it describes the server's routes: tests/server/api_test.cpp.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from './fake_project.mjs';

const read = (name) => readFileSync(join(root, 'docs', name), 'utf8');
const api = JSON.parse(read('openapi.json'));
const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({name: `${method} ${path}`, path, operation})));

test('docs/api.md is what scripts/write-api-docs makes of docs/openapi.json', () => {
  const made = spawnSync(join(root, 'scripts/write-api-docs'), ['--print'], {encoding: 'utf8'});
  assert.equal(made.status, 0, made.stderr);
  assert.equal(read('api.md'), made.stdout, 'run scripts/write-api-docs');
});

test('every operation has a summary, a known tag, an answer, and each part of its path', () => {
  const tags = api.tags.map(({name}) => name);
  for (const {name, path, operation} of operations) {
    assert.ok(operation.summary, name);
    assert.equal(operation.tags.length, 1, name);
    assert.ok(tags.includes(operation.tags[0]), name);
    assert.ok(Object.keys(operation.responses).length > 0, name);
    const parts = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const described = (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name);
    assert.deepEqual(described, parts, name);
  }
});

test('every $ref leads somewhere', () => {
  for (const [, pointer] of JSON.stringify(api).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    assert.ok(pointer.split('/').reduce((at, part) => at?.[part], api), pointer);
  }
});
