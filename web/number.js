// Real numbers from and to text, exactly: the page can, so the program need not.
// May not: know a language's way of writing numbers.
import {bytes, encode, read_text} from './heap.js';

export const read_number = (pointer, length) => Number(read_text(pointer, length));

/** Answers how many bytes it wrote; what is no number is null, as JSON has it. */
export function write_number(number, out) {
  const text = encode(Number.isFinite(number) ? String(number) : 'null');
  bytes().set(text, out);
  return text.length;
}
