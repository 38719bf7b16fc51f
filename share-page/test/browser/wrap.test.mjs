/** Lines wrapped to the window of a phone, whatever the host's columns are. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo, host, join, open, page, PHONE, picture, screen, state } from './harness.mjs';

const reflow = () => page.locator('#reflow');
/** The lines as they are seen, without those that are empty at the end. */
const wrapped = () =>
  page.evaluate(() => [...document.querySelectorAll('#reflow > div')].map((line) => line.textContent.trimEnd()));
const until = (condition, argument) => page.waitForFunction(condition, argument);
const shows = (text) => reflow().getByText(text).first().waitFor();
/** How many lines of the document were made anew since the last look. */
const count = () =>
  page.evaluate(() => {
    window.made = 0;
    new window.MutationObserver((changes) => {
      window.made += new Set(changes.map(({ target }) => target)).size;
    }).observe(document.querySelector('#reflow'), { childList: true, subtree: true });
  });

async function wrap() {
  await page.getByRole('button', { name: 'Wrap lines' }).tap();
  await reflow().waitFor();
}

const LONG = `start ${'word '.repeat(40)}finish`;

test('wraps lines to the window, live, and leaves the terminal as it is', async () => {
  await open(PHONE);
  const viewer = await join({
    query: '?renderer=dom',
    cols: 100,
    screen: `\x1b[1;31mred\x1b[m plain\r\n${LONG}\r\n$ `,
  });
  await wrap();
  assert.deepEqual(await wrapped(), ['red plain', LONG, '$']);
  assert.equal((await screen()).cols, 100);
  const width = await reflow().evaluate((element) => [element.scrollWidth, element.clientWidth]);
  assert.equal(width[0], width[1]);
  const red = reflow().getByText('red');
  assert.match(await red.evaluate((span) => window.getComputedStyle(span).fontWeight), /700/);
  assert.equal(await reflow().locator('.here').textContent(), ' ');
  await picture('wrap');
  // What is printed from now on changes its own lines and no others.
  await count();
  viewer.output(0, 'ls\r\na file\r\n$ ');
  await shows('a file');
  assert.deepEqual(await wrapped(), ['red plain', LONG, '$ ls', 'a file', '$']);
  assert.ok((await page.evaluate(() => window.made)) <= 4);
  viewer.output(14, '\x1b[H\x1b[2Kother');
  await shows('other');
  assert.equal((await wrapped())[0], 'other');
});

test('keeps what has gone above the screen, and the newest lines in sight', async () => {
  await open(PHONE);
  const viewer = await join({
    query: '?renderer=dom',
    screen: Array.from({ length: 60 }, (_, i) => `old ${i}`).join('\r\n'),
  });
  await wrap();
  await shows('old 59');
  let offset = 0;
  for (let part = 0; part < 5; part++) {
    const text = Array.from({ length: 100 }, (_, i) => `\r\nnew ${100 * part + i} ${'x'.repeat(i)}`).join('');
    viewer.output(offset, text);
    offset += text.length;
    await shows(new RegExp(`^new ${100 * part + 99} `));
  }
  // What was more than a picture takes is there once it is quiet.
  await until(() => document.querySelectorAll('#reflow > div').length === 560);
  const lines = await wrapped();
  assert.deepEqual(
    lines.map((line) => line.split(' ').slice(0, 2).join(' ')),
    [...Array.from({ length: 60 }, (_, i) => `old ${i}`), ...Array.from({ length: 500 }, (_, i) => `new ${i}`)],
  );
  await until(() => {
    const { scrollTop, clientHeight, scrollHeight } = document.querySelector('#reflow');
    return scrollTop > 1000 && scrollTop + clientHeight >= scrollHeight - 2;
  });
  // More at once than is read for a picture, and more than the terminal keeps.
  const flood = Array.from({ length: 3000 }, (_, i) => `\r\nflood ${i}`).join('');
  viewer.output(offset, flood);
  await until(() => document.querySelectorAll('#reflow > div').length === 1024);
  const kept = await wrapped();
  assert.deepEqual([kept[0], kept.at(-1)], ['flood 1976', 'flood 2999']);
  // Somebody who reads is left where they are.
  await reflow().evaluate((element) => element.scrollBy(0, -2000));
  const before = await reflow().evaluate(({ scrollTop }) => scrollTop);
  viewer.output(offset + flood.length, '\r\nlatest');
  await shows('latest');
  assert.ok(Math.abs((await reflow().evaluate(({ scrollTop }) => scrollTop)) - before) < 60);
});

test('shows first what is in sight of a snapshot, and the rest when it is quiet', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: 'before' });
  await wrap();
  await shows('before');
  await page.evaluate(() => {
    const root = document.querySelector('#reflow');
    window.sizes = [];
    new window.MutationObserver(() => window.sizes.push(root.childElementCount)).observe(root, { childList: true });
  });
  const text = Array.from({ length: 900 }, (_, i) => `line ${i}`).join('\r\n');
  viewer.snapshot(10, 80, 24, text);
  await shows('line 899');
  await until(() => document.querySelectorAll('#reflow > div').length === 900);
  const [first] = await page.evaluate(() => window.sizes);
  assert.ok(first < 100, `${first} lines at first`);
  assert.equal((await wrapped())[0], 'line 0');
});

test('shows programs that take the whole screen as they are, and is remembered', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: 'before ' });
  await wrap();
  viewer.output(0, '\x1b[?1049h\x1b[Hwhole');
  await page.locator('#notice', { hasText: 'not wrapped' }).waitFor();
  assert.equal(await reflow().isVisible(), false);
  // Who switches it on meanwhile is told, too, why nothing changes.
  await page.evaluate(() => (document.querySelector('#notice').textContent = ''));
  await page.getByRole('button', { name: 'Wrap lines' }).tap();
  await page.getByRole('button', { name: 'Wrap lines' }).tap();
  await page.locator('#notice', { hasText: 'not wrapped' }).waitFor();
  viewer.output(16, '\x1b[?1049l');
  await shows('before');
  const rejoined = host.joined();
  await page.reload();
  const again = await rejoined;
  again.welcome({ cols: 200, rows: 50 });
  again.snapshot(0, 200, 50, demo(200, 50));
  await shows('italic');
  await picture('wrap-demo');
  again.resize(0, 60, 10);
  again.snapshot(0, 60, 10, 'all new');
  await until(() => document.querySelector('#reflow').textContent.trim() === 'all new');
  await page.getByRole('button', { name: 'Wrap lines' }).tap();
  await reflow().waitFor({ state: 'hidden' });
});

test('types, selects and zooms where lines are wrapped', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: 'some words here\r\n$ ' });
  await wrap();
  await reflow().tap();
  await page.keyboard.insertText('x');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  const size = () => reflow().evaluate((element) => window.getComputedStyle(element).fontSize);
  assert.equal(await size(), '14px');
  const fitted = (await state()).fontSize;
  await page.keyboard.press('Control++');
  assert.equal(await size(), '15px');
  await page.keyboard.press('Control+0');
  assert.equal(await size(), '14px');
  assert.equal((await state()).fontSize, fitted);
  await reflow()
    .getByText('some words')
    .dblclick({ position: { x: 50, y: 8 } });
  assert.equal(await page.evaluate(() => window.getSelection().toString().trim()), 'words');
});

test('shows the terminal while somebody looks for something', async () => {
  await open(PHONE);
  await join({ query: '?renderer=dom&name=Ann', screen: 'some words here\r\n$ ' });
  await wrap();
  const drawn = () =>
    page.evaluate(() =>
      document.querySelector('.xterm-rows > div > span').checkVisibility({ contentVisibilityAuto: true }),
    );
  assert.equal(await drawn(), false);
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('words');
  await page.locator('#search-count', { hasText: '1 of 1' }).waitFor();
  assert.deepEqual([await drawn(), await reflow().isVisible()], [true, false]);
});
