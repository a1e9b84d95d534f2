// Texts of the client that stand outside the catalogue (client/words/translated.hpp): a reader of another language would
// read them in English. May not know what is said: it goes by how a literal looks and by what is around it.
const literal = /R"(\w*)\([\s\S]*?\)\1"|"(?:[^"\\\n]|\\.)*"(?:\s*"(?:[^"\\\n]|\\.)*")*|\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'/g;

/// Two words or more, or one with a capital: a sentence, a label, a piece of one.
const looks_said = (text) =>
  /[A-Za-z]{2,}[,.:;]? [A-Za-z0-9“{’…#(]|^[ ,.:]+[a-z]{2,}|[a-z]{2,}[,:]? $|[a-z]\. /.test(text) || /^[A-Z][a-z]{2,}[a-z…:.’]*$/.test(text);

/// What is no text of a person: names of panels and scopes, keys of what is read and written, addresses, comparisons.
const is_a_name = /((Panel|Scope|ScrollArea)\s+\w+\s*\(\s*(\w+\.)?\w+,\s*$)|(#include\s*$)|([=!]=\s*$)|(case\s*$)|((\.find|request|setting|set_setting|starts_with|ends_with|open_link|load_page|shortcut|\bkey|member|value|at|count|contains)\((\w+, )?\s*$)/;

/// The same in every language: brands, languages by their own names, keys of the keyboard as the platform calls them.
const names = new Set(['Support Oasis', 'Slack', 'Teams', 'English', 'Deutsch', 'Escape', 'Delete', 'Enter']);

/// Parts of the client that say nothing to people who work with it.
const says_nothing = ['client/platform/', 'client/words/', 'client/ui/gallery', 'client/main.cpp', 'client/simulator/'];

/// `allowed`: 'path: text' → why it is said in English, or not said at all.
export function unsaid(file, allowed = {}) {
  if (!/^client\/.*\.[ch]pp$/.test(file.path) || says_nothing.some((folder) => file.path.startsWith(folder))) return [];
  const found = [];
  for (const {0: whole, index} of file.text.matchAll(literal)) {
    if (!whole.startsWith('"') || file.text[index + whole.length] === '_') continue;
    const text = whole.match(/"(?:[^"\\\n]|\\.)*"/g).map((piece) => piece.slice(1, -1)).join('');
    const before = file.text.slice(0, index);
    if (before.slice(before.lastIndexOf('\n') + 1).trimStart().startsWith('#')) continue;
    if (!looks_said(text) || names.has(text) || is_a_name.test(before.slice(-90)) || `${file.path}: ${text}` in allowed) continue;
    found.push(`${file.path}:${before.split('\n').length}: "${text}" stands outside the catalogue: "…"_tr, phrase() or count_of()`);
  }
  return found;
}
