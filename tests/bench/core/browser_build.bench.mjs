// The help desk's year of BackTest in the browser build, run by Node, beside the same program natively: compiled for
// speed, as a module for back-tests would be, and for size, as the page is (which carries no simulator).
// May not: judge; figures are for people (docs/benchmarks.md).
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const programs = {
  native: [path.join(root, 'build/native/tests/core_program')],
  browser: [process.execPath, '--no-experimental-fetch', path.join(root, 'build/browser/backtest_under_node.cjs')],
  'for size': [process.execPath, '--no-experimental-fetch', path.join(root, 'build/browser/core_under_node.cjs')],
};

for (const tickets of ['1000', '100000']) {
  for (const [kind, [program, ...options]] of Object.entries(programs)) {
    const runs = [1, 2, 3].map(() => execFileSync(program, [...options, 'backtest', tickets], {encoding: 'utf8'}).trim());
    const milliseconds = (line) => Number(/in (\d+) ms/.exec(line)[1]);
    const best = runs.sort((a, b) => milliseconds(a) - milliseconds(b))[0];
    console.log(`BackTest, ${kind.padEnd(8)} ${best} (best of 3)`);
  }
}
