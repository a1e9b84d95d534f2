// Several tabs of one browser: a lock says who leads, a channel lets them talk.
// May not: know what about.
import {call, read_text, with_texts} from './heap.js';
import {wake} from './frames.js';

const channel = 'BroadcastChannel' in self ? new BroadcastChannel('support-oasis') : null;

export function init_tabs() {
  channel?.addEventListener('message', ({data}) => {
    with_texts([String(data)], (pointer, length) => call.oasis_heard(pointer, length));
    wake();
  });
}

export function tell(pointer, length) {
  channel?.postMessage(read_text(pointer, length));
}

/** Without locks (an address without TLS on a local network) every tab leads: more requests, nothing wrong. */
export function lead(id, name, name_length) {
  const leads = () => (call.oasis_leads(id), wake());
  if (!navigator.locks) return void queueMicrotask(leads);
  navigator.locks.request('support-oasis ' + read_text(name, name_length), () => {
    leads();
    return new Promise(() => {}); // held until the tab closes
  });
}
