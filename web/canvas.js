// The canvas: its size in device pixels, and a WebGL 2 renderer of textured triangles.
// May not: know what is drawn.
import {bytes, call, floats, words} from './heap.js';

const size = {width: 0, height: 0, ratio: 1, lost: false};
const textures = new Map();
let next_texture = 1;
let canvas, gl, linked, screen_scale, changed;
let bound, offset, row_length; // as WebGL has them: texture, first vertex, pixels of a row that is put into a texture

export const canvas_size = () => size;

/** Answers whether there is WebGL 2; `on_change` is called when everything has to be drawn again. */
export function init_canvas(element, on_change) {
  canvas = element;
  changed = on_change;
  measure(canvas.getBoundingClientRect()); // or a context of another size would be made first, and waited for
  gl = canvas.getContext('webgl2', {alpha: false, antialias: false, depth: false, stencil: false, powerPreference: 'low-power'});
  if (!gl) return false;
  create_program();
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault(); // or it would never come back
    size.lost = true;
  });
  canvas.addEventListener('webglcontextrestored', () => {
    size.lost = false;
    textures.clear();
    create_program();
    call.oasis_textures_lost();
    changed();
  });
  new ResizeObserver(resized).observe(canvas);
  watch_ratio();
  return true;
}

function watch_ratio() {
  const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  query.addEventListener('change', () => (measure(canvas.getBoundingClientRect()), watch_ratio()), {once: true});
}

function resized(entries) {
  const entry = entries[entries.length - 1];
  measure(entry.contentRect, entry.devicePixelContentBoxSize?.[0]);
}

function measure(box, exact) {
  const ratio = devicePixelRatio;
  let width = Math.round(box.width * ratio);
  let height = Math.round(box.height * ratio);
  // The exact size ends doubts about rounding, but an emulated ratio is not in it.
  if (exact && Math.abs(exact.inlineSize - width) <= 2 && Math.abs(exact.blockSize - height) <= 2) {
    width = exact.inlineSize;
    height = exact.blockSize;
  }
  if (width === size.width && height === size.height && ratio === size.ratio) return;
  Object.assign(size, {width, height, ratio});
  canvas.width = width;
  canvas.height = height;
  changed();
}

function create_program() {
  const program = gl.createProgram();
  const add = (type, source) => {
    const shader = gl.createShader(type);
    gl.shaderSource(shader, '#version 300 es\nprecision highp float;\n' + source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  };
  add(gl.VERTEX_SHADER, `
    layout(location=0) in vec2 position; layout(location=1) in vec2 at; layout(location=2) in vec4 tint;
    uniform vec2 scale; out vec2 texel; out vec4 color;
    void main() { texel = at; color = tint; gl_Position = vec4(position.x * scale.x - 1., 1. - position.y * scale.y, 0, 1); }`);
  add(gl.FRAGMENT_SHADER, `
    in vec2 texel; in vec4 color; uniform sampler2D image; out vec4 result;
    void main() { result = color * texture(image, texel); }`);
  gl.linkProgram(linked = program);
  screen_scale = null;
  gl.bindVertexArray(gl.createVertexArray());
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  for (let i = 0; i < 3; i++) gl.enableVertexAttribArray(i);
  gl.enable(gl.BLEND);
  gl.blendFuncSeparate(gl.SRC_ALPHA, gl.ONE_MINUS_SRC_ALPHA, gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  gl.enable(gl.SCISSOR_TEST);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  bound = offset = row_length = -1;
}

function bind(id) {
  if (id !== bound) gl.bindTexture(gl.TEXTURE_2D, textures.get(bound = id));
}

function use_row_length(pixels) {
  if (pixels !== row_length) gl.pixelStorei(gl.UNPACK_ROW_LENGTH, row_length = pixels);
}

// ---- called by the program

export function begin_draw(background) {
  if (!screen_scale) { // whoever asks waits until it is linked, which another process does while the program is still on its way
    gl.useProgram(linked);
    screen_scale = gl.getUniformLocation(linked, 'scale');
  }
  gl.viewport(0, 0, size.width, size.height);
  gl.scissor(0, 0, size.width, size.height);
  gl.clearColor((background & 255) / 255, ((background >> 8) & 255) / 255, ((background >> 16) & 255) / 255, 1);
  gl.clear(gl.COLOR_BUFFER_BIT);
  gl.uniform2f(screen_scale, 2 / size.width, 2 / size.height);
}

export function create_texture(width, height, pixels) {
  const id = next_texture++;
  const texture = gl.createTexture();
  textures.set(id, texture);
  bind(id);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
  for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
  use_row_length(0);
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, bytes(), pixels);
  return id;
}

export function update_texture(id, x, y, width, height, row_pixels, pixels) {
  bind(id);
  use_row_length(row_pixels);
  gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RGBA, gl.UNSIGNED_BYTE, bytes(), pixels);
}

export function delete_texture(id) {
  gl.deleteTexture(textures.get(id));
  textures.delete(id);
}

/** Vertices of 20 bytes (x, y, u, v as floats, colour), indices of 2, commands of 32 (renderer.cpp, DrawCommand). */
export function draw_list(vertices, vertex_bytes, indices, index_bytes, commands, count) {
  const heap = bytes(), numbers = words(), reals = floats();
  gl.bufferData(gl.ARRAY_BUFFER, heap.subarray(vertices, vertices + vertex_bytes), gl.STREAM_DRAW);
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, heap.subarray(indices, indices + index_bytes), gl.STREAM_DRAW);
  for (let i = 0, c = commands >> 2; i < count; i++, c += 8) {
    const first_vertex = numbers[c + 7] * 20;
    if (first_vertex !== offset) {
      offset = first_vertex;
      gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 20, offset);
      gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 20, offset + 8);
      gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, 20, offset + 16);
    }
    bind(numbers[c + 4]);
    gl.scissor(reals[c], reals[c + 1], reals[c + 2], reals[c + 3]);
    gl.drawElements(gl.TRIANGLES, numbers[c + 5], gl.UNSIGNED_SHORT, numbers[c + 6] * 2);
  }
}
