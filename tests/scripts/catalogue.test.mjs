// The catalogue of the client's texts and the translations in web/: complete, and of the texts that are said.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from './fake_project.mjs';

const read = (name) => readFileSync(join(root, name), 'utf8');
const {texts: catalogue, sentences: patterns} = JSON.parse(read('client/words/catalogue.json'));
const places = (text) => [...new Set(text.match(/\{[1-9]\}/g))].sort().join('');
const translations = readdirSync(join(root, 'web')).filter((name) => /^words-[a-z]+\.json$/.test(name));

test('client/words/catalogue.json is what scripts/write-catalogue gathers', () => {
  const made = spawnSync(join(root, 'scripts/write-catalogue'), ['--print'], {encoding: 'utf8', maxBuffer: 1 << 26});
  assert.equal(made.status, 0, made.stderr);
  assert.equal(read('client/words/catalogue.json'), made.stdout, 'run scripts/write-catalogue');
});

test('a text that is counted says how many', () => {
  for (const [text, {one}] of Object.entries(catalogue)) if (one !== undefined) assert.match(text, /\{1\}/, text);
});

for (const name of translations) {
  const {texts, sentences, language} = JSON.parse(read(`web/${name}`));

  test(`${name} says every sentence of the core, and only those`, () => {
    assert.deepEqual(Object.keys(patterns).filter((pattern) => !(pattern in sentences)), [], `scripts/write-catalogue --missing ${language}`);
    assert.deepEqual(Object.keys(sentences).filter((pattern) => !(pattern in patterns)), [], 'client/words/sentences.json has these no more');
    for (const [pattern, said] of Object.entries(sentences)) assert.equal(places(said), places(pattern.replaceAll('*}', '}')), pattern);
  });

  test(`${name} is of the language that it is called after and says every text`, () => {
    assert.equal(name, `words-${language}.json`);
    assert.deepEqual(Object.keys(catalogue).filter((text) => !(text in texts)), [], `scripts/write-catalogue --missing ${language}`);
    assert.deepEqual(Object.keys(texts).filter((text) => !(text in catalogue)), [], 'nobody says these any more');
  });

  test(`${name} has the places of the English texts, and forms where something is counted`, () => {
    for (const [text, said] of Object.entries(texts)) {
      const forms = [said].flat();
      assert.equal(places(forms.at(-1)), places(text), text);
      assert.equal(Array.isArray(said), catalogue[text]?.one !== undefined, text);
      for (const form of forms) assert.ok(form !== '' && [...places(form)].every((place) => places(text).includes(place)), text);
    }
  });
}
