// The program's memory: strings in and out, and views that survive its growth.
// May not: know what is in it.
let program; // the instance that Emscripten's factory made

export function attach_program(instance) {
  program = instance;
}

/** The program's exported functions, without Emscripten's underscore. */
export const call = new Proxy({}, {get: (_, name) => program['_' + name]});

/** Views are made anew each time: the memory moves when it grows. */
export const bytes = () => program.HEAPU8;
export const words = () => new Uint32Array(program.HEAPU8.buffer);
export const floats = () => new Float32Array(program.HEAPU8.buffer);

const decoder = new TextDecoder();
const encoder = new TextEncoder();
export const encode = (text) => encoder.encode(text);

export function read_text(pointer, length) {
  return decoder.decode(program.HEAPU8.subarray(pointer, pointer + length));
}

/** Calls `use(pointer, length, pointer, length, …)` with copies of texts or byte arrays that last for the call. */
export function with_texts(texts, use) {
  const contents = texts.map((text) => (typeof text === 'string' ? encoder.encode(text) : text));
  const pointers = contents.map((content) => program._malloc(content.length || 1));
  contents.forEach((content, i) => program.HEAPU8.set(content, pointers[i]));
  try {
    return use(...contents.flatMap((content, i) => [pointers[i], content.length]));
  } finally {
    pointers.forEach((pointer) => program._free(pointer));
  }
}
