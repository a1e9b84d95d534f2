// A worker of a back-test: fetches what people did and lets a program of its own (client/simulator) play it, so that
// the page stays free. The page tells it one thing at a time, {kind, …}:
//   begin   {zones: [name], text}   the documents, Trial::begin's text           → begun | failed
//   load    {url}                   a page of tickets, kept and played           → loaded {page}, tested …, idle | failed
//   test                            what is kept and not played yet              → tested …, idle
//   finish                          what came of all, as bytes                   → finished {bytes}
// May not: decide what is loaded, or go on after "failed" by itself.
import create_program from './simulator_program.js';

const pause = 300; // ms between two messages about progress
let program; // promise of the instance
const zones = new Set(); // that it has

const encoder = new TextEncoder(), decoder = new TextDecoder();

async function compile(imports, done) {
  const {instance, module} = await WebAssembly.instantiateStreaming(fetch('simulator.wasm'), imports)
    .catch(async () => WebAssembly.instantiate(await (await fetch('simulator.wasm')).arrayBuffer(), imports));
  done(instance, module);
}

const made = () => program ??= new Promise((ready, failed) => create_program({
  instantiateWasm: (imports, done) => (compile(imports, done).catch(failed), {}),
}).then(ready, failed));

/** Calls `name` with copies of texts or byte arrays that last for the call. */
function call(instance, name, ...texts) {
  const contents = texts.map((text) => (typeof text === 'string' ? encoder.encode(text) : text));
  const pointers = contents.map((content) => instance._malloc(content.length || 1));
  contents.forEach((content, i) => instance.HEAPU8.set(content, pointers[i]));
  const answer = instance['_simulator_' + name](...contents.flatMap((content, i) => [pointers[i], content.length]));
  pointers.forEach((pointer) => instance._free(pointer));
  return answer;
}

function said(instance) {
  const from = instance._simulator_said();
  return instance.HEAPU8.slice(from, from + instance._simulator_said_size());
}

async function get(url) {
  const response = await fetch(url, {credentials: 'same-origin', cache: 'no-store'}).catch(() => ({status: 0}));
  if (response.status !== 200) throw {status: response.status};
  return new Uint8Array(await response.arrayBuffer());
}

function test(instance) {
  let told = performance.now();
  while (instance._simulator_test_some()) {
    if (performance.now() - told < pause) continue;
    told = performance.now();
    postMessage({kind: 'tested', tested: instance._simulator_tested()});
  }
  postMessage({kind: 'idle', tested: instance._simulator_tested()});
}

const can = {
  async begin(instance, {zones: names, text}) {
    for (const name of names.filter((name) => !zones.has(name))) {
      call(instance, 'zone', name, await get('/api/v1/zones/' + name));
      zones.add(name);
    }
    if (!call(instance, 'begin', text)) throw {status: 200, why: decoder.decode(said(instance))};
    postMessage({kind: 'begun'});
  },
  async load(instance, {url}) {
    if (!call(instance, 'take', await get(url))) throw {status: 200};
    postMessage({kind: 'loaded', page: JSON.parse(decoder.decode(said(instance)))});
    test(instance);
  },
  test,
  finish(instance) {
    instance._simulator_finish();
    const bytes = said(instance);
    postMessage({kind: 'finished', bytes}, [bytes.buffer]);
  },
};

let before = Promise.resolve();
self.onmessage = ({data}) => {
  before = before.then(async () => can[data.kind](await made(), data))
    .catch(({status = -1, why = ''}) => postMessage({kind: 'failed', status, why})); // -1: this program itself
};
