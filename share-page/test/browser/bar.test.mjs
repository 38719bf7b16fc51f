/** The bar says the truth, and all of it can be seen and touched, however narrow the window is. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { host, join, lines, open, page, phase, PHONE, picture, screen, settled, withoutTimers } from './harness.mjs';

const LONG = 'ann@a-workstation-with-a-long-name: ~/work';
const PEOPLE = { type: 'presence', watching: 12, typing: null, viewers: [{ id: 1, name: 'ann', role: 'type' }] };
const within = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

/** What of the bar is seen: where it is, and how large. */
const seen = () =>
  page.evaluate(() =>
    [...document.querySelectorAll('header > *')]
      .filter((part) => part.offsetWidth > 1 && part.id !== 'space' && part.id !== 'name')
      .map((part) => {
        const { left, right, top, bottom } = part.getBoundingClientRect();
        const button = part.tagName === 'BUTTON';
        return {
          id: part.id,
          left,
          right,
          width: right - left,
          height: bottom - top,
          button,
          cut: part.scrollWidth > part.clientWidth + 1,
        };
      }),
  );

/** What can happen to a viewer, by what the window has to have room for then. */
const STATES = {
  typing: { button: '#settings' },
  granted: { button: '#settings', role: { type: 'role', role: 'type', until: within(10) } },
  watching: { button: '#ask', role: { type: 'role', role: 'watch' } },
  paused: { button: '#settings', role: { type: 'paused' } },
  waiting: { button: '#retry' },
  ended: { button: '#settings', role: { type: 'ended', status: 0 } },
};

for (const width of [320, 360, 390, 700, 820]) {
  for (const [name, { button, role }] of Object.entries(STATES)) {
    test(`the bar has room for all of it (${name}, ${width})`, async () => {
      await open({ ...PHONE, viewport: { width, height: 800 } });
      const viewer = await join({ query: '?renderer=dom&name=ann', name: LONG, chat: true, expires: within(480) });
      viewer.event(PEOPLE);
      await page.locator('#people').waitFor();
      if (role !== undefined) viewer.event(role);
      if (name === 'waiting') {
        host.sockets = false;
        await withoutTimers(); // It would try again, and again.
        viewer.socket.terminate();
      }
      await page.locator(button).waitFor();
      if (name === 'paused') await page.locator('#state-words', { hasText: 'Paused' }).waitFor();
      if (name === 'granted') await page.locator('#role', { hasText: '·' }).waitFor();
      if (name === 'ended') {
        viewer.socket.close(1000);
        await phase('ended');
      }
      await settled();
      const parts = await seen();
      await picture(`bar-${name}-${width}`);
      let end = 0;
      for (const part of parts) {
        assert.ok(part.left >= end && part.right <= width, `${part.id} is within the window, and over nothing`);
        end = part.right;
        if (part.button) assert.ok(part.width >= 28 && part.height >= 40, `${part.id} can be touched`);
        if (part.id !== 'expires') assert.ok(!part.cut, `${part.id} is not cut`);
      }
    });
  }
}

for (const width of [320, 360]) {
  test(`asks for a name in words that can be read (${width})`, async () => {
    await open({ ...PHONE, viewport: { width, height: 600 } });
    await join({ query: '?renderer=dom' });
    await page.locator('#name-bar').waitFor();
    await picture(`name-${width}`);
    const { left, right, cut } = await page.evaluate(() => {
      const parts = [...document.querySelectorAll('#name-bar > *')];
      const boxes = parts.map((part) => part.getBoundingClientRect());
      return {
        left: Math.min(...boxes.map((box) => box.left)),
        right: Math.max(...boxes.map((box) => box.right)),
        cut: parts.some((part) => part.scrollWidth > part.clientWidth + 1),
      };
    });
    assert.ok(left >= 0 && right <= width, `from ${left} to ${right}`);
    assert.ok(!cut);
  });
}

test('has the end of the link whole, or not at all', async () => {
  for (const width of [700, 830, 901]) {
    await open({ viewport: { width, height: 600 } });
    const viewer = await join({ query: '?renderer=dom&name=ann', role: 'watch', chat: true, expires: within(480) });
    viewer.event(PEOPLE);
    await page.locator('#people').waitFor();
    await settled();
    assert.deepEqual(
      (await seen()).filter(({ cut }) => cut).map(({ id }) => id),
      [],
      `${width}`,
    );
  }
});

test('says nothing about typing, or the line, that is not so any more', async () => {
  const viewer = await join({ query: '?renderer=dom&name=ann', screen: 'still there' });
  viewer.event(PEOPLE);
  await page.locator('#role', { hasText: 'Can type' }).waitFor();
  const hover = () => page.evaluate(() => document.querySelector('#state').title);
  await page.locator('#state').hover();
  await viewer.until(() => viewer.pings.length > 0, 'the page measures');
  viewer.event({ type: 'pong', id: viewer.pings.at(-1).id });
  await page.waitForFunction(() =>
    /Round trip: \d+ ms\nStill to draw: 0 B/.test(document.querySelector('#state').title),
  );
  host.sockets = false;
  host.screen = { cols: 80, rows: 24, offset: 20, bytes: 'by other ways' };
  await page.locator('#state').click();
  await withoutTimers();
  viewer.socket.terminate();
  await phase('waiting');
  await page.locator('#role').waitFor({ state: 'hidden' });
  assert.match(await hover(), /Round trip: –/);
  const refresh = page.getByRole('button', { name: 'Draw everything again', disabled: true });
  await refresh.waitFor();
  // The panel stays below its button, which has longer words now.
  const under = () =>
    page.evaluate(() => {
      const right = (id) => document.getElementById(id).getBoundingClientRect().right;
      return Math.abs(right('state') - right('state-panel'));
    });
  await settled();
  assert.ok((await under()) < 1);
  assert.deepEqual([(await lines())[0], (await screen()).cols], ['still there', 80]);
});

test('shows where the screen of the host ends', async () => {
  await join({ query: '?renderer=dom', cols: 40, rows: 10 });
  await settled();
  const [inside, outside] = await page.evaluate(() =>
    ['#terminal', 'main'].map((place) => window.getComputedStyle(document.querySelector(place)).backgroundColor),
  );
  assert.notEqual(inside, outside);
});
