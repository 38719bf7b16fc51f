/** The page in Firefox: what differs between browsers is drawing, keys, inflating and the content security policy. */

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { Firefox, hasFirefox } from './firefox.mjs';
import { Host } from './host.mjs';

const options = { skip: !hasFirefox && 'there is no Firefox' };

let firefox;
let host;
let faults;

before(async () => {
  if (hasFirefox) firefox = await Firefox.start();
  firefox?.on('log', (text) => faults.push(text));
});

after(() => firefox?.close());

beforeEach(async () => {
  faults = [];
  host = new Host();
  await host.listen();
});

afterEach(() => {
  host.close();
  // It tells of a socket that the test itself has closed.
  assert.deepEqual(
    faults.filter((text) => !/can’t establish a connection|was interrupted/.test(text)),
    [],
  );
});

async function join(screen, welcome = {}) {
  const joined = host.joined();
  await firefox.open(host.link);
  const viewer = await joined;
  viewer.welcome(welcome);
  viewer.snapshot(0, 80, 24, screen);
  await viewer.until(() => viewer.acked === 0, 'the snapshot is drawn');
  await firefox.until("jshare.state().phase.kind === 'live'");
  return viewer;
}

const text = () => firefox.value('jshare.screen().lines.map((line) => line.text.trimEnd()).join("\\n").trimEnd()');

test('shows a screen, inflates, and types', options, async () => {
  const viewer = await join('one \x1b[1;31mtwo\x1b[0m 漢字\r\n$ ');
  assert.equal(await text(), 'one two 漢字\n$');
  const content = Buffer.from('deflated '.repeat(3));
  viewer.deflated(0, content.length, deflateRawSync(content));
  await viewer.until(() => viewer.acked === content.length, 'it is drawn');
  assert.equal(await text(), 'one two 漢字\n$ deflated deflated deflated');
  await firefox.type('ls é\ue007\ue013');
  const typed = 'ls é\r\x1b[A';
  await viewer.until(() => viewer.input.length >= Buffer.byteLength(typed), 'the keys arrive');
  assert.equal(viewer.input.toString(), typed);
});

test('keys that nothing has the focus for go to the terminal', options, async () => {
  const viewer = await join('$ ');
  let typed = '';
  for (const [key, bytes] of [
    ['y', 'y'],
    ['\ue007', '\r'],
    ['\ue013', '\x1b[A'],
  ]) {
    await firefox.value('document.activeElement.blur()');
    await firefox.until('document.activeElement === document.body');
    await firefox.type(key);
    typed += bytes;
    await viewer.until(() => viewer.input.length >= typed.length, 'the key arrives');
    assert.equal(viewer.input.toString(), typed);
  }
});

test('fits the screen, wraps lines, and hides it all behind the curtain', options, async () => {
  await firefox.size(390, 700);
  const long = `start ${'word '.repeat(30)}finish`;
  const viewer = await join(`${long}\r\n$ `);
  const [screen, stage] = await firefox.value(
    "['.xterm-screen', '#stage'].map((id) => document.querySelector(id).getBoundingClientRect().width)",
  );
  assert.ok(screen <= stage && screen > 0.8 * stage, `${screen} of ${stage}`);
  await firefox.value("document.querySelector('#wrap').click()");
  await firefox.until("document.querySelectorAll('#reflow > div').length === 2");
  assert.equal(await firefox.value("document.querySelector('#reflow > div').textContent"), long);
  const [inner, outer] = await firefox.value(
    "((root) => [root.scrollWidth, root.clientWidth])(document.querySelector('#reflow'))",
  );
  assert.equal(inner, outer);
  viewer.event({ type: 'paused' });
  await firefox.until("document.body.dataset.curtain === 'true'");
  assert.deepEqual(
    await firefox.value(
      "['#reflow', '#terminal'].map((id) => document.querySelector(id).checkVisibility({ visibilityProperty: true }))",
    ),
    [false, false],
  );
});
