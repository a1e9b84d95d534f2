// Requests and event streams (WHATWG HTML 9.2, read by fetch so that refusals have a status).
// May not: retry or interpret.
import {bytes, call, read_text, with_texts} from './heap.js';
import {wake} from './frames.js';

const under_way = new Map(); // id → AbortController

const early = new Map(); // what was asked for before the program ran: URL → {controller, answer}

function begin(id, controller = new AbortController()) {
  under_way.set(id, controller);
  return controller.signal;
}

const ask = (url, options) => fetch(url, {...options, credentials: 'same-origin', cache: 'no-store'});

/** Asks for what the program will ask for first, while the program itself is still on its way. Resolves once the answer has
 * begun, and its rest arrives by itself. */
export function ask_early(path) {
  const url = '/api/v1/' + path;
  const controller = new AbortController();
  const begun = ask(url, {signal: controller.signal});
  const answer = begun.then(async (response) => {
    const blob = await response.blob(); // it arrives beside the page's thread, which is busy starting the program
    const content = await blob.arrayBuffer();
    return {status: response.status, headers: response.headers, arrayBuffer: () => content};
  });
  answer.catch(() => {}); // whoever takes it hears of it
  early.set(url, {controller, answer});
  return begun.catch(() => {});
}

/** The early answer to this request, once. */
function take_early(id, method, url) {
  const asked = method === 'GET' && early.get(url);
  if (!asked) return null;
  early.delete(url);
  begin(id, asked.controller);
  return asked.answer;
}

export const online = () => navigator.onLine;

export function cancel(id) {
  under_way.get(id)?.abort();
  under_way.delete(id);
}

// A small request goes out even if the page is closed at once: what somebody has done would else wait in the outbox until
// they come back. Browsers let a page have 64 KiB of such bodies under way (Fetch, 4.5), and refuse what comes on top.
const most_kept_alive = 60_000;
let kept_alive = 0;

/** `head` is method, URL, then names and values of headers, each on a line. */
export function send(id, head, head_length, body, body_length) {
  const [method, url, ...pairs] = read_text(head, head_length).split('\n');
  const headers = {};
  for (let i = 0; i + 1 < pairs.length; i += 2) headers[pairs[i]] = pairs[i + 1];
  const content = body_length ? bytes().slice(body, body + body_length) : undefined;
  const keepalive = method === 'POST' && kept_alive + body_length <= most_kept_alive;
  const counted = keepalive ? body_length : 0;
  kept_alive += counted;
  (take_early(id, method, url) ?? ask(url, {method, headers, body: content, keepalive, signal: begin(id)}))
    .finally(() => (kept_alive -= counted))
    .then(async (response) => answered(id, response.status, new Uint8Array(await response.arrayBuffer()), response.headers))
    .catch(() => answered(id, 0, new Uint8Array(), []));
}

function answered(id, status, body, headers) {
  if (!under_way.delete(id)) return; // cancelled meanwhile
  const lines = [...headers].map(([name, value]) => `${name}\n${value}\n`).join('');
  const room = call.oasis_body(body.length);
  bytes().set(body, room);
  with_texts([lines], (h, hn) => call.oasis_answered(id, status, h, hn));
  wake();
}

// ---- streams

export function open_stream(id, url, url_length, last_id, last_id_length) {
  const headers = {Accept: 'text/event-stream'};
  if (last_id_length) headers['Last-Event-ID'] = read_text(last_id, last_id_length);
  read_stream(id, read_text(url, url_length), headers).then((status) => {
    if (!under_way.delete(id)) return;
    call.oasis_stream_closed(id, status);
    wake();
  });
}

async function read_stream(id, url, headers) {
  try {
    const response = await ask(url, {headers, signal: begin(id)});
    if (response.status !== 200) return response.status;
    call.oasis_stream_opened(id);
    wake();
    const events = event_reader((event) => deliver(id, event));
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const {done, value} = await reader.read();
      if (done) return 200;
      if (!under_way.has(id)) return 0;
      call.oasis_stream_alive(id);
      events(value);
    }
  } catch {
    return 0;
  }
}

function deliver(id, event) {
  if (!under_way.has(id)) return;
  with_texts([event.id, event.name, event.data], (i, il, n, nl, d, dl) => call.oasis_stream_event(id, i, il, n, nl, d, dl));
  wake();
}

/** A function that takes pieces of a stream and calls `emit({id, name, data})` for each whole event. */
export function event_reader(emit) {
  let rest = '', data = [], name = '', id = '';
  const line = (text) => {
    if (text === '') {
      if (data.length) emit({id, name: name || 'message', data: data.join('\n')});
      data = [];
      name = '';
      return;
    }
    const colon = text.indexOf(':');
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') data.push(value);
    if (field === 'event') name = value;
    if (field === 'id' && !value.includes('\0')) id = value;
  };
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?=[^])/); // a final \r may be half of \r\n
    rest = lines.pop();
    lines.forEach(line);
  };
}
