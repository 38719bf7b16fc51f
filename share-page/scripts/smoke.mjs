/** Runs the tests in browsers, and those files once more that fail, as `mvn verify` does: a busy machine can be at fault. */

import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { run } from 'node:test';
import { tap } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../test/browser/', import.meta.url));

/** Runs these files, and gives those with a test that failed. */
async function failing(files) {
  const failed = new Set();
  const tests = run({ files, concurrency: true });
  tests.on('test:fail', ({ file }) => failed.add(file));
  const report = tests.compose(tap);
  report.pipe(process.stdout, { end: false });
  await once(report, 'end');
  return [...failed];
}

const all = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
let failed = await failing(all.map((name) => folder + name));
if (failed.length > 0) {
  console.log(`# Failed, and run again: ${failed.join(' ')}`);
  failed = await failing(failed);
}
process.exitCode = failed.length > 0 ? 1 : 0;
