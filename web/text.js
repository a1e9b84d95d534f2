// Text measured and drawn by the browser, so that it is the page's own text: any script, shaping, colour emoji.
// May not: cache; the program does.
import {bytes, floats, read_text, words} from './heap.js';

const sans = 'system-ui, sans-serif';
const mono = 'ui-monospace, monospace';
const starts_right = /^[^A-Za-z\u00c0-\u058f]*[\u0590-\u08ff\ufb1d-\ufeff]/;
const context = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true}); // the sheet on which runs are drawn
const rulers = new Map(); // one for each font: to change it takes as long as to measure
let waiting = []; // texts of this frame that are not drawn yet
let current = '', current_color = -1;

const weight = (style) => (style & 1 ? 600 : 400);
const family = (style) => (style & 2 ? mono : sans);

const font_of = (em, style) => `${weight(style)} ${em}px ${family(style)}`;

function ruler_of(em, style) {
  const key = em * 4 + style;
  let ruler = rulers.get(key);
  if (!ruler) {
    ruler = new OffscreenCanvas(1, 1).getContext('2d');
    ruler.font = font_of(em, style);
    ruler.textAlign = 'left';
    rulers.set(key, ruler);
  }
  return ruler;
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
  const box = ruler_of(em, style).measureText(read_text(pointer, length));
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
  waiting = [];
  current = ''; // resizing forgets the font
  current_color = -1;
}

export function draw_text(pointer, length, em, style, color, extent, x, y) {
  const [left, top, width, height] = new Int32Array(bytes().buffer, extent + 4, 4);
  waiting.push({text: read_text(pointer, length), font: font_of(em, style), color, left, top, width, height, x, y});
}

/** Those of one font after each other, the font in use first. */
function draw_waiting() {
  while (waiting.length > 0) {
    if (!waiting.some(({font}) => font === current)) context.font = current = waiting[0].font;
    const others = waiting.filter(({font}) => font !== current);
    waiting.forEach((run) => run.font === current && draw_run(run));
    waiting = others;
  }
}

function draw_run({text, color, left, top, width, height, x, y}) {
  if (color !== current_color) context.fillStyle = `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255})`;
  current_color = color;
  context.direction = starts_right.test(text) ? 'rtl' : 'ltr';
  context.clearRect(x, y, width, height);
  context.fillText(text, x - left, y - top);
}

export function fetch_text(x, y, width, height, to) {
  draw_waiting();
  bytes().set(context.getImageData(x, y, width, height).data, to);
}
