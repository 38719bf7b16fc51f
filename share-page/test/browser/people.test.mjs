/** People and the host's say: names, asking to type, locks, pauses, leaving. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { card, demo, host, join, notice, open, page, phase, PHONE, picture, screen, state } from './harness.mjs';

const role = (text) => page.locator('#role', { hasText: text }).waitFor();
const minutes = (count) => new Date(Date.now() + count * 60_000).toISOString();
const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

test('asks to type, types for a time, and gives it back', async () => {
  const viewer = await join({ role: 'watch', screen: demo(80, 24) });
  const ask = page.locator('#ask');
  await page.keyboard.press('x');
  await notice('ask to type in the bar above');
  await page.keyboard.press('Control+Shift+Space');
  await page.keyboard.press('Shift+Tab');
  await ask.focus();
  await page.keyboard.press('Enter');
  await viewer.until(() => viewer.asked.length > 0, 'the host is asked');
  await ask.getByText('Asked').waitFor();
  await ask.click({ force: true });
  await picture('asked');
  viewer.event({ type: 'role', role: 'type', until: minutes(10) });
  await role(/^Can type · (10:00|9:\d\d)$/);
  await notice('You can type now');
  assert.equal(await ask.isVisible(), false);
  await page.waitForFunction(() => !document.querySelector('#role').textContent.includes('10:00'));
  // Not a click away from it.
  assert.equal(await focused(), 'TEXTAREA');
  await page.keyboard.press('y');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  await picture('granted');
  viewer.event({ type: 'role', role: 'watch' });
  await role(/^Watch only$/);
  await notice('The host took typing back');
  await page.keyboard.press('z');
  await ask.click();
  await viewer.until(() => viewer.asked.length > 1, 'the host is asked again');
  viewer.event({ type: 'role', role: 'watch' });
  await notice('The host said no');
  await ask.getByText('Ask to type').waitFor();
  await ask.click();
  viewer.event({ type: 'error', code: 'no-typing', text: 'Nobody but the host types in this session.' });
  await notice('Nobody but the host types');
  assert.equal(await ask.isVisible(), false);
  assert.deepEqual(viewer.asked, Array(3).fill({ type: 'ask-to-type' }));
  assert.equal(viewer.input.toString(), 'y');
});

test('types nothing while the host has locked it', async () => {
  const viewer = await join({ screen: demo(80, 24) });
  viewer.event({ type: 'presence', watching: 1, viewers: [] });
  viewer.event({ type: 'locked' });
  await role(/^Locked$/);
  await page.keyboard.press('x');
  await notice('Only the host types');
  await page.locator('#people').click();
  assert.match(await page.locator('#people-panel').innerText(), /only the host types/);
  await picture('locked');
  await page.keyboard.press('Escape');
  viewer.event({ type: 'unlocked' });
  await role(/^Can type$/);
  await page.locator('#terminal').click();
  await page.keyboard.press('y');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), 'y');
});

test('hides the screen behind the curtain until there is another', async () => {
  const viewer = await join({ query: '?renderer=dom', screen: 'a secret that was shown' });
  viewer.event({ type: 'paused' });
  await page.locator('#overlay', { hasText: 'The host has paused sharing' }).waitFor();
  await page.locator('#state', { hasText: 'Paused' }).waitFor();
  assert.equal(await page.locator('#terminal').isVisible(), false);
  assert.equal(await page.locator('#overlay-look').isVisible(), false);
  await page.keyboard.type('rm');
  await picture('paused');
  viewer.snapshot(1, 80, 24, 'after');
  viewer.event({ type: 'resumed' });
  await page.locator('#overlay').waitFor({ state: 'hidden' });
  assert.equal((await screen()).lines[0].text, 'after');
  assert.equal(await focused(), 'TEXTAREA');
  await page.keyboard.press('y');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), 'y');
});

test('shows nothing from before the pause when the session ends in it', async () => {
  const viewer = await join({ screen: 'a secret that was shown' });
  viewer.event({ type: 'paused' });
  await page.locator('#overlay:visible').waitFor();
  viewer.event({ type: 'ended', status: 0 });
  viewer.socket.close(1000);
  await phase('ended');
  assert.match(await card(), /has ended/);
  assert.equal(await page.locator('#overlay-look').isVisible(), false);
  assert.equal(await page.locator('#terminal').isVisible(), false);
});

for (const [device, options] of Object.entries({ desktop: {}, phone: PHONE })) {
  test(`asks for a name beside the screen, once (${device})`, async () => {
    await open(options);
    const viewer = await join({ query: '?renderer=dom', screen: demo(80, 24) });
    const bar = page.locator('#name-bar');
    await bar.waitFor();
    await picture(`name-${device}`);
    // The terminal has the keys all the while.
    await page.keyboard.press('x');
    await viewer.until(() => viewer.input.length > 0, 'the key arrives');
    await bar.getByRole('textbox', { name: 'Your name' }).fill(' Bob ');
    await page.keyboard.press('Enter');
    await viewer.until(() => viewer.asked.length > 0, 'the name arrives');
    assert.deepEqual(viewer.asked, [{ type: 'name', name: 'Bob' }]);
    assert.deepEqual([await bar.isVisible(), await focused()], [false, 'TEXTAREA']);
    const rejoined = host.joined();
    await page.reload();
    const again = await rejoined;
    assert.equal(again.query.get('name'), 'Bob');
    again.welcome();
    again.snapshot(0, 80, 24, '');
    await phase('live');
    assert.equal(await bar.isVisible(), false);
  });
}

test('takes no name for an answer', async () => {
  const viewer = await join();
  const bar = page.locator('#name-bar');
  await bar.getByRole('button', { name: 'Skip' }).click();
  assert.deepEqual([await bar.isVisible(), await focused()], [false, 'TEXTAREA']);
  const rejoined = host.joined();
  await page.reload();
  const again = await rejoined;
  assert.equal(again.query.get('name'), null);
  again.welcome();
  again.snapshot(0, 80, 24, '');
  await phase('live');
  assert.equal(await bar.isVisible(), false);
  assert.deepEqual([viewer.asked, again.asked], [[], []]);
});

test('shows who types', async () => {
  const viewer = await join({ viewer: 2, screen: demo(80, 24) });
  const viewers = [
    { id: 1, name: 'Ann', role: 'type' },
    { id: 2, name: 'Bob', role: 'type' },
  ];
  const typing = (typing) => viewer.event({ type: 'presence', watching: 2, viewers, typing });
  typing(1);
  await page.locator('#typist', { hasText: 'Ann types' }).waitFor();
  await page.locator('#people').click();
  const rows = page.locator('#people-panel li');
  assert.deepEqual(await rows.allInnerTexts(), ['host\nshares', 'Ann\ntypes', 'Bob\nyou\ncan type']);
  const dots = await rows
    .locator('.dot')
    .evaluateAll((dots) => dots.map((dot) => window.getComputedStyle(dot).background));
  assert.equal(new Set(dots).size, 3);
  await picture('typist');
  typing('host');
  await page.locator('#typist', { hasText: 'The host types' }).waitFor();
  typing(2);
  await page.locator('#typist').waitFor({ state: 'hidden' });
  typing(null);
  await rows.getByText('shares').waitFor();
});

test('stops pasting when somebody else types, and ends the paste', async () => {
  const limits = { input: 1000, inputRate: 4000, window: 524288 };
  const viewer = await join({ viewer: 2, limits, screen: '\x1b[?2004h' });
  const typing = (typing) => viewer.event({ type: 'presence', watching: 2, viewers: [], typing });
  await page.evaluate(() => {
    const clipboardData = new window.DataTransfer();
    clipboardData.setData('text/plain', 'x'.repeat(400_000));
    const event = new window.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('textarea').dispatchEvent(event);
  });
  await viewer.until(() => viewer.input.length >= 4000, 'it begins');
  for (const who of [null, 2]) typing(who);
  await viewer.until(() => viewer.input.length >= 6000, 'it goes on for who types');
  typing('host');
  await viewer.until(() => viewer.input.includes('\x1b[201~'), 'it ends');
  assert.match(viewer.input.toString(), /^\x1b\[200~x+\x1b\[201~$/); // eslint-disable-line no-control-regex
  assert.ok(viewer.input.length < 400_000, 'it is cut short');
  await page.locator('#terminal').click();
  await page.keyboard.press('y');
  await viewer.until(() => viewer.input.at(-1) === 0x79, 'keys are keys again');
  assert.match(viewer.input.toString(), /~y$/);
});

test('leaves, and joins again', async () => {
  const viewer = await join({ screen: 'some work' });
  viewer.event({ type: 'presence', watching: 1, viewers: [] });
  await page.locator('#people').click();
  const gone = new Promise((resolve) => viewer.once('gone', resolve));
  await page.getByRole('button', { name: 'Leave' }).click();
  await gone;
  await phase('left');
  assert.match(await card(), /You left/);
  await picture('left');
  const joined = host.joined();
  await page.getByRole('button', { name: 'Join again' }).click();
  const again = await joined;
  assert.equal(again.query.get('from'), '0');
  again.welcome();
  await phase('live');
  assert.equal((await state()).paused, false);
});
