#!/usr/bin/env python3
"""Packs the built page into the server binary: hashed names, precompressed, embedded with .incbin.

Writes OUT/embedded_assets.cpp and the blobs that it includes. Every file gets the hash of its content into its
name, and the names in text files that refer to it are rewritten, so that browsers may keep it for ever. Three
names stay as they are, because browsers ask for them by name. May not: fetch anything, change its inputs.
"""
import argparse
import gzip
import hashlib
import pathlib
import re
import subprocess
import sys

TYPES = {
    ".css": "text/css; charset=utf-8", ".html": "text/html; charset=utf-8", ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json", ".woff2": "font/woff2",
}
TEXT = {".css", ".html", ".js", ".json", ".mjs", ".svg", ".txt", ".webmanifest"}  # may name other files
PACKED_ALREADY = {".png", ".woff2"}
KEEP_NAME = {"index.html", "sw.js", "favicon.ico"}
LATER = {"sw.js", "later.wasm", "simulator.js", "simulator.wasm"}  # no part of a first visit


def fail(sentence):
    sys.exit("pack_assets: " + sentence)


def read_inputs(folders):
    files = {}
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            if path.suffix not in TYPES:
                fail(f"{path}: no type is known for '{path.suffix}'; add it to TYPES.")
            if any(path.name == known.name for known in files.values()):
                fail(f"{path}: a second file of this name; references could not be told apart.")
            files[path.relative_to(folder).as_posix()] = path
    return files


def references(text, names):
    """The names of `names` that occur in the text as whole file names."""
    return [n for n in names if re.search(rf"(?<![\w.-]){re.escape(n)}(?![\w-]|\.\w)", text)]


def hash_names(files):
    """{relative path: (new relative path, content)}; files without references first."""
    done, waiting = {}, dict(files)
    new_name = {}  # base name -> hashed base name
    while waiting:
        ready = []
        for relative, path in waiting.items():
            content = path.read_bytes()
            if path.suffix in TEXT:
                text = content.decode("utf-8")
                others = [p.name for r, p in files.items() if r != relative and p.name not in KEEP_NAME]
                used = references(text, others)
                if any(name not in new_name for name in used):
                    continue
                for name in used:
                    text = re.sub(rf"(?<![\w.-]){re.escape(name)}(?![\w-]|\.\w)", lambda _: new_name[name], text)
                content = text.encode("utf-8")
            ready.append((relative, path, content))
        if not ready:
            fail("these files refer to each other in a circle: " + ", ".join(sorted(waiting)))
        for relative, path, content in ready:
            name = path.name
            if name not in KEEP_NAME:
                name = f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}"
                new_name[path.name] = name
            done[relative] = (str(pathlib.PurePosixPath(relative).with_name(name)), content)
            del waiting[relative]
    return done


def compressed(content, blobs, digest):
    """Paths of the brotli and gzip forms, made once per content."""
    raw, br, gz = (blobs / f"{digest}.{kind}" for kind in ("raw", "br", "gz"))
    if not raw.exists():
        raw.write_bytes(content)
    if not br.exists():
        try:
            subprocess.run(["brotli", "-q", "11", "-w", "24", "-f", "-o", br, raw], check=True)
        except FileNotFoundError:
            fail("the program 'brotli' is missing: run scripts/setup.")
    if not gz.exists():
        gz.write_bytes(gzip.compress(content, 9, mtime=0))
    return br, gz


def pack(files, out):
    blobs = out / "blobs"
    blobs.mkdir(parents=True, exist_ok=True)
    assembly, rows, first_visit = [], [], 0
    for number, (relative, (served, content)) in enumerate(sorted(files.items())):
        suffix = pathlib.PurePosixPath(relative).suffix
        digest = hashlib.sha256(content).hexdigest()[:24]
        forms = {"raw": blobs / f"{digest}.raw"}
        forms["raw"].write_bytes(content)
        if suffix not in PACKED_ALREADY and content:
            forms["br"], forms["gz"] = compressed(content, blobs, digest)
        for kind, path in forms.items():
            symbol = f"oasis_asset_{number}_{kind}"
            assembly.append(f'    ".balign 16\\n{symbol}: .incbin \\"{path.as_posix()}\\"\\n{symbol}_end: .byte 0\\n"')
        name = pathlib.PurePosixPath(relative).name
        views = [f"view(oasis_asset_{number}_{k}, oasis_asset_{number}_{k}_end)" if k in forms else "{}"
                 for k in ("raw", "br", "gz")]
        rows.append(f'    Asset{{"{name}", "/{served}", "{TYPES[suffix]}", "{digest}", '
                    f'{"false" if name in KEEP_NAME else "true"}, {", ".join(views)}}},')
        forms_size = forms.get("br", forms["raw"]).stat().st_size
        if suffix in {".html", ".js", ".mjs", ".css", ".wasm"} and name not in LATER:
            first_visit += forms_size
        print(f"  {forms_size:>9,} bytes  /{served}")
    print(f"  {first_visit:>9,} bytes  first visit (brotli)")
    symbols = [f"oasis_asset_{n}_{k}" for n, (_, (_, c)) in enumerate(sorted(files.items()))
               for k in ("raw", "br", "gz") if any(f"oasis_asset_{n}_{k}:" in line for line in assembly)]
    externs = "\n".join(f"extern const char {s}[], {s}_end[];" for s in symbols)
    return (
        "// Made by pack_assets.py from the built page. Not to be edited.\n"
        '#include "server/http/embedded_assets.hpp"\n\n#include <array>\n\n'
        'extern "C" {\n' + externs + "\n}\n"
        '__asm__(\n    ".section .rodata\\n"\n' + "\n".join(assembly) + '\n    ".previous\\n");\n\n'
        "namespace oasis::http {\nnamespace {\n"
        "std::string_view view(const char* from, const char* to) { return {from, static_cast<std::size_t>(to - from)}; }\n"
        "}  // namespace\n\n"
        "std::span<const Asset> embedded_assets() {\n"
        f"  static const std::array<Asset, {len(rows)}> all{{\n" + "\n".join(rows) + "\n  };\n  return all;\n}\n\n"
        "}  // namespace oasis::http\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("folders", type=pathlib.Path, nargs="+", help="folders to pack; missing ones are skipped")
    arguments = parser.parse_args()
    files = hash_names(read_inputs([f for f in arguments.folders if f.is_dir()]))
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "embedded_assets.cpp").write_text(pack(files, arguments.out))


main()
