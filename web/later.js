// The program in two parts (split.mjs): the first is all that the inbox needs; the second has the other rooms and comes
// once the inbox is drawn.
// May not: know which room is where.
import {wake} from './frames.js';

const pause = 5_000; // ms, before a second part that did not come is asked for again
let first; // exports of the first part
let state = 'away'; // 'coming', 'here'
let came; // called when it is here

// What a function of the second part is until it comes; the program asks has_later_part() before it calls one.
const missing = () => { throw new Error('The second part of the program is not here yet'); };

async function read(name, imports) {
  const answer = fetch(name);
  try {
    return await WebAssembly.instantiateStreaming(answer, imports);
  } catch { // something on the way changed the type
    return WebAssembly.instantiate(await (await fetch(name)).arrayBuffer(), imports);
  }
}

/** Emscripten's hook: makes the first part. */
export function instantiate(imports, done, failed) {
  read('app.wasm', {...imports, placeholder: new Proxy({}, {get: () => missing})})
    .then(({instance, module}) => ((first = instance.exports), done(instance, module)), failed);
  return {};
}

/** The page and its inbox are there by then: time for what nobody waits for. */
export const when_all_is_here = (call) => (came = call);

async function fetch_later_part() {
  if (state !== 'away') return;
  state = 'coming';
  try {
    await read('later.wasm', {primary: first}); // it puts its functions into the table of the first
    state = 'here';
    wake(3);
    came();
  } catch { // no connection
    setTimeout(() => ((state = 'away'), wake()), pause);
  }
}

export function has_later_part() {
  fetch_later_part();
  return state === 'here';
}
