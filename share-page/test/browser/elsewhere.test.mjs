/** A terminal that is larger than the window: where people look, and what brings them back to the cursor. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, demo, join, open, page, PHONE, settled } from './harness.mjs';

const scrolled = () => page.evaluate(() => document.querySelector('#stage').scrollLeft);

for (const [what, modes] of [
  ['arrow keys', ''],
  ['a mouse', '\x1b[?1000h\x1b[?1006h'],
  ['a mouse of old', '\x1b[?1000h'],
]) {
  test(`stays where somebody looks who scrolls inside a program that gets ${what}`, async () => {
    const viewer = await join({ query: '?renderer=dom', screen: `\x1b[?1049h${modes}${demo(80, 24)}\x1b[12;5H` });
    for (let i = 0; i < 8; i++) await page.keyboard.press('Control+=');
    await settled();
    await page.mouse.move(640, 400);
    await page.mouse.wheel(600, 0);
    // As by the bar: a program with a mouse gets the wheel.
    await page.evaluate(() => (document.querySelector('#stage').scrollLeft = 600));
    await settled();
    const before = await scrolled();
    assert.ok(before > 500);
    await page.mouse.wheel(0, 100);
    await viewer.until(() => viewer.input.length > 0, 'the program hears of the wheel');
    await settled();
    assert.equal(await scrolled(), before);
    // A key is for where the cursor is.
    await page.keyboard.press('x');
    await page.waitForFunction(() => document.querySelector('#stage').scrollLeft === 0);
  });
}

test('follows the cursor of a terminal beside which a finger has touched', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', cols: 120, rows: 12, screen: '\x1b[5;1H' });
  await page.evaluate(() => document.querySelector('textarea').focus());
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control+=');
  await settled();
  const touch = await context.newCDPSession(page);
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 200, y: 600 }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  // In one picture, so that the cursor is never in sight in between.
  viewer.output(0, '\x1b[5;100H');
  await page.waitForFunction(() => document.querySelector('#stage').scrollLeft > 200);
});
