/** What people take along from the screen, and how they choose to see it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  context,
  demo,
  host,
  join,
  notice,
  open,
  page,
  PHONE,
  picture,
  screen,
  state,
  withoutTimers,
} from './harness.mjs';

const settings = async () => {
  await page.getByRole('button', { name: 'Settings' }).click();
  return page.getByRole('dialog', { name: 'Settings' });
};
/** What the clipboard holds of a type. */
const clipboard = (type) =>
  page.evaluate(async (type) => {
    const [item] = await window.navigator.clipboard.read();
    return (await item.getType(type)).text();
  }, type);

test('copies the screen as text and as HTML', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  const long = 'x'.repeat(100);
  await join({ screen: `plain \x1b[1;31m<b>&red\x1b[m\r\n${long}\r\n  \x1b[37;44mend\x1b[m` });
  const panel = await settings();
  await panel.getByRole('button', { name: 'Copy text' }).click();
  await notice('Copied');
  assert.equal(await clipboard('text/plain'), `plain <b>&red\n${long}\n  end`);
  await panel.getByRole('button', { name: 'Copy HTML' }).click();
  await notice('Copied as HTML');
  const html = await clipboard('text/html');
  assert.match(
    html,
    /plain <span style="color:\s*#[0-9a-f]{6};\s*font-weight:\s*bold">&#60;b&#62;&#38;red|&lt;b&gt;&amp;red/,
  );
  // As readable as on the page: grey on blue is lighter there than the theme's grey.
  assert.match(html, /color:[^>]*>\s*end/);
  assert.doesNotMatch(html, /#6e7781|110, 119, 129/);
  const shown = await page.evaluate((html) => {
    const parsed = new window.DOMParser().parseFromString(html, 'text/html');
    return [parsed.querySelector('pre').textContent.split('\n')[0], parsed.querySelectorAll('b').length];
  }, html);
  assert.deepEqual(shown, ['plain <b>&red', 0]);
});

test('copies a block that is selected with Alt held, and nothing beside it', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await join({ query: '?renderer=dom', screen: 'abcd\r\nefgh\r\nijkl' });
  const box = await page.locator('.xterm-screen').boundingBox();
  const to = (x, y) => page.mouse.move(box.x + (x * box.width) / 80, box.y + ((y + 0.5) * box.height) / 24);
  await page.keyboard.down('Alt');
  await to(3.1, 0);
  await page.mouse.down();
  await to(1.1, 2);
  await page.mouse.up();
  await page.keyboard.up('Alt');
  const panel = await settings();
  await panel.getByRole('button', { name: 'Copy text' }).click();
  await notice('Copied');
  assert.equal(await clipboard('text/plain'), 'bc\nfg\njk');
  await panel.getByRole('button', { name: 'Copy HTML' }).click();
  await notice('Copied as HTML');
  assert.match(await clipboard('text/html'), />bc\nfg\njk</);
});

test('saves the screen as a picture', async () => {
  await join({ screen: demo(80, 24) });
  const panel = await settings();
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save picture' }).click();
  const saved = await download;
  assert.match(saved.suggestedFilename(), /^terminal-[\dT-]+\.png$/);
  const png = readFileSync(await saved.path());
  assert.equal(png.subarray(1, 4).toString(), 'PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  assert.ok(width > 1300 && height > 800, `${width}x${height}`);
  if (process.env.PICTURES) await saved.saveAs(`${process.env.PICTURES}/saved.png`);
  // It is no blank sheet: many colours are in it.
  const colours = await page.evaluate(
    async (bytes) => {
      const bitmap = await window.createImageBitmap(new window.Blob([new Uint8Array(bytes)]));
      const context = new window.OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set();
      for (let at = 0; at < data.length; at += 4) seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
      return seen.size;
    },
    [...png],
  );
  assert.ok(colours > 16, `${colours} colours`);
});

test('saves in a picture what stands behind emoji where it stands on the screen', async () => {
  // Three letters in a row, six columns, which fonts and the browser's segmenter take for one.
  await join({ screen: '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\x1b[1;11H█' });
  const panel = await settings();
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Save picture' }).click();
  const png = readFileSync(await (await download).path());
  const column = await page.evaluate(
    async (bytes) => {
      const bitmap = await window.createImageBitmap(new window.Blob([new Uint8Array(bytes)]));
      const { width, height } = bitmap;
      const context = new window.OffscreenCanvas(width, height).getContext('2d');
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let right = 0;
      for (let at = 0; at < data.length; at += 4) if (data[at] < 128) right = Math.max(right, (at / 4) % width);
      return (80 * (right + 1 - 24)) / (width - 48);
    },
    [...png],
  );
  assert.equal(Math.round(column), 11);
});

test('draws with the font that was chosen, and remembers it', async () => {
  const viewer = await join({ query: '?renderer=dom', screen: demo(80, 24) });
  const panel = await settings();
  const fonts = await panel.getByLabel('Font').locator('option').allInnerTexts();
  const [first, font] = fonts;
  assert.equal(first, 'Best there is');
  assert.ok(font !== undefined && !fonts.includes('Menlo'), fonts.join());
  await panel.getByLabel('Font').selectOption(font);
  await picture('font');
  const family = () => page.locator('.xterm-rows').evaluate((rows) => window.getComputedStyle(rows).fontFamily);
  assert.ok((await family()).startsWith(`"${font}"`), await family());
  const width = await page.locator('.xterm-screen').evaluate((element) => element.getBoundingClientRect().width);
  assert.ok(width > 1100 && width <= 1268, `${width} pixels wide`);
  const rejoined = host.joined();
  await page.reload();
  (await rejoined).welcome();
  assert.ok((await family()).startsWith(`"${font}"`), await family());
  assert.equal(viewer.input.length, 0);
});

test('selects by a finger that rests, and copies', async () => {
  await open({ ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  const viewer = await join({ query: '?renderer=dom', screen: 'some words to copy\r\nsecond line' });
  const touch = await context.newCDPSession(page);
  const box = await page.locator('.xterm-screen').boundingBox();
  const at = (x, y) => ({ x: box.x + (box.width / 80) * (x + 0.5), y: box.y + (box.height / 24) * (y + 0.5) });
  const finger = (type, ...points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  const offer = page.locator('#copy-offer');
  await finger('touchStart', at(6, 0));
  await offer.waitFor();
  await finger('touchMove', at(8, 0));
  await finger('touchMove', at(2, 1));
  await finger('touchEnd');
  await picture('long-press');
  await page.getByRole('button', { name: 'Copy', exact: true }).tap();
  await notice('Copied');
  assert.equal(await clipboard('text/plain'), 'words to copy\nsec');
  await offer.waitFor({ state: 'hidden' });
  // A finger that moves at once still scrolls, and one that only touches types nothing.
  await withoutTimers();
  await finger('touchStart', at(6, 0));
  await finger('touchMove', at(6, 8));
  await finger('touchEnd');
  assert.equal(await offer.isVisible(), false);
  assert.equal(viewer.input.length, 0);
});

test('has more keys for glass', async () => {
  await open({ ...PHONE, permissions: ['clipboard-read', 'clipboard-write'] });
  const viewer = await join({ query: '?renderer=dom', screen: '\x1b[?2004h' });
  await page.locator('#terminal').tap();
  await page.evaluate(() => window.navigator.clipboard.writeText('from the clipboard'));
  const tap = (name) => page.getByRole('button', { name, exact: true }).tap();
  await tap('Alt');
  await page.keyboard.insertText('x');
  await tap('Pipe');
  await tap('Slash');
  await tap('Dash');
  await tap('Ctrl');
  await tap('Alt');
  await page.keyboard.insertText('c');
  await tap('Paste');
  const typed = '\x1bx|/-\x1b\x03\x1b[200~from the clipboard\x1b[201~';
  await viewer.until(() => viewer.input.length >= typed.length, 'the keys arrive');
  assert.equal(viewer.input.toString(), typed);
  assert.equal((await screen()).cols, (await state()).cols);
  await picture('keys');
});

test('opens a place to paste into where the clipboard cannot be read', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: '\x1b[?2004h' });
  await page.evaluate(() => {
    window.navigator.clipboard.readText = () => Promise.reject(new Error('no'));
  });
  await page.locator('#terminal').tap();
  const paste = page.locator('#keys').getByRole('button', { name: 'Paste' });
  await paste.tap();
  const place = page.getByRole('textbox', { name: 'Paste here' });
  await place.waitFor();
  await picture('paste');
  await place.evaluate((target) => {
    const clipboardData = new window.DataTransfer();
    clipboardData.setData('text/plain', 'two\nlines');
    target.dispatchEvent(new window.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await place.waitFor({ state: 'hidden' });
  // Some keyboards paste by typing.
  await paste.tap();
  await page.keyboard.insertText('more');
  await page.locator('#paste-bar').getByRole('button', { name: 'Paste' }).tap();
  await page.keyboard.insertText('x');
  const typed = '\x1b[200~two\rlines\x1b[201~\x1b[200~more\x1b[201~x';
  await viewer.until(() => viewer.input.length >= typed.length, 'the text arrives');
  assert.equal(viewer.input.toString(), typed);
});

test('takes the whole display, and gives it back', async () => {
  await join({ query: '?renderer=dom' });
  await page.locator('#settings').click();
  await page.getByRole('button', { name: 'Full screen', exact: true }).click();
  await page.waitForFunction(() => document.fullscreenElement === document.documentElement);
  await page.getByRole('button', { name: 'Leave full screen' }).click();
  await page.waitForFunction(() => document.fullscreenElement === null);
});

test('copies what is selected wherever the button is let go of, wrapped or not', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  await join({ query: '?renderer=dom&name=Ann', screen: 'one two three\r\nfour five' });
  const panel = await settings();
  await panel.getByLabel('Copy what is selected').check();
  await page.keyboard.press('Escape');
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.move(box.x + (box.width / 80) * 4.1, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 5, box.y + 5);
  await page.mouse.up();
  await notice('Copied');
  assert.equal(await clipboard('text/plain'), 'two three');
  await settings();
  await panel.getByLabel('Wrap lines').check();
  await page.keyboard.press('Escape');
  await page
    .locator('#reflow')
    .getByText('four five')
    .dblclick({ position: { x: 12, y: 8 } });
  await page.waitForFunction(async () => (await window.navigator.clipboard.readText()).trim() === 'four');
  await page.evaluate(() => window.navigator.clipboard.writeText('something else'));
  await settings();
  await panel.getByRole('button', { name: 'Copy text' }).click();
  await page.waitForFunction(async () => (await window.navigator.clipboard.readText()) !== 'something else');
  assert.equal((await clipboard('text/plain')).trim(), 'four');
});
