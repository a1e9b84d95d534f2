// Files that a person drops on the page, pastes or picks: posted as they are to the address that the program named, for
// the place that it named then; the program hears how far each is, and the answer.
// May not: read a file.
import {call, read_text, with_texts} from './heap.js';
import {respond, respond_soon} from './frames.js';

let accepted = {url: '', place: ''}; // no address: nothing is taken
let last_number = 0;
const under_way = new Map(); // number → XMLHttpRequest: fetch says nothing of what has left

export function init_files(root) {
  const has_files = (event) => accepted.url && event.dataTransfer?.types.includes('Files');
  root.addEventListener('dragover', (event) => has_files(event) && event.preventDefault());
  root.addEventListener('drop', (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    send(event.dataTransfer.files, accepted);
  });
  document.addEventListener('paste', (event) => {
    if (!accepted.url || !event.clipboardData?.files.length) return;
    event.preventDefault();
    send(event.clipboardData.files, accepted);
  });
}

export function accept_files(url, url_length, place, place_length) {
  accepted = {url: read_text(url, url_length), place: read_text(place, place_length)};
}

export function pick_files() {
  const picker = document.createElement('input');
  const chosen_for = accepted; // whatever is open when the dialog closes
  picker.type = 'file';
  picker.multiple = true;
  picker.addEventListener('change', () => send(picker.files, chosen_for));
  picker.click();
}

export function stop_upload(number) {
  under_way.get(number)?.abort();
  under_way.delete(number);
}

function send(files, to) {
  for (const file of files) post(file, to);
}

function post(file, {url, place}) {
  const number = ++last_number;
  const request = new XMLHttpRequest();
  let told = -1;
  const tell = (status, percent, body) => with_texts([place, file.name, body], (...texts) => call.oasis_uploaded(number, status, percent, ...texts));
  const progress = (percent) => percent > told && (tell(-1, (told = percent), ''), respond_soon());
  const done = (status, body) => under_way.delete(number) && (tell(status, 100, body), respond());
  under_way.set(number, request);
  request.upload.addEventListener('progress', ({loaded, total}) => progress(Math.floor(loaded / Math.max(1, total) * 100)));
  request.addEventListener('load', () => done(request.status, request.responseText));
  request.addEventListener('error', () => done(0, '')); // no connection
  request.open('POST', `${url}?name=${encodeURIComponent(file.name)}`);
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  request.send(file);
  progress(0);
}
