// Starts the client: what the browser must be able to do, the program, and the page's modules around it.
// May not: do anything after that; a failure becomes a sentence on the page.
import * as canvas from './canvas.js';
import * as files from './files.js';
import * as frames from './frames.js';
import * as heap from './heap.js';
import * as keyboard from './keyboard.js';
import * as later from './later.js';
import * as mirror from './mirror.js';
import * as network from './network.js';
import * as number from './number.js';
import * as offline from './offline.js';
import * as page from './page.js';
import * as pictures from './pictures.js';
import * as pointer from './pointer.js';
import * as scrolling from './scrolling.js';
import * as storage from './storage.js';
import * as tabs from './tabs.js';
import * as text from './text.js';
import * as words from './words.js';
import * as workers from './workers.js';
import create_program from './program.js';

const by_id = (id) => document.getElementById(id);

function fail(sentence) {
  by_id('loading').hidden = true;
  by_id('failure').hidden = false;
  by_id('failure-reason').textContent = sentence;
}

function focus(id) {
  mirror.focus(id);
  page.focus_soon();
}

async function start() {
  if (typeof WebAssembly !== 'object') return fail('This browser has no WebAssembly. Any current Firefox, Chrome, Edge or Safari will do.');
  // What Sync asks for first, with the version of shared/codec/protocol.hpp; the style sheet needs nothing of a server.
  const asked = location.hash === '#/style' ? [] : ['bootstrap?version=1', 'zones/' + page.time_zone()].map(network.ask_early);
  const texts = words.fetch_words();
  let begun = false;
  const redraw = () => begun && frames.wake(3);
  const root = by_id('app');
  const offered = {...frames, ...canvas, ...text, ...number, ...mirror, ...page, ...offline, ...later, ...network, ...storage, ...tabs, ...workers, ...files, ...pictures, focus};
  mirror.init_mirror(by_id('mirror'));
  const coming = new Promise((made, failed) => create_program({
    page: {...offered, wake: () => begun && frames.wake(), wake_after: frames.wake_after},
    instantiateWasm: (imports, done) => later.instantiate(imports, done, failed),
    noInitialRun: true,
    onAbort: () => fail('The program stopped. Load the page again; what you typed was kept.'),
  }).then(made, failed));
  await Promise.race([asked[0] ?? coming, coming]);
  // Waits for another process, while the snapshot arrives and the program is compiled.
  if (!canvas.init_canvas(by_id('canvas'), redraw)) {
    return fail('This browser offers no WebGL 2. Switch on hardware acceleration in its settings, or use another one.');
  }
  const program = await coming;
  heap.attach_program(program);
  words.tell_words(await texts); // the program says its first sentence in the right language
  page.init_page({root, regions: [by_id('polite'), by_id('assertive')]}); // main() asks where the page is
  program._main(0, 0);
  tabs.init_tabs();
  pointer.init_pointer(root);
  keyboard.init_keyboard(root);
  scrolling.init_scrolling(root);
  files.init_files(root);
  later.when_all_is_here(() => offline.watch_updates(() => (page.tell_preferences(), frames.wake(3))));
  begun = true;
  frames.run_frame();
  frames.respond_soon();
  by_id('loading').remove();
  root.classList.add('ready');
  window.oasis = frames.counters; // for tests
}

start().catch((error) => {
  console.error(error);
  fail('The program could not be loaded. Check the connection and load the page again.');
});
