/** For those who turn their device, who want nothing to move, and who have the screen read to them. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cursorMargin, demo, join, open, page, phase, PHONE, settled, state } from './harness.mjs';

test('keeps the cursor in sight when a phone is turned, and turned back', async () => {
  await open(PHONE);
  await join({ query: '?renderer=dom&name=Ann', cols: 120, rows: 50, screen: demo(120, 50) });
  await settled();
  const upright = (await state()).fontSize;
  assert.ok((await cursorMargin()) > 0);
  await page.setViewportSize({ width: 844, height: 390 });
  await page.waitForFunction((upright) => window.jshare.state().fontSize !== upright, upright);
  await settled();
  assert.ok((await cursorMargin()) > 0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForFunction((upright) => window.jshare.state().fontSize === upright, upright);
  await settled();
  assert.ok((await cursorMargin()) > 0);
});

test('keeps the cursor in sight when the browser zooms', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann', cols: 200, rows: 50, screen: demo(200, 50) });
  // To zoom to 200 % is to have half as many pixels of twice the size.
  await page.setViewportSize({ width: 640, height: 400 });
  await settled();
  assert.ok((await cursorMargin()) > 0);
  viewer.output(0, '\x1b[H');
  await viewer.until(() => viewer.acked === 3, 'it is drawn');
  await settled();
  assert.ok((await cursorMargin()) > 0);
});

/** Has noted whatever moves by itself, or is about to, right when a reaction has come; it does not stay. */
const watchMoves = () =>
  page.evaluate(() => {
    new window.MutationObserver(() => {
      window.moving ??= document
        .getAnimations()
        .filter((animation) => animation.playState === 'running')
        .map((animation) => animation.animationName ?? animation.transitionProperty);
    }).observe(document.querySelector('#reactions'), { childList: true });
  });

for (const [wish, moves] of [
  ['no-preference', true],
  ['reduce', false],
]) {
  test(`moves things only where that is liked (${wish})`, async () => {
    await open({ reducedMotion: wish });
    const viewer = await join({ query: '?renderer=dom&name=Ann', chat: true });
    await phase('live');
    await watchMoves();
    viewer.event({ type: 'reaction', from: 2, name: 'Bob', emoji: '🎉' });
    await page.waitForFunction(() => window.moving !== undefined);
    const moving = await page.evaluate(() => window.moving);
    assert.equal(moving.includes('rise'), moves);
    if (!moves) assert.deepEqual(moving, []);
  });
}

test('reads the screen to those who ask for it, and remembers that', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann', screen: 'one\r\ntwo ' });
  assert.equal(await page.locator('.xterm-accessibility').count(), 0);
  await page.getByRole('button', { name: 'Turn on screen reader support' }).focus();
  await page.keyboard.press('Enter');
  const rows = page.locator('.xterm-accessibility [role=listitem]');
  await rows.filter({ hasText: /^one\s*$/ }).waitFor({ state: 'attached' });
  viewer.output(0, 'three');
  await rows.filter({ hasText: /^two three\s*$/ }).waitFor({ state: 'attached' });
  await page.reload();
  await page.getByRole('button', { name: 'Turn off screen reader support' }).waitFor({ state: 'attached' });
});

test('says in words what the colours and the dot say', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann' });
  await phase('live');
  const said = page.locator('#announcement');
  assert.equal(await said.textContent(), 'Live');
  viewer.event({ type: 'paused' });
  await page.waitForFunction(() => document.querySelector('#announcement').textContent === 'Paused');
  viewer.socket.terminate();
  await page.waitForFunction(() =>
    /^(Reconnecting|Connecting)/.test(document.querySelector('#announcement').textContent),
  );
});

test('keeps the colours that tell things apart where others are forced', async () => {
  await open({ forcedColors: 'active' });
  await join({ query: '?renderer=dom&name=Ann', screen: '\x1b[7minverse\x1b[m' });
  const ground = (place) => page.locator(place).evaluate((element) => window.getComputedStyle(element).backgroundColor);
  await page.locator('.xterm-rows span', { hasText: 'inverse' }).waitFor();
  assert.notEqual(
    await ground('.xterm-rows span:has-text("inverse")'),
    await page.evaluate(() => window.getComputedStyle(document.body).backgroundColor),
  );
  assert.notEqual(await ground('.state i'), await ground('.state'));
});
