/** Predicted echo, through a proxy that delays everything by 200 ms there and back. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { typeAtOnce } from './browser.mjs';
import { host, page, picture } from './harness.mjs';

const ONE_WAY_MS = 100;

let proxy;
let target;

/** Passes bytes on, each piece so much later. */
function delayed(from, to) {
  from.on('data', (data) => setTimeout(() => to.write(data), ONE_WAY_MS));
  from.on('close', () => setTimeout(() => to.destroy(), ONE_WAY_MS));
  from.on('error', () => undefined);
}

before(async () => {
  proxy = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    delayed(near, far);
    delayed(far, near);
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
});

after(() => {
  proxy.close();
});

/** A shell which echoes, unless it asks for a password; Enter clears the screen. */
async function shell() {
  const joined = host.joined();
  const origin = `http://127.0.0.1:${proxy.address().port}`;
  const direct = host.origin;
  target = Number(new URL(direct).port);
  const link = host.link.replace(direct, origin);
  // What is asked for through the proxy is not from elsewhere.
  host.origin = 'http://127.0.0.1:';
  await page.goto(link.replace('#', '?renderer=dom#'));
  host.origin = direct;
  const viewer = await joined;
  viewer.welcome();
  viewer.snapshot(0, 80, 24, '$ ');
  await viewer.until(() => viewer.acked === 0, 'the snapshot is drawn');
  let offset = 0;
  let taken = 0;
  viewer.mode = 'echo';
  viewer.print = (text) => {
    viewer.output(offset, text);
    offset += Buffer.byteLength(text);
  };
  viewer.on('message', () => {
    const ping = viewer.pings.at(-1);
    if (ping !== undefined && ping !== viewer.answered) {
      viewer.answered = ping;
      viewer.event({ type: 'pong', id: ping.id });
    }
    const keys = viewer.input.subarray(taken).toString();
    taken = viewer.input.length;
    if (keys === '') return;
    if (viewer.mode === 'echo') viewer.print(keys.replaceAll('\r', '\x1b[2J\x1b[H$ '));
    else if (viewer.mode === 'stars') viewer.print('*'.repeat(keys.length));
  });
  return viewer;
}

const cleared = () => page.waitForFunction(() => document.querySelector('#echo').childElementCount === 0);
/** Waits until the terminal itself holds it in its last line. */
const drawn = (text) =>
  page.waitForFunction((text) => window.jshare.screen().lines.some((line) => line.text.trimEnd().endsWith(text)), text);
/** Every text that was ever predicted in sight. */
const watch = () =>
  page.evaluate(() => {
    window.predicted = [];
    new window.MutationObserver(() => {
      window.predicted.push([...document.querySelectorAll('#echo .guess')].map((cell) => cell.textContent).join(''));
    }).observe(document.querySelector('#echo'), { childList: true });
  });
const predicted = () => page.evaluate(() => window.predicted);

const together = (text) => page.evaluate(typeAtOnce, text);

/** Types until the line is known to echo: `$ abc` stands there. A page that was held up for too long tries again. */
async function proven() {
  for (let attempts = 1; ; attempts++) {
    await page.keyboard.press('Enter');
    await drawn('$');
    await together('ab');
    await drawn('$ ab');
    const guess = await together('c');
    await drawn('$ abc');
    await cleared();
    if (guess === 'c') return;
    assert.ok(attempts < 10, 'a key is predicted where keys are echoed');
  }
}

/** Has this guessed behind `$ abc`, where the shell does something else from then on. Whether it echoes may be in doubt again. */
async function guessed(text, viewer, mode) {
  for (let attempts = 1; ; attempts++) {
    viewer.mode = 'echo';
    await proven();
    viewer.mode = mode;
    if ((await together(text)) === text) return;
    assert.ok(attempts < 10, 'keys are predicted where keys are echoed');
  }
}

/** A shell of which that is known, and that it is far away. */
async function trusted() {
  const viewer = await shell();
  await page.keyboard.type('a');
  await drawn('$ a');
  await viewer.until(() => viewer.answered !== undefined, 'the line is measured');
  await page.waitForFunction(() => window.jshare.state().roundTrip >= 200);
  await proven();
  return viewer;
}

test('shows keys before their echo comes, underlined, and lets the echo take over', async () => {
  const viewer = await trusted();
  // Within the page, and at once: the echo is on its way, and a look from here may come after it.
  await page.evaluate(() => {
    new window.MutationObserver(() => {
      const cells = [...document.querySelectorAll('#echo .guess')];
      if (cells.length < 3 || window.look !== undefined) return;
      const box = cells[0].getBoundingClientRect();
      const screen = document.querySelector('.xterm-screen').getBoundingClientRect();
      window.look = {
        texts: cells.map((cell) => cell.textContent),
        terminal: window.jshare.screen().lines[0].text.trimEnd(),
        line: window.getComputedStyle(cells[0]).textDecorationLine,
        column: (box.left - screen.left) / (screen.width / 80),
        row: (box.top - screen.top) / (screen.height / 24),
      };
    }).observe(document.querySelector('#echo'), { childList: true, subtree: true });
  });
  await guessed('def', viewer, 'echo');
  await picture('echo');
  await page.waitForFunction(() => window.look !== undefined);
  const look = await page.evaluate(() => window.look);
  assert.deepEqual(look.texts, ['d', 'e', 'f']);
  assert.equal(look.line, 'underline');
  assert.ok(Math.abs(look.column - 5) < 0.1 && Math.abs(look.row) < 0.1, JSON.stringify(look));
  assert.equal(look.terminal, '$ abc', 'the terminal itself knows nothing of it yet');
  await drawn('$ abcdef');
  await cleared();
});

test('never shows what is typed where nothing is echoed', async () => {
  const viewer = await trusted();
  viewer.mode = 'silent';
  await page.keyboard.press('Enter');
  viewer.print('\r\nPassword: ');
  await drawn('Password:');
  await watch();
  await page.keyboard.type('secret', { delay: 80 });
  await viewer.until(() => viewer.input.toString().endsWith('secret'), 'it arrives');
  viewer.mode = 'echo';
  await page.keyboard.press('Enter');
  await drawn('$');
  assert.ok(
    (await predicted()).every((text) => text === ''),
    JSON.stringify(await predicted()),
  );
  // And where there is an echo again, so are the guesses.
  await proven();
});

test('takes back what was wrong, and what never comes', async () => {
  const viewer = await trusted();
  await guessed('de', viewer, 'stars');
  await drawn('$ abc**');
  await cleared();
  await guessed('d', viewer, 'silent');
  // How long it stays is in the tests of the prediction, by a clock of their own.
  await cleared();
});

test('predicts nothing in a program that takes the whole screen', async () => {
  const viewer = await trusted();
  viewer.print('\x1b[?1049h\x1b[H');
  await page.waitForFunction(() => window.jshare.screen().buffer === 'alternate');
  await watch();
  await page.keyboard.type('xyz');
  await viewer.until(() => viewer.input.toString().endsWith('xyz'), 'it arrives');
  assert.deepEqual(await predicted(), []);
});
