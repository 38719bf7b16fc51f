/**
 * Measures the page against a real session: how soon a link shows its screen, and how smoothly the page runs while `cat`
 * pours. Prints medians, as rows of a table. `npm run bench`, after the project was built; a word behind it chooses rows by
 * their names. JSHARE: another launcher.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { fileURLToPath, URL } from 'node:url';
import { startBrowser } from '../test/browser/browser.mjs';
import { firstPaint, pour } from './measure.mjs';

const LAUNCHER = process.env.JSHARE ?? fileURLToPath(new URL('../../target/jshare', import.meta.url));
const JOINS = 15;
const FLOODS = 3;
const SIZE = '120x36';

/** A session that starts with a full screen of colours, and a file to pour. */
async function startHost(home) {
  const line = (i) => `\x1b[3${i % 8}m${String(i).padStart(8)}\x1b[0m the quick brown fox jumps over the lazy dog\n`;
  writeFileSync(join(home, 'screen'), Array.from({ length: 36 }, (_, i) => line(i)).join(''));
  writeFileSync(join(home, 'flood'), Array.from({ length: 200_000 }, (_, i) => line(i)).join(''));
  const shell = ['bash', '--norc', '--noprofile'];
  const options = ['--headless', '--json', '--type', '--free-typing', '--size', SIZE, '--listen', '127.0.0.1:0'];
  const host = spawn(LAUNCHER, [...options, '--', ...shell], {
    cwd: home,
    // Ctrl-C throws away what is on its way, perhaps half a control sequence: the prompt ends that.
    env: { ...process.env, HOME: home, XDG_RUNTIME_DIR: home, PS1: '\\[\\033[m\\]$ ' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [first] = await once(createInterface({ input: host.stdout }), 'line');
  const link = JSON.parse(first).links.find(({ role }) => role === 'type').url;
  return { host, link };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function row(name, measured) {
  const middle = Object.keys(measured[0]).map((key) => [key, median(measured.map((each) => each[key]))]);
  const words = middle.map(([key, value]) => `${key} ${Number.isInteger(value) ? value : value.toFixed(1)}`);
  process.stdout.write(`${name.padEnd(22)} ${words.join(' · ')}\n`);
}

/** What is measured, how many times, by the names of the rows. */
const ROWS = {
  'first paint, dom': [JOINS, (...at) => firstPaint(...at, 'dom')],
  'first paint, webgl': [JOINS, (...at) => firstPaint(...at, 'webgl')],
  'cat, dom': [FLOODS, (...at) => pour(...at, { renderer: 'dom' })],
  'cat, webgl': [FLOODS, (...at) => pour(...at, { renderer: 'webgl' })],
  'cat, wrapped': [FLOODS, (...at) => pour(...at, { renderer: 'dom', wrap: true })],
};

async function measure(browser, link) {
  const [load = 0] = loadavg();
  process.stdout.write(`${browser.version()} · ${cpus().length} processors · load ${load.toFixed(1)}\n`);
  for (const [name, [times, run]] of Object.entries(ROWS)) {
    if (!name.includes(process.argv[2] ?? '')) continue;
    const measured = [];
    for (let i = 0; i < times; i++) measured.push(await run(browser, link));
    row(name, measured);
  }
}

const home = mkdtempSync(join(tmpdir(), 'jshare-bench-'));
const { host, link } = await startHost(home);
const browser = await startBrowser('--enable-unsafe-swiftshader');
try {
  await measure(browser, link);
} finally {
  await browser.close();
  host.kill();
  await once(host, 'exit');
  rmSync(home, { recursive: true });
}
