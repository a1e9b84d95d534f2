// The page around the canvas: title, badge, address, colours, clipboard, announcements, what the system prefers.
// May not: know what the program is about.
import {call, floats, read_text, with_texts, words} from './heap.js';
import {respond, wake} from './frames.js';
import {settle_focus} from './mirror.js';
import {update_waiting} from './offline.js';

let root, regions, icon;

export function init_page(elements) {
  root = elements.root;
  regions = elements.regions; // [polite, assertive]
  icon = document.querySelector('link[rel=icon]');
  watch_preferences();
  tell_location();
  addEventListener('popstate', moved);
  addEventListener('hashchange', moved);
  document.addEventListener('copy', fill_clipboard);
  addEventListener('online', () => wake());
  addEventListener('offline', () => wake());
}

// ---- what the system prefers

const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const contrast = matchMedia('(prefers-contrast: more), (forced-colors: active)');
const coarse = matchMedia('(pointer: coarse)');

function watch_preferences() {
  for (const query of [dark, still, contrast, coarse]) query.addEventListener('change', () => (tell_preferences(), wake(3)));
  tell_preferences();
}

export const time_zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function tell_preferences() {
  const flags = [dark, still, contrast, coarse].reduce((sum, query, i) => sum | (query.matches ? 1 << i : 0), (isSecureContext ? 0 : 16) | (update_waiting() ? 32 : 0));
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  with_texts([navigator.language, time_zone()], (l, ln, z, zn) => call.oasis_preferences(flags, scale, l, ln, z, zn));
}

// ---- address

function tell_location() {
  let location = window.location.hash.slice(1);
  try {
    location = decodeURIComponent(location);
  } catch {} // a stray % stands for itself
  with_texts([location], (pointer, length) => call.oasis_location(pointer, length));
}

function moved() {
  tell_location();
  respond();
}

export function go(pointer, length, replace) {
  const hash = '#' + encodeURI(read_text(pointer, length)).replaceAll('#', '%23');
  history[replace ? 'replaceState' : 'pushState'](null, '', hash);
}

export function open_link(pointer, length) {
  const url = read_text(pointer, length);
  if (/^(https?:|mailto:|\/(?!\/))/i.test(url)) open(url, '_blank', 'noopener,noreferrer');
}

export function load_page(pointer, length) {
  location.assign(read_text(pointer, length));
}

// ---- look

const css = (color) => `rgb(${color & 255} ${(color >> 8) & 255} ${(color >> 16) & 255} / ${((color >>> 24) / 255).toFixed(3)})`;

/** PageLook of client/platform/platform.hpp: six colours, a flag, three em sizes, three line heights. */
export function set_look(pointer) {
  const at = pointer >> 2, numbers = words(), reals = floats();
  const style = document.documentElement.style;
  ['background', 'field', 'text', 'placeholder', 'accent', 'selection'].forEach((name, i) => style.setProperty('--' + name, css(numbers[at + i])));
  ['small', 'body', 'title'].forEach((name, i) => {
    style.setProperty(`--${name}-em`, reals[at + 7 + i] + 'px');
    style.setProperty(`--${name}-line`, reals[at + 10 + i] + 'px');
  });
  style.colorScheme = (numbers[at + 6] & 255) !== 0 ? 'dark' : 'light';
  for (const meta of document.querySelectorAll('meta[name=theme-color]')) meta.content = css(numbers[at]);
}

export function set_title(pointer, length) {
  document.title = read_text(pointer, length);
}

export function set_badge(count) {
  if (icon) icon.href = count > 0 ? 'icon-waiting.svg' : 'icon.svg';
  if (count > 0) navigator.setAppBadge?.(count).catch(() => {});
  else navigator.clearAppBadge?.().catch(() => {});
}

// In the order of ImGuiMouseCursor; -1 hides it.
const cursors = ['default', 'text', 'move', 'ns-resize', 'ew-resize', 'nesw-resize', 'nwse-resize', 'pointer', 'wait', 'progress', 'not-allowed'];
export function set_cursor(cursor) {
  root.style.cursor = cursor < 0 ? 'none' : cursors[cursor] ?? 'default';
}

// ---- clipboard: by the page's copy event, which asks nobody for permission

let to_copy = null;

export function copy(pointer, length) {
  const text = read_text(pointer, length);
  to_copy = text.startsWith('#/') ? location.href.split('#')[0] + text : text; // a place in here, for anybody
  document.execCommand('copy');
}

function fill_clipboard(event) {
  if (to_copy === null) return;
  event.clipboardData.setData('text/plain', to_copy);
  event.preventDefault();
  to_copy = null;
}

// ---- screen readers

export function announce(pointer, length, assertive) {
  const region = regions[assertive ? 1 : 0];
  const sentence = read_text(pointer, length);
  region.textContent = region.textContent === sentence ? sentence + '\u00a0' : sentence; // the same again is still news
}

export const focus_soon = () => queueMicrotask(settle_focus);
