// Text measured and drawn by the browser, so that it is the page's own text: any script, shaping, colour emoji.
// May not: cache; the program does.
import {bytes, floats, read_text, words} from './heap.js';

const sans = 'system-ui, sans-serif';
const mono = 'ui-monospace, monospace';
const starts_right = /^[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufeff]/;
const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true}); // the sheet on which runs are drawn
let current = '', current_color = -1;

const weight = (style) => (style & 1 ? 600 : 400);
const family = (style) => (style & 2 ? mono : sans);

function use_font(em, style) {
  const font = `${weight(style)} ${em}px ${family(style)}`;
  if (font !== current) context.font = current = font;
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

/** Writes an Extent (client/platform/text_painter.hpp): the advance, then left, top (from the pen), width and height. */
export function measure_text(pointer, length, em, style, out) {
  use_font(em, style);
  const box = context.measureText(read_text(pointer, length));
  const left = Math.floor(-box.actualBoundingBoxLeft) - 1;
  const top = Math.floor(-box.actualBoundingBoxAscent) - 1;
  const width = Math.min(4096, Math.ceil(box.actualBoundingBoxRight) + 1 - left);
  const height = Math.ceil(box.actualBoundingBoxDescent) + 1 - top;
  const visible = width > 2 && height > 2;
  floats()[out >> 2] = box.width;
  words().set(visible ? [left, top, width, height] : [0, 0, 0, 0], (out >> 2) + 1);
}

export function take_text_sheet(side) {
  context.canvas.width = context.canvas.height = side;
  context.textAlign = 'left';
  current = ''; // resizing forgets the font
  current_color = -1;
}

export function draw_text(pointer, length, em, style, color, extent, x, y) {
  const text = read_text(pointer, length);
  const [left, top, width, height] = new Int32Array(bytes().buffer, extent + 4, 4);
  use_font(em, style);
  if (color !== current_color) context.fillStyle = `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
  current_color = color;
  context.direction = starts_right.test(text) ? 'rtl' : 'ltr';
  context.clearRect(x, y, width, height);
  context.fillText(text, x - left, y - top);
}

export function fetch_text(x, y, width, height, to) {
  bytes().set(context.getImageData(x, y, width, height).data, to);
}
