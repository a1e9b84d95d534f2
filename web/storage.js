// Keys and values in IndexedDB, one operation after the other; small settings in localStorage.
// May not: know what is stored. Without storage (private window, full disk) reads are empty and writes say no; these are
// tried again, and the browser asks before it closes the page meanwhile.
import {bytes, call, encode, read_text, with_texts} from './heap.js';
import {wake} from './frames.js';

const name = 'support-oasis', store = 'entries';
let database = null; // a promise, made at the first use
let queue = Promise.resolve();

const promised = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function open_database() {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store);
  return promised(request);
}

/** Runs `work(objectStore)` after everything asked for before; then tells the program. Promises whether it went well. */
function operation(id, mode, work) {
  const done = queue.then(async () => {
    let ok = true;
    try {
      database ??= open_database();
      database.catch(() => (database = null)); // there may be room for it later
      const transaction = (await database).transaction(store, mode);
      await work(transaction.objectStore(store));
      if (mode === 'readwrite') {
        await new Promise((resolve, reject) => {
          transaction.oncomplete = resolve;
          transaction.onabort = transaction.onerror = () => reject(transaction.error);
        });
      }
    } catch {
      ok = false;
    }
    call.oasis_storage_done(id, ok ? 1 : 0);
    wake();
    return ok;
  });
  queue = done;
  return done;
}

// ---- what found no room

const unkept = new Map(); // key → content
const pause = 5_000;
let full = false, retry = 0;

function keep(id, key, content) {
  operation(id, 'readwrite', (entries) => void entries.put(content, key)).then((ok) => {
    if (ok) unkept.delete(key);
    else unkept.set(key, content);
    tell_whether_full();
  });
}

function tell_whether_full() {
  if (full !== unkept.size > 0) {
    full = !full;
    call.oasis_storage_full(full ? 1 : 0);
    wake();
  }
  if (full) retry ||= setTimeout(try_again, pause);
}

function try_again() {
  retry = 0;
  for (const [key, content] of unkept) keep(0, key, content);
}

addEventListener('beforeunload', (event) => unkept.size > 0 && event.preventDefault());

// ---- entries

function found(id, key, value) {
  with_texts([key, value], (k, kn, v, vn) => call.oasis_stored(id, k, kn, v, vn));
}

export function storage_get(id, key, key_length) {
  const wanted = read_text(key, key_length);
  operation(id, 'readonly', async (entries) => {
    const value = await promised(entries.get(wanted));
    if (value !== undefined) found(id, wanted, value);
  });
}

export function storage_put(id, key, key_length, value, value_length) {
  const wanted = read_text(key, key_length);
  const content = bytes().slice(value, value + value_length);
  keep(id, wanted, content);
}

export function storage_remove(id, key, key_length) {
  const wanted = read_text(key, key_length);
  operation(id, 'readwrite', (entries) => void entries.delete(wanted)).then(() => unkept.delete(wanted) && tell_whether_full());
}

export function storage_list(id, prefix, prefix_length) {
  const wanted = read_text(prefix, prefix_length);
  operation(id, 'readonly', async (entries) => {
    const range = IDBKeyRange.bound(wanted, wanted + '\uffff');
    const [keys, values] = await Promise.all([promised(entries.getAllKeys(range)), promised(entries.getAll(range))]);
    keys.forEach((key, i) => found(id, key, values[i]));
  });
}

// ---- settings

let setting = encode('');

export function setting_size(key, key_length) {
  try {
    setting = encode(localStorage.getItem(read_text(key, key_length)) ?? '');
  } catch {
    setting = encode('');
  }
  return setting.length;
}

export function take_setting(to) {
  bytes().set(setting, to);
}

export function set_setting(key, key_length, value, value_length) {
  try {
    localStorage.setItem(read_text(key, key_length), read_text(value, value_length));
  } catch {} // full or forbidden: it lasts as long as the page
}
