/** A terminal that is larger than the window: where people look, and what brings them back to the cursor. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo, join, page, settled } from './harness.mjs';

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
