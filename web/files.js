// Files that a person drops on the page, pastes or picks: posted as they are to the address that the program named;
// the program hears of each twice, when it begins and when it is answered.
// May not: read a file.
import {call, read_text, with_texts} from './heap.js';
import {respond} from './frames.js';

let url = ''; // empty: nothing is taken

export function init_files(root) {
  const has_files = (event) => url && event.dataTransfer?.types.includes('Files');
  root.addEventListener('dragover', (event) => has_files(event) && event.preventDefault());
  root.addEventListener('drop', (event) => {
    if (!has_files(event)) return;
    event.preventDefault();
    send(event.dataTransfer.files);
  });
  document.addEventListener('paste', (event) => {
    if (!url || !event.clipboardData?.files.length) return;
    event.preventDefault();
    send(event.clipboardData.files);
  });
}

export function accept_files(pointer, length) {
  url = read_text(pointer, length);
}

export function pick_files() {
  const picker = document.createElement('input');
  picker.type = 'file';
  picker.multiple = true;
  picker.addEventListener('change', () => send(picker.files));
  picker.click();
}

const tell = (name, status, body) => {
  with_texts([name, body], (n, nl, b, bl) => call.oasis_uploaded(n, nl, status, b, bl));
  respond();
};

function send(files) {
  for (const file of files) post(file, url);
}

async function post(file, to) {
  tell(file.name, -1, '');
  let status = 0, body = '';
  try {
    const answer = await fetch(`${to}?name=${encodeURIComponent(file.name)}`, {method: 'POST', body: file, headers: {'Content-Type': 'application/octet-stream'}});
    body = await answer.text();
    status = answer.status;
  } catch {} // no connection: status 0 says so
  tell(file.name, status, body);
}
