// Workers beside the page, made when they are first told something.
// May not: know what they compute.
import {call, read_text, with_texts} from './heap.js';
import {wake_after} from './frames.js';

const most = 4;
const pause = 150; // ms until what was said is shown: several workers speak often, and a frame takes time from them
const workers = new Map(); // number → Worker
let broken = typeof Worker !== 'function'; // none here, or its script cannot be had

export const worker_count = () => (broken ? 0 : Math.max(1, Math.min(navigator.hardwareConcurrency || 2, most)));

function said(which, {bytes = '', ...message}) {
  with_texts([JSON.stringify(message), bytes], (...texts) => call.oasis_worker_said(which, ...texts));
  wake_after(pause);
}

function make(which) {
  const worker = new Worker('simulator.js', {type: 'module'});
  worker.onmessage = ({data}) => said(which, data);
  worker.onerror = () => {
    broken = true;
    said(which, {kind: 'failed', status: -1});
  };
  workers.set(which, worker);
  return worker;
}

export function tell_worker(which, message, length) {
  (workers.get(which) ?? make(which)).postMessage(JSON.parse(read_text(message, length)));
}

export function stop_workers() {
  for (const worker of workers.values()) worker.terminate();
  workers.clear();
}
