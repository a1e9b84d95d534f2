// Starts the real binary for a browser test, and ends it. May not: know what is tested.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const binary = resolve(process.env.OASIS_BINARY ?? 'build/native/support-oasis');

export function temporaryFolder() {
  return mkdtempSync(join(tmpdir(), 'oasis-'));
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs a command of the binary to its end; {code, stdout, stderr}. */
export function run(args, input = '') {
  const done = spawnSync(binary, args, { input, encoding: 'utf8', timeout: 60_000 });
  return { code: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** A running server: `url`, `output` so far, and the means to end it. */
export class Server {
  /** `args` after "serve"; a port is chosen unless one is given. */
  static async start(folder, args = [], { port = 0, command = 'serve' } = {}) {
    const server = new Server();
    server.folder = folder;
    server.args = args;
    server.command = command;
    await server.launch(port);
    return server;
  }

  async launch(port) {
    this.output = '';
    this.child = spawn(binary, [this.command, '--data', this.folder, '--port', String(port), ...this.args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.exited = new Promise((done) => this.child.once('exit', (code, signal) => done({ code, signal })));
    const heard = (bytes) => (this.output += bytes);
    this.child.stdout.on('data', heard);
    this.child.stderr.on('data', heard);
    this.url = await this.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    this.port = Number(new URL(this.url).port);
  }

  /** The first match of `pattern` in what the server printed. */
  async waitFor(pattern, limit = 30_000) {
    const end = Date.now() + limit;
    for (;;) {
      const found = this.output.match(pattern);
      if (found) return found[1] ?? found[0];
      if (this.child.exitCode !== null || Date.now() > end) {
        throw new Error(`the server did not print ${pattern}; it printed:\n${this.output}`);
      }
      await new Promise((later) => setTimeout(later, 20));
    }
  }

  async kill() {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill('SIGTERM');
    await this.exited;
  }

  /** The same server again, at the same address, over the same data. */
  async restart() {
    await this.launch(this.port);
  }
}
