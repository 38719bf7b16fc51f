/** The colours of the host's terminal as a theme of the page. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { host, join, page } from './harness.mjs';

const PALETTE = {
  type: 'palette',
  foreground: '#d0d0d0',
  background: '#101418',
  cursor: '#ffcc00',
  colors: Array.from({ length: 16 }, (_, i) => `#00${(i * 16).toString(16).padStart(2, '0')}00`),
};

const choice = () => page.locator('#themes label', { has: page.locator('input[value=host]') });
const ground = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--ground'));
const wears = (colour) =>
  page.waitForFunction((colour) => document.documentElement.style.getPropertyValue('--ground') === colour, colour);

test('can be chosen once they are known, and are remembered', async () => {
  const viewer = await join({ screen: 'hello' });
  const before = await ground();
  await page.locator('#settings').click();
  assert.equal(await choice().isVisible(), false);
  viewer.event(PALETTE);
  await choice().waitFor();
  assert.equal(await ground(), before, 'nobody has chosen them');
  assert.equal(viewer.asked.length, 0);
  await choice().click();
  await wears('#101418');
  await viewer.until(() => viewer.asked.length === 1, 'a snapshot, for the colours that programs have set');
  assert.deepEqual(viewer.asked, [{ type: 'refresh' }]);

  const rejoined = host.joined();
  await page.reload();
  const again = await rejoined;
  again.welcome();
  again.snapshot(0, 80, 24, 'hello');
  await again.until(() => again.acked === 0, 'the snapshot is drawn');
  assert.equal(await ground(), before, 'not known in this visit');
  again.event(PALETTE);
  await wears('#101418');
});
