/**
 * The page at the sizes of a desktop, a tablet and a phone: nothing lies over anything else, and everything can be read.
 * The pictures go to target/page.
 */

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { demo, join, open, page, phase, PHONE, settled } from './harness.mjs';

const PICTURES = fileURLToPath(new URL('../../../target/page/', import.meta.url));
mkdirSync(PICTURES, { recursive: true });

const DEVICES = {
  desktop: { viewport: { width: 1280, height: 800 } },
  tablet: { viewport: { width: 820, height: 1180 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  phone: PHONE,
};
/** As most are; larger than any window; and taller than wide, as in half of a tiled screen. */
const SIZES = [
  [80, 24],
  [200, 50],
  [50, 60],
];
/** What there is to read and to press, by what opens it. */
const PARTS = {
  header: undefined,
  '#name-bar': undefined,
  '#keys': undefined,
  '#settings-panel': '#settings',
  '#people-panel': '#people',
  '#chat-panel': '#chat',
  '#state-panel': '#state',
  '#search-bar': '#search',
};

const save = (name) => page.screenshot({ path: `${PICTURES}${name}.png` });

async function visit(options, cols, rows) {
  await open(options);
  const viewer = await join({ query: '?renderer=dom', cols, rows, screen: demo(cols, rows), chat: true });
  viewer.event({
    type: 'presence',
    watching: 2,
    viewers: [
      { id: 1, name: '', role: 'type' },
      { id: 2, name: 'Bob', role: 'watch' },
    ],
    typing: 2,
  });
  await page.locator('#people').waitFor();
  await phase('live');
  await settled();
  return viewer;
}

/** The boxes of what is in sight. */
const boxes = () =>
  page.evaluate(() => {
    const box = (found) => {
      if (found === null || !found.checkVisibility()) return undefined;
      const { left, top, right, bottom } = found.getBoundingClientRect();
      return { left, top, right, bottom };
    };
    const of = (selector) => box(document.querySelector(selector));
    const screen = of('.xterm-screen');
    const { cursor, cols, rows } = window.jshare.screen();
    const cell = { x: (screen.right - screen.left) / cols, y: (screen.bottom - screen.top) / rows };
    return {
      window: { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight },
      page: { width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight },
      header: of('header'),
      nameBar: of('#name-bar'),
      stage: of('#stage'),
      screen,
      cursor: {
        left: screen.left + cursor.x * cell.x,
        right: screen.left + (cursor.x + 1) * cell.x,
        top: screen.top + cursor.y * cell.y,
        bottom: screen.top + (cursor.y + 1) * cell.y,
      },
      keys: of('#keys'),
      wrap: of('#wrap'),
      pans: document.querySelector('#stage').dataset.zoomed === 'true',
      buttons: [...document.querySelectorAll('header button:not(.unseen)')].map(box).filter((found) => found),
      keyHeights: [...document.querySelectorAll('#keys button')].map((key) => key.getBoundingClientRect().height),
    };
  });

/** Half a pixel is rounding. */
const inside = (inner, outer) =>
  inner.left >= outer.left - 0.5 &&
  inner.top >= outer.top - 0.5 &&
  inner.right <= outer.right + 0.5 &&
  inner.bottom <= outer.bottom + 0.5;
const apart = (one, other) =>
  one === undefined ||
  other === undefined ||
  one.right <= other.left + 0.5 ||
  other.right <= one.left + 0.5 ||
  one.bottom <= other.top + 0.5 ||
  other.bottom <= one.top + 0.5;

function check(seen, touch) {
  const told = JSON.stringify(seen);
  assert.deepEqual(
    seen.page,
    { width: seen.window.right, height: seen.window.bottom },
    'the page itself does not scroll',
  );
  for (const part of ['header', 'nameBar', 'keys', 'wrap'])
    if (seen[part] !== undefined) assert.ok(inside(seen[part], seen.window), `${part} in sight: ${told}`);
  for (const part of ['header', 'nameBar', 'keys', 'wrap'])
    assert.ok(apart(seen[part], seen.stage), `${part} covers nothing: ${told}`);
  assert.ok(inside(seen.screen, seen.stage) || seen.pans, `it fits, or can be moved: ${told}`);
  assert.ok(inside(seen.cursor, seen.stage), `the cursor in sight: ${told}`);
  for (const [i, button] of seen.buttons.entries()) {
    assert.ok(inside(button, seen.header), `button ${i}: ${told}`);
    assert.ok(seen.buttons.every((other, j) => i === j || apart(button, other)));
  }
  assert.equal(seen.keys !== undefined, touch, 'keys for glass, and only there');
  if (touch) assert.ok(Math.min(...seen.keyHeights) >= 36, 'large enough for fingers');
}

for (const [device, options] of Object.entries(DEVICES)) {
  for (const [cols, rows] of SIZES) {
    test(`has its parts side by side: ${cols}x${rows} (${device})`, async () => {
      const touch = options.hasTouch === true;
      await visit(options, cols, rows);
      const asked = await boxes();
      assert.ok(asked.nameBar !== undefined, 'it asks for a name');
      check(asked, touch);
      await page.locator('#name-skip').click();
      await settled();
      const seen = await boxes();
      assert.equal(seen.nameBar, undefined);
      check(seen, touch);
      await save(`${device}-${cols}x${rows}`);
    });
  }
}

/** For each text in a part: how it stands out from what is behind it (WCAG 2, contrast ratio). */
const contrasts = (selector) =>
  page.evaluate((selector) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const light = () => {
      const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((value) => {
        const part = value / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const paint = (colour) => {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
      return light();
    };
    const ground = (element) => {
      const parent = element.parentElement;
      if (parent !== null) ground(parent);
      return paint(window.getComputedStyle(element).backgroundColor);
    };
    const ratio = (element) => {
      const behind = ground(element);
      const front = paint(window.getComputedStyle(element).color);
      return (Math.max(front, behind) + 0.05) / (Math.min(front, behind) + 0.05);
    };
    const part = document.querySelector(selector);
    const words = (element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '') ||
      element.matches('input');
    return [...part.querySelectorAll('*')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }) && words(element))
      .map((element) => ({ what: element.id || element.textContent.trim().slice(0, 20), ratio: ratio(element) }));
  }, selector);

for (const scheme of ['light', 'dark']) {
  for (const [device, options] of Object.entries(DEVICES)) {
    test(`can be read (${scheme}, ${device})`, async () => {
      await visit({ ...options, colorScheme: scheme }, 80, 24);
      for (const [part, opener] of Object.entries(PARTS)) {
        if (part === '#keys' && options.hasTouch !== true) continue;
        if (opener !== undefined) await page.locator(opener).click();
        const texts = await contrasts(part);
        assert.ok(texts.length > 0, `${part} says something`);
        for (const { what, ratio } of texts) assert.ok(ratio >= 4.5, `${part}: ${what}: ${ratio.toFixed(2)}`);
        if (opener === undefined) continue;
        const box = await page.locator(part).boundingBox();
        const { width, height } = options.viewport;
        assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, part);
        const spills = await page.locator(part).evaluate((part) => part.scrollWidth - part.clientWidth);
        assert.equal(spills, 0, `nothing hangs over the edge of ${part}`);
        await save(`${scheme}-${device}${part.replace('#', '-')}`);
        await page.keyboard.press('Escape');
        await page.locator(part).waitFor({ state: 'hidden' });
      }
    });
  }
}
