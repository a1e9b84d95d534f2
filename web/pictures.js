// Pictures of this site: small ones as pixels for the canvas, a whole one in a dialog of the page's own, where the browser
// zooms, copies and saves it. May not: show what the server does not call a picture.
import {call, read_text, with_texts} from './heap.js';
import {respond_soon} from './frames.js';

let before = Promise.resolve(); // one at a time: a ticket may have a hundred of them

export function load_picture(id, pointer, length, width, height) {
  const url = read_text(pointer, length);
  before = before.then(() => load(id, url, width, height));
}

async function load(id, url, width, height) {
  let pixels = new Uint8Array(0), w = 0, h = 0;
  try {
    const answer = await fetch(url);
    const type = answer.headers.get('Content-Type') ?? '';
    if (!answer.ok || !/^image\/(png|jpeg|gif|webp)$/.test(type)) throw new Error('no picture');
    const whole = await createImageBitmap(await answer.blob());
    const scale = Math.min(1, width / whole.width, height / whole.height);
    w = Math.max(1, Math.round(whole.width * scale));
    h = Math.max(1, Math.round(whole.height * scale));
    const context = new OffscreenCanvas(w, h).getContext('2d', {willReadFrequently: true});
    context.imageSmoothingQuality = 'high';
    context.drawImage(whole, 0, 0, w, h);
    whole.close();
    pixels = new Uint8Array(context.getImageData(0, 0, w, h).data.buffer);
  } catch {
    w = h = 0; // no connection, or no picture: the program says so
  }
  with_texts([pixels], (from) => call.oasis_picture(id, w, h, from));
  respond_soon();
}

const make = (tag, properties, ...content) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...content);
  return element;
};

export function show_picture(...texts) {
  const [url, name, download] = [0, 2, 4].map((i) => read_text(texts[i], texts[i + 1]));
  const close = make('button', {type: 'button', textContent: 'Close', autofocus: true});
  const image = make('img', {src: url, alt: name});
  const view = make('dialog', {className: 'picture'},
    make('header', {}, make('h2', {textContent: name}), make('a', {href: download, download: name, textContent: 'Download'}), close), image);
  view.setAttribute('aria-label', name);
  image.addEventListener('error', () => image.replaceWith(make('p', {textContent: 'This picture cannot be shown. Download the file to open it.'})));
  view.addEventListener('keydown', (event) => event.stopPropagation()); // not the desk's
  view.addEventListener('click', ({target}) => (target === view || target === close) && view.close());
  view.addEventListener('close', () => view.remove());
  document.body.append(view);
  view.showModal();
}
