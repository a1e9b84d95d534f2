// Text measured and drawn by the browser, so that it is the page's own text: any script, shaping, colour emoji.
// May not: cache; the program does.
import {bytes, read_text, words} from './heap.js';

const sans = 'system-ui, sans-serif';
const mono = 'ui-monospace, monospace';
const starts_right = /^[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufeff]/;
const context = new OffscreenCanvas(512, 64).getContext('2d', {willReadFrequently: true});
let current = '';
let drawn = null; // pixels of the last text

const weight = (style) => (style & 1 ? 600 : 400);
const family = (style) => (style & 2 ? mono : sans);

function use_font(em, style) {
  const font = `${weight(style)} ${em}px ${family(style)}`;
  if (font !== current) context.font = current = font;
}

function make_room(width, height) {
  const canvas = context.canvas;
  if (canvas.width >= width && canvas.height >= height) return;
  canvas.width = Math.max(canvas.width, width);
  canvas.height = Math.max(canvas.height, height);
  current = ''; // resizing forgets the font
}

/** Where the page puts the baseline of a line: asked of the page, because every browser rounds in its own way. */
export function baseline(em, style, line_height) {
  const ratio = devicePixelRatio;
  const line = document.createElement('div');
  const mark = document.createElement('span');
  line.className = 'probe';
  line.style.font = `${weight(style)} ${em / ratio}px/${line_height / ratio}px ${family(style)}`;
  line.append('Hg', mark);
  document.body.append(line);
  const distance = mark.getBoundingClientRect().bottom - line.getBoundingClientRect().top;
  line.remove();
  return distance * ratio;
}

export function measure_text(pointer, length, em, style) {
  use_font(em, style);
  return context.measureText(read_text(pointer, length)).width;
}

/** Writes left, top (from the pen), width and height; the pixels are fetched by take_text_pixels. */
export function draw_text(pointer, length, em, style, color, out) {
  const text = read_text(pointer, length);
  use_font(em, style);
  const box = context.measureText(text);
  const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
  const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
  const width = Math.min(4096, Math.ceil(box.actualBoundingBoxRight) + 1 - left);
  const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
  const visible = width > 2 && height > 2;
  words().set(visible ? [left, top, width, height] : [0, 0, 0, 0], out >> 2);
  drawn = null;
  if (!visible) return;
  make_room(width, height);
  use_font(em, style);
  context.clearRect(0, 0, width, height);
  context.direction = starts_right.test(text) ? 'rtl' : 'ltr';
  context.textAlign = 'left';
  context.fillStyle = `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
  context.fillText(text, -left, -top);
  drawn = context.getImageData(0, 0, width, height).data;
}

export function take_text_pixels(to) {
  bytes().set(drawn, to);
}
