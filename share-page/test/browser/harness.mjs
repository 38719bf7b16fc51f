/** The built page in a real browser, under its content security policy, against a stand-in for the server. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { keepNotices, startBrowser } from './browser.mjs';
import { Host } from './host.mjs';

const PICTURES = process.env.PICTURES;

/** What a test works with; fresh for each, but for the browser. */
export let host;
export let context;
export let page;

let browser;
let faults;
let elsewhere;

before(async () => {
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
});

beforeEach(async () => {
  host = new Host();
  await host.listen('/proxy');
  await open();
});

afterEach(async () => {
  await context.close();
  host.close();
  assert.deepEqual(faults, []);
  assert.deepEqual(elsewhere, []);
});

export async function open(options = {}) {
  faults = [];
  elsewhere = [];
  await context?.close();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(keepNotices);
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (line) => {
    const text = line.text();
    // A refused socket is logged by the browser itself.
    if (line.type() === 'error' && !/WebSocket connection|Failed to load resource/.test(text)) faults.push(text);
    if (/Content Security Policy/i.test(text)) faults.push(text);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(host.origin)) elsewhere.push(request.url());
  });
}

/** Opens the link, lets the page in and shows it a screen. */
export async function join({ query = '', screen = '', cols = 80, rows = 24, offset = 0, ...welcome } = {}) {
  const joined = host.joined();
  await page.goto(host.link.replace('#', `${query}#`));
  const viewer = await joined;
  viewer.welcome({ cols, rows, offset, ...welcome });
  viewer.snapshot(offset, cols, rows, screen);
  await viewer.until(() => viewer.acked === offset, 'the snapshot is drawn');
  return viewer;
}

export const screen = () => page.evaluate(() => window.jshare.screen());
export const state = () => page.evaluate(() => window.jshare.state());
export const lines = async () => (await screen()).lines.map((line) => line.text);
export const phase = (kind) => page.waitForFunction((kind) => window.jshare?.state().phase?.kind === kind, kind);
/** Waits until the page has said something, which may be gone by then. */
export const notice = (text) =>
  page.waitForFunction((text) => window.notices.some((notice) => notice.includes(text)), text);
/**
 * From now on no timer comes that the page sets for later than at once: nothing that it would do by itself after a while
 * comes between two steps of the test. `withTimers` has those come that are set after that.
 */
export const withoutTimers = () =>
  page.evaluate(() => {
    const { setTimeout } = window;
    window.setTimeout = (task, milliseconds, ...more) =>
      milliseconds >= 100 ? -1 : setTimeout(task, milliseconds, ...more);
    window.restoreTimers = () => (window.setTimeout = setTimeout);
  });
export const withTimers = () => page.evaluate(() => void window.restoreTimers());
/** Waits until sizes that changed have had their consequences: one picture to see them, one to fit, one to draw. */
export const settled = () =>
  page.evaluate(async () => {
    for (let i = 0; i < 3; i++) await new Promise((done) => window.requestAnimationFrame(done));
  });
export const picture = (name) => PICTURES && page.screenshot({ path: `${PICTURES}/${name}.png` });
export const card = () => page.locator('#overlay').innerText();

export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true };

/** A screen with what terminals show: colours, boxes, wide characters. */
export function demo(cols, rows) {
  let out = '\x1b[H';
  const bar = '─'.repeat(cols - 2);
  out += `┌${bar}┐`;
  for (let y = 2; y < rows; y++) {
    const colours = Array.from({ length: 16 }, (_, i) => `\x1b[${i < 8 ? 30 + i : 82 + i}m██`).join('');
    const text =
      y === 4 ? ` \x1b[1mbold\x1b[0m \x1b[3mitalic\x1b[0m \x1b[4munderlined\x1b[0m \x1b[7minverse\x1b[0m 漢字 ➜ é` : '';
    const code =
      y > 6 && y < 16
        ? ` \x1b[38;5;${y * 12}mpublic static void\x1b[0m main\x1b[33m(\x1b[0mString[] args\x1b[33m)\x1b[0m {`
        : '';
    out += `\x1b[${y};1H│${y === 2 ? ` ${colours}\x1b[0m` : ''}${text}${code}\x1b[${y};${cols}H│`;
  }
  return `${out}\x1b[${rows};1H└${bar}┘\x1b[${rows - 2};3H\x1b[32mann@workstation\x1b[0m:\x1b[34m~/work/jshare\x1b[0m$ `;
}

/** How far the cursor's cell is inside of what is seen of the terminal, in pixels; negative: it is not. */
export const cursorMargin = () =>
  page.evaluate(() => {
    const { cursor, cols, rows } = window.jshare.screen();
    const box = document.querySelector('.xterm-screen').getBoundingClientRect();
    const stage = document.querySelector('#stage').getBoundingClientRect();
    const x = box.left + (box.width / cols) * (cursor.x + 0.5);
    const y = box.top + (box.height / rows) * (cursor.y + 0.5);
    return Math.min(x - stage.left, stage.right - x, y - stage.top, stage.bottom - y);
  });
