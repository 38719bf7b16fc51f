/** Chat and reactions. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo, host, join, notice, open, page, phase, PHONE, picture } from './harness.mjs';

for (const [device, options] of Object.entries({ desktop: {}, phone: PHONE })) {
  test(`talks with the others (${device})`, async () => {
    await open(options);
    const viewer = await join({ query: '?renderer=dom&name=Bob', chat: true, viewer: 2, screen: demo(80, 24) });
    const said = (text) => viewer.event({ type: 'chat', from: 1, name: 'Ann', text });
    said('<img src=x onerror=alert(1)>');
    await notice('Ann: <img');
    await page.getByRole('button', { name: 'Chat, 1 new' }).click();
    const panel = page.getByRole('dialog', { name: 'Chat' });
    await page.keyboard.type('Look at line 7');
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'React with 🎉' }).click();
    await viewer.until(() => viewer.asked.length > 1, 'both arrive');
    assert.deepEqual(viewer.asked, [
      { type: 'chat', text: 'Look at line 7' },
      { type: 'react', emoji: '🎉' },
    ]);
    assert.equal(await panel.getByLabel('Say something').inputValue(), '');
    viewer.event({ type: 'chat', from: 2, name: 'Bob', text: 'Look at line 7' });
    // They rise and are gone again.
    await page.evaluate(() => {
      window.risen = [];
      new window.MutationObserver((changes) => {
        for (const { addedNodes } of changes) for (const { textContent } of addedNodes) window.risen.push(textContent);
      }).observe(document.querySelector('#reactions'), { childList: true });
    });
    viewer.event({ type: 'reaction', from: 2, name: 'Bob', emoji: '🎉' });
    viewer.event({ type: 'reaction', from: 2, name: 'Bob', emoji: '<b>' });
    viewer.event({ type: 'title', title: 'and all has come' });
    await page.waitForFunction(() => document.title.includes('and all has come'));
    const risen = await page.evaluate(() => window.risen);
    assert.equal(risen.length, 1);
    assert.match(risen[0], /Bob/);
    await picture(`chat-${device}`);
    assert.deepEqual(await panel.getByRole('log').locator('li').allInnerTexts(), [
      'Ann<img src=x onerror=alert(1)>',
      'BobLook at line 7',
    ]);
    assert.equal(await page.locator('img').count(), 0);
    await page.locator('#reactions > span').waitFor({ state: 'detached' });
    assert.equal(viewer.input.length, 0);
    for (let i = 0; i < 250; i++) said(`line ${i}`);
    await panel.getByText('line 249').waitFor();
    assert.equal(await panel.getByRole('log').locator('li').count(), 200);
  });
}

test('has no chat where the session has none', async () => {
  const viewer = await join();
  viewer.event({ type: 'presence', watching: 1, viewers: [] });
  await page.locator('#people').waitFor();
  assert.equal(await page.locator('#chat').isVisible(), false);
});

test('says that nothing was said where there is no connection', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Bob', chat: true });
  await page.locator('#chat').click();
  await page.keyboard.type('Hello?');
  host.status = 500;
  viewer.socket.terminate();
  await phase('waiting');
  await page.keyboard.press('Enter');
  await notice('nothing was sent');
  assert.equal(await page.getByLabel('Say something').inputValue(), 'Hello?');
});

test('has a name stand in front of what was said, also from right to left', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Bob', chat: true, viewer: 2 });
  await page.getByRole('button', { name: 'Chat', exact: true }).click();
  viewer.event({ type: 'chat', from: 1, name: 'אבג', text: 'דהו Bob: hi' });
  const line = page.getByRole('log').locator('li');
  const [name, said] = [await line.locator('b').boundingBox(), await line.locator('.said').boundingBox()];
  assert.ok(name.x + name.width <= said.x, `${JSON.stringify(name)} ${JSON.stringify(said)}`);
});
