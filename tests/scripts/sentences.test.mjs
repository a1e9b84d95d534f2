// What the shared core says to people is known to translations: every sentence in its sources has a pattern in
// client/words/sentences.json, or is a text of the client's own.
import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {root} from './fake_project.mjs';

/** Files whose texts no reader of the client sees, and why. */
const says_nothing_to_readers = {
  'shared/codec/answers.cpp': 'questions of scenario files: the command line answers them',
  'shared/codec/command.cpp': 'requests that no page of ours makes',
  'shared/codec/described.hpp': 'our own format of stored facts',
  'shared/codec/event.cpp': 'our own format of stored facts',
  'shared/codec/given.cpp': 'our own format between page and server',
  'shared/codec/scenario.cpp': 'faults of scenario files: the command line says them',
  'shared/codec/ical_write.cpp': 'calendar feeds, which other programs show',
  'shared/codec/schedule_change.cpp': 'requests that no page of ours makes',
  'shared/command/adopt.cpp': 'the command line says it of scenarios',
  'shared/policy/dissatisfaction/reading.cpp': 'looked for in customers’ texts',
  'shared/report/chain_picture.cpp': 'drawn by the server for its own pages; the room Chains has its own words',
  'shared/report/gap_notice.cpp': 'mails and their like: server/notify says them',
  'shared/report/handoff.cpp': 'mails and their like: server/notify says them',
  'shared/report/oncall_feed.cpp': 'calendar feeds, which other programs show',
  'shared/report/schedule_notice.cpp': 'mails and their like: server/notify says them',
  'shared/report/why.cpp': 'the answers of the command line; client/why has its own words',
  'shared/text/fold.hpp': 'looked for in mails',
  'shared/text/fold_phrases.hpp': 'looked for in mails',
  'shared/time/tz_string.cpp': 'zone files that the server does not start with',
  'shared/time/tzif.cpp': 'zone files that the server does not start with',
};

const files_in = (folder) => readdirSync(join(root, folder), {withFileTypes: true})
  .flatMap((entry) => (entry.isDirectory() ? files_in(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
  .filter((name) => /\.[ch]pp$/.test(name)).sort();

/** The texts of C++ that read like words to people, without comments, raw strings and what is included. */
export function sentences_of(code) {
  const plain = code.replace(/R"(\w*)\([^]*?\)\1"/g, '').replace(/^\s*#.*$/gm, '')
    .replace(/("(?:\\.|[^"\\\n])*")|\/\/.*$/gm, (_, literal) => literal ?? '');
  return [...plain.matchAll(/"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*/g)]
    .filter(([pieces]) => !/\\[x0]/.test(pieces)) // bytes
    .map(([pieces]) => pieces.match(/"(?:\\.|[^"\\\n])*"/g).map((piece) => JSON.parse(piece)).join(''))
    .filter((text) => /\p{L}{2,}[,;:]? \p{L}{2,}/u.test(text));
}

/** What of them is said by none of the patterns. A sentence of pieces is found by its pieces: the text between two places. */
export function untold(sentences, patterns) {
  const told = patterns.flatMap((pattern) => pattern.split(/\{[1-9]\*?\}/));
  return sentences.filter((text) => !told.some((between) => between.includes(text.trim())));
}

const {texts, sentences: patterns} = JSON.parse(readFileSync(join(root, 'client/words/catalogue.json'), 'utf8'));
const known = [...Object.keys(patterns), ...Object.keys(texts)];

test('a sentence is found in code, and a comment, a raw string or a key is none', () => {
  assert.deepEqual(sentences_of('// "not a sentence"\n#include "a b/c d.hpp"\nf("is none of " + x, R"(some raw text)", "ticket.id", "two "\n  "lines said");'),
    ['is none of ', 'two lines said']);
});

test('a sentence without a pattern is noticed, whole or in pieces', () => {
  assert.deepEqual(untold(['must be more', 'is none of '], ['{1} is none of {2}']), ['must be more']);
});

test('every sentence that the core says to people has a pattern', () => {
  const missing = files_in('shared').filter((file) => !(file in says_nothing_to_readers)).flatMap((file) => {
    return untold(sentences_of(readFileSync(join(root, file), 'utf8')), known).map((text) => `${file}: ${text}`);
  });
  assert.deepEqual(missing, [], 'give it a pattern in client/words/sentences.json, or its file a reason in this test');
});

test('a file that is said to tell people nothing is there', () => {
  const all = files_in('shared');
  assert.deepEqual(Object.keys(says_nothing_to_readers).filter((file) => !all.includes(file)), []);
});
