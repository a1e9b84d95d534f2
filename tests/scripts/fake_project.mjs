// A throw-away project folder for the tests of scripts/: the real scripts, and stand-ins for the programs that would
// install, download or build. May not touch the network or anything outside its temporary folder.
import {spawnSync} from 'node:child_process';
import {chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export class FakeProject {
  constructor(t) {
    this.folder = mkdtempSync(path.join(os.tmpdir(), 'oasis-scripts-'));
    t.after(() => rmSync(this.folder, {recursive: true, force: true}));
    cpSync(path.join(root, 'scripts'), this.path('scripts'), {recursive: true});
    for (const name of ['package.json', 'package-lock.json']) {
      mkdirSync(this.path('tests'), {recursive: true});
      cpSync(path.join(root, 'tests', name), this.path('tests', name));
    }
    this.write('calls', '');
  }

  path(...names) { return path.join(this.folder, ...names); }
  read(name) { return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : ''; }

  write(name, text) {
    mkdirSync(path.dirname(this.path(name)), {recursive: true});
    writeFileSync(this.path(name), text);
  }

  /// A shell program in place of another: of the machine (name without a folder) or of the project.
  program(name, body) {
    const file = name.includes('/') ? name : `bin/${name}`;
    this.write(file, `#!/bin/bash\n${body}\n`);
    chmodSync(this.path(file), 0o755);
  }

  /// A program of tests: the first of the processes that share them has them all.
  tests(name, body) { this.program(name, `[ "\${GTEST_SHARD_INDEX:-0}" = 0 ] || exit 0\n${body}`); }

  /// A stand-in that notes how it was called in the file `calls` and ends with `code`.
  noted(name, code = 0, output = '') {
    this.program(name, `echo "${path.basename(name)} $*" >>'${this.path('calls')}'; printf '%s\\n' '${output}'; exit ${code}`);
  }

  /// All Debian packages but `missing` count as installed. The real machine knows the version of the one from which a
  /// part is copied.
  packages_missing(...missing) {
    this.program('dpkg-query', `case "$*" in *'{Version}'*) exec /usr/bin/dpkg-query "$@" ;; esac
for name; do case " ${missing.join(' ')} " in *" $name "*) ;; *) echo "installed $name" ;; esac; done`);
  }

  /// The parts of the real project, as links: complete.
  with_parts() {
    for (const part of ['imgui', 'httplib', 'sqlite', 'afinn', 'json']) {
      mkdirSync(this.path('.parts'), {recursive: true});
      symlinkSync(path.join(root, '.parts', part), this.path('.parts', part));
    }
    symlinkSync(path.join(root, 'tests/node_modules'), this.path('tests/node_modules'));
  }

  /// In place of a linked part, a folder that says it is of this version.
  replace_part(part, version) {
    rmSync(this.path('.parts', part));
    this.write(`.parts/${part}/.version`, version);
  }

  /// Runs a script of the project without a terminal; {code, out, err, all}.
  run(script, ...options) {
    const done = spawnSync(this.path(script), options, {
      cwd: this.folder, encoding: 'utf8', timeout: 60_000,
      env: {PATH: `${this.path('bin')}:${process.env.PATH}`, HOME: this.folder, ...this.environment},
    });
    return {code: done.status, out: done.stdout, err: done.stderr, all: done.stdout + done.stderr};
  }
}
