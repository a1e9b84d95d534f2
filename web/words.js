// What the page says in the reader's language, and how their region writes dates and numbers.
// May not: know what is said; the program reads the texts (client/words/translated.hpp) and the lines (locale.hpp).
import {call, with_texts} from './heap.js';

const languages = {de: 'words-de.json'}; // those that there is a translation for; all else is said in English

/** What was chosen in the settings, else the first of the browser's languages that the page can be said in. */
function chosen_language() {
  let chosen = null;
  try {
    chosen = localStorage.getItem('language');
  } catch {} // no storage
  const wanted = chosen ? [chosen] : navigator.languages ?? [navigator.language];
  return wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag === 'en' || languages[tag]) ?? 'en';
}

/** The translation as text; empty for English. */
export async function fetch_words() {
  const language = chosen_language();
  if (language === 'en') return '';
  try {
    const answer = await fetch(languages[language]);
    if (!answer.ok) return '';
    document.documentElement.lang = language;
    return await answer.text();
  } catch { // no connection: in English
    return '';
  }
}

const names = {month: '{month}', day: '{day}', year: '{year}', weekday: '{weekday}', hour: '{hour}', minute: '{minute}', dayPeriod: '{dayPeriod}'};

/** The lines of read_locale() in client/words/locale.hpp; empty where English with the day first is right. */
function region_lines(region) {
  if (region === 'en-GB') return '';
  const format = (options) => new Intl.DateTimeFormat(region, {...options, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn'});
  const part = (made, at, type) => made.formatToParts(at).find((one) => one.type === type)?.value ?? '';
  const pattern = (made) => made.formatToParts(Date.UTC(2026, 2, 2, 14, 5)).map((one) => names[one.type] ?? one.value).join('');
  const short = format({weekday: 'short', day: 'numeric', month: 'short'});
  const full = format({weekday: 'long', day: 'numeric', month: 'long', year: 'numeric'});
  const month_year = format({month: 'long', year: 'numeric'});
  const clock = format({hour: 'numeric', minute: '2-digit'});
  const months = (made) => [...Array(12).keys()].map((month) => part(made, Date.UTC(2026, month, 2), 'month'));
  const weekdays = (made) => [...Array(7).keys()].map((day) => part(made, Date.UTC(2026, 2, 2 + day), 'weekday')); // from a Monday on
  const periods = [9, 15].map((hour) => part(clock, Date.UTC(2026, 2, 2, hour), 'dayPeriod'));
  const number = new Intl.NumberFormat(region, {numberingSystem: 'latn'}).formatToParts(1234567.5);
  const mark = (type) => number.find((one) => one.type === type)?.value ?? '';
  return [
    ...months(short), ...months(full), ...months(month_year), ...weekdays(short), ...weekdays(full),
    pattern(short), pattern(format({day: 'numeric', month: 'short'})), pattern(format({day: 'numeric', month: 'short', year: 'numeric'})),
    pattern(month_year), pattern(full), pattern(clock), ...periods, mark('decimal'), mark('group'),
  ].join('\n');
}

/** Hands both to the program. */
export function tell_words(texts) {
  let lines = '';
  try {
    lines = region_lines(navigator.language);
  } catch {} // a language that Intl does not know
  with_texts([lines, texts], (l, ln, t, tn) => call.oasis_words(l, ln, t, tn));
}
