/** Input methods, which put letters together before they let go of them: soft keyboards do so with every word. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, join, open, page, PHONE, picture, settled } from './harness.mjs';

/** What the input method shows as unfinished, and what it ends with. */
async function method() {
  const browser = await context.newCDPSession(page);
  return {
    async compose(text) {
      await browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    async commit(text) {
      await browser.send('Input.insertText', { text });
    },
  };
}

const tap = (name) => page.getByRole('button', { name, exact: true }).tap();
const typed = (viewer, text) =>
  viewer.until(() => viewer.input.length >= Buffer.byteLength(text), `${JSON.stringify(text)} is typed`);

test('types a word once it is finished, as it was corrected', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom' });
  await page.locator('#terminal').tap();
  const { compose, commit } = await method();
  for (const text of ['h', 'he', 'hel', 'helo']) await compose(text);
  assert.equal(await page.locator('.composition-view').innerText(), 'helo');
  await picture('composing');
  await commit('hello ');
  for (const text of ['n', 'ni']) await compose(text);
  await commit('你');
  await typed(viewer, 'hello 你');
  assert.equal(viewer.input.toString(), 'hello 你');
});

test('types an unfinished word before another key', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom' });
  await page.locator('#terminal').tap();
  const { compose, commit } = await method();
  for (const text of ['D', 'Do']) await compose(text);
  await tap('Tab');
  assert.equal(await page.locator('.composition-view').isVisible(), false);
  await compose('x');
  await commit('x ');
  await typed(viewer, 'Do\tx ');
  assert.equal(viewer.input.toString(), 'Do\tx ');
});

test('takes the first letter of a word for the key that Ctrl waits for', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom' });
  await page.locator('#terminal').tap();
  const { compose, commit } = await method();
  await tap('Ctrl');
  await compose('d');
  await typed(viewer, '\x04');
  await compose('ls');
  await commit('ls');
  await typed(viewer, '\x04ls');
  assert.equal(viewer.input.toString(), '\x04ls');
});

test('loses nothing that was unfinished when the focus goes', async () => {
  const viewer = await join({ query: '?renderer=dom' });
  await page.locator('#terminal').click();
  const { compose } = await method();
  await compose('lost');
  await page.locator('#settings').click();
  await typed(viewer, 'lost');
  assert.equal(viewer.input.toString(), 'lost');
});

test('shows an unfinished word where lines are wrapped', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: '$ ' });
  await tap('Wrap lines');
  await page.locator('#reflow .here').waitFor();
  const { compose, commit } = await method();
  await compose(`it's \\`);
  await settled();
  const content = () =>
    page.evaluate(() => window.getComputedStyle(document.querySelector('#reflow .here'), '::before').content);
  assert.equal(JSON.parse(await content()), `it's \\`);
  assert.equal(await page.locator('.composition-view').isVisible(), false);
  await picture('composing-wrapped');
  await commit('its');
  await typed(viewer, 'its');
  assert.equal(await content(), '""');
});
