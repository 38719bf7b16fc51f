/** What the page shows, and what is typed into it. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import {
  cursorMargin,
  card,
  context,
  demo,
  host,
  join,
  lines,
  notice,
  open,
  page,
  phase,
  PHONE,
  picture,
  screen,
  settled,
  state,
  withoutTimers,
  withTimers,
} from './harness.mjs';
import { SESSION, TOKEN } from './host.mjs';

for (const renderer of ['dom', 'webgl']) {
  test(`shows a screen and types into it (${renderer})`, async () => {
    const viewer = await join({ query: `?renderer=${renderer}`, screen: 'one \x1b[1;31mtwo\x1b[0m 漢字\r\n$ ' });
    assert.equal((await state()).renderer, renderer);
    const { lines: shown, cursor } = await screen();
    assert.equal(shown[0].text, 'one two 漢字');
    assert.deepEqual(shown[0].cells[4], { text: 't', width: 1, fg: 1, bg: 'default', attributes: ['bold'] });
    assert.deepEqual(
      shown[0].cells.slice(8, 10).map((cell) => cell.width),
      [2, 0],
    );
    assert.deepEqual(cursor, { x: 2, y: 1, hidden: false });
    await page.keyboard.type('ls é');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Control+c');
    const typed = 'ls é\r\x1b[A\x03';
    await viewer.until(() => viewer.input.length >= Buffer.byteLength(typed), 'the keys arrive');
    assert.equal(viewer.input.toString(), typed);
    await phase('live');
  });
}

test('connects before the page is read, and takes the socket away from where it was', async () => {
  await page.addInitScript(() => {
    const Real = window.WebSocket;
    window.opened = [];
    window.WebSocket = class extends Real {
      constructor(...options) {
        super(...options);
        window.opened.push(document.body !== null);
      }
    };
  });
  await join({ screen: 'one' });
  assert.deepEqual(await page.evaluate(() => window.opened), [false]);
  assert.equal(await page.evaluate(() => window.jshareEarly), undefined);
  assert.equal(host.viewers.length, 1);
});

test('shows what came before the page was ready, and that the line was lost meanwhile', async () => {
  const joined = host.joined();
  // Whatever takes the script's time: both messages and the end have come by then.
  await page.addInitScript(() => {
    const from = window.performance.now();
    document.addEventListener('readystatechange', () => {
      while (document.readyState === 'interactive' && window.performance.now() - from < 500);
    });
  });
  const arrived = page.goto(host.link);
  const viewer = await joined;
  viewer.welcome();
  viewer.snapshot(0, 80, 24, 'one');
  viewer.socket.close(1000);
  await arrived;
  await phase('ended');
  assert.equal((await lines())[0], 'one');
});

test('draws on without its graphics', async () => {
  const viewer = await join({ query: '?renderer=webgl', screen: 'one ' });
  await page.evaluate(() => {
    const canvas = [...document.querySelectorAll('canvas')].find((canvas) => canvas.getContext('webgl2') !== null);
    canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
  });
  await page.waitForFunction(() => window.jshare.state().renderer === 'dom');
  viewer.output(0, 'two');
  await viewer.until(() => viewer.acked === 3, 'it is drawn');
  await page.locator('.xterm-rows', { hasText: 'one two' }).waitFor();
});

test('keeps the token to itself', async () => {
  await join();
  assert.equal(page.url(), `${host.origin}/proxy/s/${SESSION}`);
  assert.ok(!host.requests.some((url) => url.includes(TOKEN)));
  const seen = await page.evaluate(() => JSON.stringify([window.jshare.state(), window.jshare.screen()]));
  assert.ok(!seen.includes(TOKEN));
  const rejoined = host.joined();
  await page.reload();
  (await rejoined).welcome();
});

test('comes back by its ticket when it is loaded anew, and no copy of the tab does', async () => {
  await join({ ticket: 'first' });
  const copied = host.joined();
  const copy = await context.newPage();
  // As a browser does where a tab is duplicated.
  const stored = await page.evaluate(() => ({ ...window.sessionStorage }));
  await copy.addInitScript((stored) => Object.assign(window.sessionStorage, stored), stored);
  await copy.goto(page.url());
  assert.equal((await copied).ticket, undefined);
  await copy.close();

  const rejoined = host.joined();
  await page.reload();
  const viewer = await rejoined;
  assert.equal(viewer.ticket, 'first');
  viewer.welcome();
  viewer.snapshot(0, 80, 24, '');
  await phase('live');
  assert.deepEqual(
    await page.evaluate(() => Object.keys(window.sessionStorage).filter((key) => key.includes('ticket'))),
    [],
  );
});

test('a link pasted again with another token wins', async () => {
  await join();
  await page.goto(`${host.link.replace(TOKEN, 'another-token')}`);
  await phase('refused');
  assert.match(await card(), /does not open a terminal/);
  const joined = host.joined();
  await page.goto(host.link);
  (await joined).welcome();
});

test('answers no query', async () => {
  const viewer = await join();
  const queries =
    '\x1b[c\x1b[>c\x1b[=c\x1b[5n\x1b[6n\x1b[?6n\x1b[4$p\x1b[?2004$p\x1b[>0q\x1b[14t\x1b[16t\x1b[18t\x1b[20t\x1b[21t' +
    '\x1bP$qm\x1b\\\x1bP$qr\x1b\\\x1bP$q q\x1b\\\x1bP$q"q\x1b\\\x1bP$q"p\x1b\\\x1bP+q544e\x1b\\\x1b[?1004h' +
    '\x1b]4;1;?\x07\x1b]4;1;rgb:11/22/33;2;?\x07\x1b]10;?\x07\x1b]11;?\x07\x1b]12;?\x07\x1b]52;c;?\x07\x1b]52;c;aGk=\x07';
  viewer.output(0, queries);
  await viewer.until(() => viewer.acked === queries.length, 'the queries are read');
  await page.locator('#terminal').click();
  await page.keyboard.press('x');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), 'x');
});

test('types what Ctrl makes of every sign', async () => {
  const viewer = await join();
  for (const key of ['Control+/', 'Control+Shift+Digit6', 'Control+Shift+Minus', 'Control+]'])
    await page.keyboard.press(key);
  await viewer.until(() => viewer.input.length > 3, 'the keys arrive');
  assert.deepEqual([...viewer.input], [0x1f, 0x1e, 0x1f, 0x1d]);
});

/** Presses a key of another layout than the browser's own; `modifiers`: 1 Alt, 2 Ctrl, 8 Shift. */
async function press(key, code, windowsVirtualKeyCode, modifiers) {
  const browser = await context.newCDPSession(page);
  for (const type of ['rawKeyDown', 'keyUp'])
    await browser.send('Input.dispatchKeyEvent', { type, key, code, windowsVirtualKeyCode, modifiers });
  await browser.detach();
}

test('types signs where other keyboards have them', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann' });
  await press('\\', 'Minus', 219, 2); // German, with AltGr.
  await press('_', 'Digit8', 56, 2); // French.
  await press('/', 'Digit7', 55, 9); // German.
  await press('<', 'IntlBackslash', 226, 1);
  await press('\u0441', 'KeyC', 67, 2); // Russian.
  await viewer.until(() => viewer.input.length > 6, 'the keys arrive');
  assert.equal(viewer.input.toString(), '\x1c\x1f\x1b/\x1b<\x03');
});

test('finds, copies and keeps by the letters of other keyboards', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  const viewer = await join({ query: '?renderer=dom&name=Ann', screen: 'word' });
  const copied = () => page.evaluate(() => window.navigator.clipboard.readText());
  await page.evaluate(() => window.navigator.clipboard.writeText('before'));
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.dblclick(box.x + box.width / 80, box.y + box.height / 48);
  await press('J', 'KeyC', 74, 10); // Dvorak.
  assert.equal(await copied(), 'before');
  await press('C', 'KeyI', 67, 10);
  assert.equal(await copied(), 'word');
  await press('\u0410', 'KeyF', 70, 10); // Russian.
  await page.locator('#search-text').waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    document.activeElement.blur();
    window.getSelection().selectAllChildren(document.querySelector('#name'));
  });
  await press('\u0441', 'KeyC', 67, 2);
  await page.evaluate(() => window.getSelection().removeAllRanges());
  await page.keyboard.press('z');
  await viewer.until(() => viewer.input.toString().endsWith('z'), 'the next key arrives');
  assert.equal(viewer.input.toString(), 'z');
});

test('pastes, and a paste cannot end itself', async () => {
  const viewer = await join({ screen: '\x1b[?2004h' });
  const paste = (text) =>
    page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      document.querySelector('textarea').dispatchEvent(event);
    }, text);
  await paste('a\nb\x1b[201~\x03rm\n');
  const expected = '\x1b[200~a\rb[201~rm\r\x1b[201~';
  await viewer.until(() => viewer.input.length >= expected.length, 'the paste arrives');
  assert.equal(viewer.input.toString(), expected);
  viewer.input = Buffer.alloc(0);
  const large = '漢'.repeat(30_000);
  await paste(large);
  await viewer.until(() => viewer.input.length >= 90_012, 'the large paste arrives');
  assert.equal(viewer.input.toString(), `\x1b[200~${large}\x1b[201~`);
});

test('reports the mouse where the program asks for it', async () => {
  const viewer = await join({ screen: '\x1b[?1000h\x1b[?1006h' });
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.click(box.x + (box.width / 80) * 10.5, box.y + (box.height / 24) * 5.5);
  const report = '\x1b[<0;11;6M\x1b[<0;11;6m';
  await viewer.until(() => viewer.input.length >= report.length, 'the report arrives');
  assert.equal(viewer.input.toString(), report);
});

test('a watch link sends nothing and says so', async () => {
  const viewer = await join({ role: 'watch', screen: '\x1b[?1000h\x1b[?1006hsome work\r\n' });
  await page.locator('#terminal').click();
  await page.keyboard.type('rm');
  await notice('watching only');
  await picture('watch');
  viewer.output(32, 'x');
  await viewer.until(() => viewer.asked.length > 0, 'a gap is noticed');
  assert.deepEqual(viewer.asked, [{ type: 'refresh' }]);
  assert.equal(viewer.input.length, 0);
});

test('who only watches scrolls and copies by keys', async () => {
  await open({ permissions: ['clipboard-read', 'clipboard-write'] });
  const numbered = Array.from({ length: 100 }, (_, i) => `line ${i}`).join('\r\n');
  const viewer = await join({ query: '?renderer=dom', role: 'watch', screen: numbered });
  await page.locator('#terminal').click();
  await page.keyboard.press('Shift+PageUp');
  await page.waitForFunction(() => window.jshare.screen().scrolledBack === 23);
  await page.keyboard.press('Shift+PageDown');
  await page.waitForFunction(() => window.jshare.screen().scrolledBack === 0);
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.dblclick(box.x + box.width / 80, box.y + box.height / 48);
  await page.evaluate(() => {
    window.addEventListener('keydown', (event) => (window.prevented = event.defaultPrevented));
  });
  await page.keyboard.press('Control+Shift+C');
  assert.equal(await page.evaluate(() => window.prevented), true);
  assert.equal(await page.evaluate(() => window.navigator.clipboard.readText()), 'line');
  assert.equal(viewer.input.length, 0);
});

test('takes deflated output and resizes in order', async () => {
  const viewer = await join();
  const content = Buffer.from('deflated line\r\n'.repeat(3));
  viewer.deflated(0, content.length, deflateRawSync(content));
  viewer.output(content.length, 'plain\r\n');
  viewer.resize(content.length + 7, 40, 10);
  viewer.output(content.length + 7, 'x'.repeat(41));
  const end = content.length + 7 + 41;
  await viewer.until(() => viewer.acked === end, 'all is drawn');
  const shown = await screen();
  assert.deepEqual([shown.cols, shown.rows], [40, 10]);
  assert.deepEqual((await lines()).slice(0, 6), [...Array(3).fill('deflated line'), 'plain', 'x'.repeat(40), 'x']);
});

test('a snapshot replaces everything', async () => {
  const viewer = await join({ screen: 'old\r\n'.repeat(100) });
  const dirt = '\x1b[?1049h\x1b[41m\x1b[2J\x1b[3;5r\x1b[?25l\x1b[4h\x1b]11;#ff0000\x07\x1b]2;unfinished';
  viewer.output(0, dirt);
  // Not the offset that the output ends at, so that the ack is the snapshot's.
  const offset = dirt.length + 100;
  viewer.snapshot(offset, 60, 20, 'new');
  await viewer.until(() => viewer.acked === offset, 'the snapshot is drawn');
  const { cursor, buffer, modes } = await screen();
  const all = await page.evaluate(() => window.jshare.screen({ scrollback: true }).lines.map((line) => line.text));
  assert.deepEqual(all, ['new', ...Array(19).fill('')]);
  assert.deepEqual([cursor, buffer, modes.insertMode], [{ x: 3, y: 0, hidden: false }, 'normal', false]);
  assert.equal(await page.title(), 'ann@workstation');
});

test('reads on above the screen while output goes on', async () => {
  const numbered = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => `line ${from + i}`).join('\r\n');
  const viewer = await join({ query: '?renderer=dom', rows: 24, screen: numbered(4001, 5000) });
  await page.locator('#terminal').click();
  for (let i = 0; i < 42; i++) await page.keyboard.press('Shift+PageUp');
  const asked = () => viewer.asked.filter((request) => request.type === 'history');
  await viewer.until(() => asked().length > 0, 'more lines are asked for');
  assert.deepEqual(asked(), [{ type: 'history', lines: 2000 }]);
  assert.equal((await top()).text, 'line 4011');
  // Every picture that is drawn is looked at: none may show another place.
  await page.evaluate(() => {
    window.seen = new Set();
    const probe = document.body.appendChild(document.createElement('div'));
    // Sizes are observed after all that is done for a picture, and right before it is painted.
    new window.ResizeObserver(() => {
      window.seen.add(document.querySelector('.xterm-rows > div').textContent.trim());
    }).observe(probe);
    const look = (time) => {
      probe.style.width = `${1 + (Math.round(time) % 7)}px`;
      window.requestAnimationFrame(look);
    };
    look(0);
  });
  const output = `\r\n${numbered(5001, 5010)}`;
  viewer.output(0, output);
  viewer.snapshot(output.length + 100, 80, 24, numbered(3011, 5020));
  const end = output.length + 100;
  await viewer.until(() => viewer.acked === end, 'the snapshot is drawn');
  viewer.output(end, `\r\n${numbered(5021, 5030)}`);
  await viewer.until(() => viewer.acked > end, 'output goes on');
  assert.deepEqual(await top(), { text: 'line 4011', above: 1996 });
  assert.deepEqual(await page.evaluate(() => [...window.seen]), ['line 4011']);
  // Fewer lines than asked for: there are no more.
  for (let i = 0; i < 50; i++) await page.keyboard.press('Shift+PageUp');
  assert.deepEqual(await top(), { text: 'line 3011', above: 1996 });
  assert.equal(asked().length, 1);
});

/** The line at the top of the window, and how many are above the screen. */
function top() {
  return page.evaluate(() => {
    const { lines, rows, scrolledBack } = window.jshare.screen({ scrollback: true });
    const above = lines.length - rows;
    return { text: lines[above - scrolledBack].text, above };
  });
}

test('continues after a lost connection', async () => {
  const viewer = await join({ screen: 'before ', offset: 100 });
  const rejoined = host.joined();
  await withoutTimers(); // Else it would come back by itself.
  viewer.socket.terminate();
  await phase('waiting');
  assert.match(await page.locator('#state').innerText(), /Reconnecting in \d s/);
  await picture('reconnecting');
  await page.locator('#retry').click();
  await withTimers();
  const again = await rejoined;
  assert.equal(again.query.get('from'), '100');
  again.welcome({ offset: 105 });
  again.output(100, 'after');
  await again.until(() => again.acked === 105, 'the rest is drawn');
  assert.equal((await lines())[0], 'before after');
  await phase('live');
});

test('shows the screen where no socket gets through, and goes live by itself', async () => {
  host.sockets = false;
  host.screen = { cols: 60, rows: 20, offset: 40, bytes: 'one' };
  await page.clock.install();
  await page.goto(host.link);
  const screens = () => host.requests.filter((url) => url.includes('/screen?format=ansi')).length;
  const run = async (condition) => {
    for (let i = 0; i < 400 && !(await condition()); i++) await page.clock.runFor(250);
    assert.ok(await condition(), String(condition));
  };
  await run(() => page.evaluate(() => window.jshare !== undefined)); // Its start, too, waits for the clock.
  await run(async () => (await state()).phase.kind === 'polling');
  await run(async () => (await lines())[0] === 'one');
  assert.deepEqual([(await state()).cols, (await state()).rows], [60, 20]);
  await picture('polling');
  host.screen = { cols: 60, rows: 20, offset: 43, bytes: 'one two' };
  await run(async () => (await lines())[0] === 'one two');
  assert.ok(screens() >= 2);
  // Nobody has said yet that this one only watches.
  await page.keyboard.press('x');
  assert.deepEqual(await page.evaluate(() => window.notices), ['Not connected: what you type goes nowhere']);
  host.status = 500;
  await run(async () => (await state()).phase.kind === 'waiting');
  host.status = 200;
  const asked = page.waitForRequest((request) => request.url().includes('/screen?format=ansi'));
  await page.evaluate(() => document.querySelector('#retry').click());
  await asked;
  host.sockets = true;
  const joined = host.joined();
  joined.then((viewer) => {
    viewer.welcome();
    viewer.snapshot(50, 80, 24, 'three');
  });
  await run(async () => (await state()).phase.kind === 'live');
  assert.equal((await joined).query.get('from'), null);
  assert.equal((await lines())[0], 'three');
  const before = screens();
  await page.clock.runFor(10_000);
  assert.equal(screens(), before);
});

test('a huge count does not stop the page', async () => {
  const viewer = await join({ screen: 'text\r\n' });
  const hostile = ['S', 'T', 'L', 'M', '@', 'P', 'X', 'I', 'Z'].map((final) => `\x1b[2147483647${final}`).join('');
  viewer.output(0, `${hostile}x\x1b[2147483647b`);
  await viewer.until(() => viewer.acked > 0, 'the page lives');
});

test('shows names and titles as text', async () => {
  const viewer = await join();
  const evil = '<img src=x onerror=alert(1)>\u202e\u0007';
  viewer.event({ type: 'title', title: evil + 'x'.repeat(1024 * 50) });
  viewer.event({ type: 'presence', watching: 1, viewers: [{ id: 1, name: evil, role: 'watch' }] });
  viewer.event({ type: 'notice', text: evil });
  await page.waitForFunction(() => document.title.startsWith('<img'));
  assert.equal((await page.title()).length, 200);
  assert.equal(await page.locator('img').count(), 0);
  assert.equal(await page.locator('#notice').innerText(), '<img src=x onerror=alert(1)>');
});

test('lists who is watching, and changes the own name', async () => {
  const viewer = await join({ viewer: 2, screen: demo(80, 24) });
  const people = (name) => [
    { id: 1, name: 'Ann', role: 'type' },
    { id: 2, name, role: 'type' },
    { id: 7, name: '', role: 'watch' },
  ];
  viewer.event({ type: 'presence', watching: 4, viewers: people('') });
  await page.getByRole('button', { name: '4 watching' }).click();
  const panel = page.getByRole('dialog', { name: 'Who is watching' });
  assert.deepEqual(await panel.locator('li').allInnerTexts(), [
    'host\nshares',
    'Ann\ncan type',
    'Viewer 2\nyou\ncan type',
    'Viewer 7\nwatches',
  ]);
  assert.match(await panel.innerText(), /and 1 more/);
  assert.equal(await panel.getByLabel('Your name').getAttribute('placeholder'), 'Viewer 2');
  await panel.getByLabel('Your name').fill('Bob');
  await picture('people');
  await page.keyboard.press('Enter');
  await viewer.until(() => viewer.asked.length > 0, 'the name arrives');
  assert.deepEqual(viewer.asked, [{ type: 'name', name: 'Bob' }]);
  assert.equal(await panel.isVisible(), false);
  viewer.event({ type: 'presence', watching: 3, viewers: people('Bob') });
  // What is pressed in the bar goes to nobody's shell.
  assert.equal(viewer.input.length, 0);
  const rejoined = host.joined();
  await page.reload();
  assert.equal((await rejoined).query.get('name'), 'Bob');
});

test('cuts a long name between characters', async () => {
  const joined = host.joined();
  await page.goto(host.link.replace('#', `?name=${'x'.repeat(39)}${encodeURIComponent('😀😀')}#`));
  assert.equal((await joined).query.get('name'), `${'x'.repeat(39)}😀`);
});

test('tells how the connection is', async () => {
  const viewer = await join({ screen: demo(80, 24), expires: new Date(Date.now() + 7.3e6).toISOString() });
  viewer.on('message', () => {
    const ping = viewer.pings.at(-1);
    if (ping !== undefined) viewer.event({ type: 'pong', id: ping.id });
  });
  await page.getByRole('button', { name: 'Live' }).hover();
  await page.waitForFunction(() => /Round trip: \d+ ms/.test(document.querySelector('#state').title));
  await page.getByRole('button', { name: 'Live' }).click();
  const panel = page.getByRole('dialog', { name: 'Connection' });
  await panel.getByText(/^\d+ ms$/).waitFor();
  assert.match(await panel.innerText(), /80 × 24\s+Link expires\s+in 2 h/);
  await picture('connection');
  await panel.getByRole('button', { name: 'Draw everything again' }).click();
  await viewer.until(() => viewer.asked.some(({ type }) => type === 'refresh'), 'a snapshot is asked for');
});

const ground = () =>
  page.evaluate(() => window.getComputedStyle(document.querySelector('.xterm-scrollable-element')).backgroundColor);

test('dresses as the system does, or as one likes, and remembers', async () => {
  await open({ colorScheme: 'light' });
  const viewer = await join({ query: '?renderer=dom', screen: demo(80, 24) });
  assert.equal(await ground(), 'rgb(255, 255, 255)');
  await picture('light');
  const inverse = page.locator('.xterm-rows span', { hasText: 'inverse' });
  const colours = await inverse.evaluate((span) => {
    const { color, backgroundColor } = window.getComputedStyle(span);
    return [color, backgroundColor];
  });
  assert.deepEqual(colours, ['rgb(255, 255, 255)', 'rgb(36, 41, 47)']);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForFunction(() => document.documentElement.dataset.scheme === 'dark');
  assert.equal(await ground(), 'rgb(0, 0, 0)');
  await page.getByRole('button', { name: 'Settings' }).click();
  const panel = page.getByRole('dialog', { name: 'Settings' });
  assert.ok((await panel.getByRole('radio').count()) >= 9 + 3);
  await panel.getByRole('radio', { name: 'Nord' }).check();
  assert.equal(await ground(), 'rgb(46, 52, 64)');
  await panel.getByRole('radio', { name: 'bar' }).check();
  await panel.getByRole('button', { name: 'Larger' }).click();
  await panel.getByLabel('Copy what is selected').check();
  await picture('settings');
  await page.keyboard.press('Escape');
  assert.equal(await panel.isVisible(), false);
  const { fontSize } = await state();
  const rejoined = host.joined();
  await page.reload();
  const again = await rejoined;
  again.welcome();
  again.snapshot(0, 80, 24, 'some words to copy');
  await again.until(() => again.acked === 0, 'the snapshot is drawn');
  assert.equal(await ground(), 'rgb(46, 52, 64)');
  assert.equal((await state()).fontSize, fontSize);
  await page.locator('.xterm-cursor-bar').or(page.locator('.xterm-cursor-outline')).waitFor({ state: 'attached' });
  // Copying what is selected was chosen as well.
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.dblclick(box.x + box.width / 80, box.y + box.height / 48);
  await page.locator('#notice', { hasText: 'Copied' }).waitFor();
  assert.equal(viewer.input.length + again.input.length, 0);
});

/** The contrast of two colours by WCAG 2, from 1 to 21. */
function contrast(one, two) {
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/\d+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return light / dark;
}

for (const colorScheme of ['light', 'dark'])
  test(`letters can be read on coloured grounds, in frames, and inverse (${colorScheme})`, async () => {
    await open({ colorScheme });
    const grey = '\x1b[37;44m│ in a frame │\x1b[m \x1b[37;44mbare\x1b[m';
    await join({ query: '?renderer=dom', screen: `${grey} \x1b[7minverse\x1b[m \x1b[90mcomment\x1b[m` });
    // The terminal has what it was told before the page shows it.
    await page.locator('.xterm-rows span', { hasText: 'comment' }).waitFor();
    const looks = await page.evaluate(() =>
      [...document.querySelectorAll('.xterm-rows span')]
        .filter(({ textContent }) => /frame|bare|inverse|comment/.test(textContent))
        .map((span) => {
          const { color, backgroundColor } = window.getComputedStyle(span);
          const none = backgroundColor === 'rgba(0, 0, 0, 0)';
          return [color, none ? window.getComputedStyle(document.body).backgroundColor : backgroundColor];
        }),
    );
    assert.equal(looks.length, 4);
    for (const [letters, ground] of looks) assert.ok(contrast(letters, ground) >= 4.5, `${letters} on ${ground}`);
  });

test('is reached by keys alone', async () => {
  const viewer = await join({ query: '?renderer=dom' });
  viewer.event({ type: 'presence', watching: 2, viewers: [] });
  await page.getByRole('button', { name: '2 watching' }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  const visited = [];
  await page.keyboard.press('Control+Shift+Space');
  for (let i = 0; i < 4; i++) {
    if (i > 0) await page.keyboard.press('Tab');
    visited.push(await focused());
  }
  assert.deepEqual(visited, ['people', 'state', 'search', 'settings']);
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Settings' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  assert.equal(await panel.getByRole('radio', { name: 'Midnight' }).isChecked(), true);
  await page.keyboard.press('Escape');
  assert.deepEqual([await panel.isVisible(), await focused()], [false, 'settings']);
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'TEXTAREA');
  await page.keyboard.press('y');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), 'y');
});

test('a panel is closed by the Tab key that leaves it, and by no other', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann' });
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
  const panel = page.getByRole('dialog', { name: 'Connection' });
  await page.locator('#state').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  assert.deepEqual([await panel.isVisible(), await focused()], [true, 'refresh']);
  await page.keyboard.press('Tab');
  assert.deepEqual([await panel.isVisible(), await focused()], [false, 'TEXTAREA']);
  assert.equal(await page.locator('#state').getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Escape');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), '\x1b');
});

test('keys that nothing has the focus for go to the terminal, and Tab to the bar', async () => {
  const viewer = await join({ query: '?renderer=dom&name=Ann', screen: '$ ' });
  const focused = () => page.evaluate(() => document.activeElement.tagName);
  let typed = '';
  for (const [key, bytes] of [
    ['y', 'y'],
    ['Shift+Y', 'Y'],
    ['Enter', '\r'],
    ['ArrowUp', '\x1b[A'],
    ['Control+c', '\x03'],
  ]) {
    await page.locator('#name').click();
    assert.equal(await focused(), 'BODY');
    await page.keyboard.press(key);
    typed += bytes;
    await viewer.until(() => viewer.input.toString() === typed, `${key} arrives, once`);
    assert.equal(await focused(), 'TEXTAREA');
  }
  await page.locator('#name').click();
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'BUTTON');
  // Whoever reads what a panel says is not typing.
  await page.locator('#state').click();
  await page.locator('#state-title').click();
  await page.keyboard.press('x');
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  // Nor whoever copies what is selected elsewhere.
  await page.evaluate(() => window.getSelection().selectAllChildren(document.querySelector('#name')));
  await page.keyboard.press('Control+c');
  assert.equal(await focused(), 'BODY');
  await page.evaluate(() => window.getSelection().removeAllRanges());
  await page.keyboard.press('z');
  await viewer.until(() => viewer.input.toString() === `${typed}z`, 'nothing but the next key');
});

test('finds what is on the screen and above it', async () => {
  const lines = (from) =>
    Array.from({ length: 600 - from }, (_, i) => `line ${i + from}${(i + from) % 100 === 7 ? ' needle' : ''}`).join(
      '\r\n',
    );
  const viewer = await join({ query: '?renderer=dom', screen: lines(300) });
  await page.locator('#terminal').click();
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('needle');
  const count = page.locator('#search-count');
  await count.getByText('3 of 3').waitFor();
  await page.locator('#search-text').fill('line 107');
  // The host has more lines than the page, and is asked for them once.
  await count.getByText('Looking…').waitFor();
  const asked = () => viewer.asked.filter(({ type }) => type === 'history');
  assert.equal(asked().length, 1);
  viewer.snapshot(0, 80, 24, lines(0));
  await count.getByText('1 of 1').waitFor();
  assert.ok((await screen()).scrolledBack > 400);
  await page.locator('#search-text').fill('needle');
  await count.getByText('2 of 6').waitFor();
  await picture('search');
  await page.keyboard.press('Enter');
  await count.getByText('1 of 6').waitFor();
  assert.ok((await screen()).scrolledBack > 100);
  await page.keyboard.press('Shift+Enter');
  await count.getByText('2 of 6').waitFor();
  await page.locator('#search-text').fill('no such thing');
  await count.getByText('Not found').waitFor();
  assert.equal(asked().length, 1);
  await page.locator('#search-text').fill('needle');
  await count.getByText('of 6').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('#search-bar').isVisible(), false);
  // What was found is no longer selected, and does not look so in letters of another size.
  const before = (await state()).fontSize;
  await page.keyboard.press('Control+=');
  await page.waitForFunction((before) => window.jshare.state().fontSize > before, before);
  await settled();
  assert.equal(await page.locator('.xterm-selection > div').count(), 0);
  await page.keyboard.type('x');
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
  assert.equal(viewer.input.toString(), 'x');
});

test('asks for fewer lines to search in, and not by itself, where the line was lost that was to bring them', async () => {
  const viewer = await join({ query: '?renderer=dom', screen: 'one\r\ntwo' });
  await page.locator('#terminal').click();
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('three');
  const count = page.locator('#search-count');
  await count.getByText('Looking…').waitFor();
  await viewer.until(() => viewer.asked.length > 0, 'all lines are asked for');
  const rejoined = host.joined();
  await withoutTimers(); // Else it would come back by itself.
  viewer.socket.terminate();
  await phase('waiting');
  await page.locator('#retry').click();
  await withTimers();
  const again = await rejoined;
  again.welcome();
  await count.getByText('Not found').waitFor();
  await page.locator('#search-text').fill('four');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+F');
  await count.getByText('Looking…').waitFor();
  await again.until(() => again.asked.length > 0, 'half of them are asked for');
  const asked = (lines) => [{ type: 'history', lines }];
  assert.deepEqual([viewer.asked, again.asked], [asked(128_000), asked(64_000)]);
});

test('shows on demand how messages move', async () => {
  const viewer = await join({ query: '?debug&renderer=dom', screen: demo(80, 24) });
  viewer.output(0, 'some words');
  viewer.snapshot(10, 80, 24, demo(80, 24));
  await page.locator('#debug', { hasText: /skipped +1 snapshots/ }).waitFor();
  await page.locator('#debug', { hasText: /received +10\n/ }).waitFor();
  assert.match(await page.locator('#debug').innerText(), /snapshot +2\n/);
  await picture('debug');
});

test('shows where a link leads, and opens only what may be opened', async () => {
  await join({
    query: '?renderer=dom',
    screen:
      '\x1b]8;;https://example.org/x\x1b\\click\x1b]8;;\x1b\\\r\n\x1b]8;;javascript:alert(1)\x1b\\evil\x1b]8;;\x1b\\',
  });
  const box = await page.locator('.xterm-screen').boundingBox();
  const at = (column, row) => [box.x + (box.width / 80) * column, box.y + (box.height / 24) * row];
  await context.route('https://example.org/**', (route) => route.fulfill({ body: 'there' }));
  await page.mouse.move(...at(2.5, 0.5));
  await page.locator('#target:visible').waitFor();
  assert.equal(await page.locator('#target').innerText(), 'https://example.org/x');
  await picture('link');
  const opened = context.waitForEvent('page');
  await page.mouse.click(...at(2.5, 0.5));
  const other = await opened;
  await other.waitForURL('https://example.org/x');
  assert.equal(await other.evaluate(() => window.opener), null);
  assert.equal(await other.evaluate(() => document.referrer), '');
  await page.bringToFront();
  await page.mouse.move(...at(2.5, 1.5));
  await page.locator('#target', { hasText: 'cannot be opened' }).waitFor();
  await page.mouse.click(...at(2.5, 1.5));
  assert.equal(context.pages().length, 2);
});

test('shows of a long link where it leads, and most of the screen', async () => {
  await open({ viewport: { width: 400, height: 500 } });
  const uri = `https://example.org/${'x'.repeat(2000)}`;
  await join({ query: '?renderer=dom', screen: `\x1b]8;;${uri}\x1b\\click\x1b]8;;\x1b\\` });
  const box = await page.locator('.xterm-screen').boundingBox();
  await page.mouse.move(box.x + (box.width / 80) * 2.5, box.y + (box.height / 24) * 0.5);
  await page.locator('#target:visible').waitFor();
  await picture('link-long');
  const { y, height } = await page.locator('#target').boundingBox();
  assert.ok(height > 60 && height < 120, `${height} pixels high`);
  // Its first letters stand there, and not above what is shown.
  const top = await page.locator('#target').evaluate(({ firstChild }) => {
    const range = document.createRange();
    range.setStart(firstChild, 0);
    range.setEnd(firstChild, 1);
    return range.getBoundingClientRect().top;
  });
  assert.ok(top >= y, `at ${top}, in what begins at ${y}`);
});

for (const [name, code, words] of [
  ['ended', 1000, /signal 9/],
  ['expired', 4401, /no longer works/],
  ['kicked', 4403, /removed/],
  ['broken', 4400, /stopped/],
]) {
  test(`says that it is ${name}`, async () => {
    const viewer = await join({ screen: 'the last screen\r\n$ ' });
    if (name === 'ended') viewer.event({ type: 'ended', status: 137 });
    viewer.socket.close(code);
    await phase(name);
    assert.match(await card(), words);
    await picture(name);
    await page.locator('#overlay-look').click();
    assert.equal(await page.locator('#overlay').isVisible(), false);
  });
}

for (const [name, status, words] of [
  ['refused', 401, /does not open/],
  ['full', 503, /no room/],
]) {
  test(`says that it is ${name} from the start`, async () => {
    host.status = status;
    await page.goto(host.link).catch(() => undefined);
    await phase(name);
    assert.match(await card(), words);
    await picture(name);
    if (name === 'full') {
      host.status = 200;
      const joined = host.joined();
      await page.locator('#overlay-again').click();
      (await joined).welcome();
      await page.locator('#overlay').waitFor({ state: 'hidden' });
    }
  });
}

test('a link refused after it was live has expired', async () => {
  const viewer = await join();
  host.status = 401;
  await withoutTimers();
  viewer.socket.terminate();
  await phase('waiting');
  await page.locator('#retry').click();
  await phase('expired');
});

test('a link without its secret says so', async () => {
  await page.goto(host.link.replace(/#.*/, ''));
  assert.match(await card(), /not a whole link/);
});

test('says so where the browser is too old, or runs no script', async () => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'DecompressionStream'));
  await page.goto(host.link);
  assert.match(await card(), /too old/);
  await picture('unsupported');
  await open({ javaScriptEnabled: false });
  await page.goto(host.link);
  await page.locator('#overlay:visible', { hasText: 'takes JavaScript' }).waitFor();
});

for (const [name, options] of Object.entries({
  desktop: { viewport: { width: 1280, height: 800 } },
  dark: { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true },
  landscape: { viewport: { width: 844, height: 390 }, deviceScaleFactor: 3, hasTouch: true, isMobile: true },
})) {
  for (const [cols, rows] of [
    [80, 24],
    [200, 50],
  ]) {
    test(`fits ${cols}x${rows} into a window (${name})`, async () => {
      await open(options);
      const viewer = await join({
        // The graphics of an emulated phone are those of the real display.
        query: options.isMobile ? '?renderer=dom' : '',
        cols,
        rows,
        screen: demo(cols, rows),
        expires: new Date(Date.now() + 86e6).toISOString(),
      });
      viewer.event({ type: 'presence', watching: 3, viewers: [] });
      viewer.event({ type: 'title', title: 'ann@workstation: ~/work/jshare' });
      await page.waitForFunction(() => document.title.includes('jshare'));
      const measured = await page.evaluate(() => {
        const size = (id) => {
          const { x, y, width, height } = document.querySelector(id).getBoundingClientRect();
          return { x, y, width, height };
        };
        return {
          stage: size('#stage'),
          screen: size('.xterm-screen'),
          bar: size('header'),
          scroll: document.documentElement.scrollHeight,
        };
      });
      await picture(`${name}-${cols}x${rows}`);
      const { stage, screen: shown, scroll } = measured;
      assert.equal(scroll, options.viewport.height);
      if ((await state()).fontSize > 4) {
        assert.ok(shown.x >= stage.x && shown.x + shown.width <= stage.x + stage.width, JSON.stringify(measured));
        assert.ok(shown.y >= stage.y && shown.y + shown.height <= stage.y + stage.height, JSON.stringify(measured));
      }
      const used = Math.max(shown.width / stage.width, shown.height / stage.height);
      assert.ok(used > 0.85, `only ${used} of the window is used`);
      const device = (shown.width / cols) * (options.deviceScaleFactor ?? 1);
      const whole = Math.abs(device - Math.round(device)) < 0.06;
      assert.ok(whole || (await state()).fontSize === 4, `cells of ${device} device pixels`);
    });
  }
}

/** Whether the middle of the cursor's cell is within the stage. */
const cursorInSight = async () => (await cursorMargin()) > 0;

test('zooms by keys and wheel, and back', async () => {
  const viewer = await join({ screen: demo(80, 24) });
  const fit = (await state()).fontSize;
  await page.locator('#terminal').click();
  for (let i = 0; i < 5; i++) await page.keyboard.press('Control++');
  const large = (await state()).fontSize;
  assert.ok(large > 1.8 * fit, `${fit} became ${large}`);
  await page.waitForFunction(() => document.querySelector('#stage').scrollWidth > 1300);
  await page.waitForFunction(() => document.querySelector('#notice').innerText.includes('%'));
  assert.equal(await cursorInSight(), true);
  await picture('zoomed');
  const rejoined = host.joined();
  await page.reload();
  const again = await rejoined;
  again.welcome();
  again.snapshot(0, 80, 24, demo(80, 24));
  await page.waitForFunction((large) => window.jshare.state().fontSize === large, large);
  await page.keyboard.press('Control+0');
  assert.equal((await state()).fontSize, fit);
  await page.mouse.move(600, 400);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -100);
  await page.keyboard.up('Control');
  await page.waitForFunction((fit) => window.jshare.state().fontSize > fit, fit);
  assert.equal(viewer.input.length, 0);
});

test('zooms by two fingers, follows the cursor, and lets people look elsewhere', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', cols: 120, rows: 40, screen: demo(120, 40) });
  const fit = (await state()).fontSize;
  const touch = await context.newCDPSession(page);
  const fingers = (type, ...points) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await fingers('touchStart', [180, 140], [210, 140]);
  for (let i = 1; i <= 10; i++) await fingers('touchMove', [180 - 6 * i, 140], [210 + 6 * i, 140]);
  await fingers('touchEnd');
  const large = (await state()).fontSize;
  assert.ok(large > 3 * fit, `${fit} became ${large}`);
  // The page itself stays as large as it was.
  assert.equal(await page.evaluate(() => window.visualViewport.scale), 1);
  viewer.output(0, '\x1b[20;100H');
  await page.waitForFunction(() => document.querySelector('#stage').scrollLeft > 300);
  assert.equal(await cursorInSight(), true);
  await picture('phone-zoomed');
  const scrolled = () => page.evaluate(() => document.querySelector('#stage').scrollLeft);
  const before = await scrolled();
  await withoutTimers(); // A finger that rests selects.
  await fingers('touchStart', [100, 300]);
  for (let i = 1; i <= 10; i++) await fingers('touchMove', [100 + 25 * i, 300]);
  await fingers('touchEnd');
  const away = await scrolled();
  assert.ok(away < before - 150, `${before} became ${away}`);
  await withTimers();
  viewer.output(9, '\x1b[20;101H');
  await viewer.until(() => viewer.acked === 18, 'the cursor moved');
  assert.equal(await cursorInSight(), false);
  viewer.output(18, '\x1b[1;1H');
  await page.evaluate(() => document.querySelector('textarea').focus());
  await page.keyboard.insertText('x');
  await page.waitForFunction(() => document.querySelector('#stage').scrollLeft === 0);
  assert.equal(await cursorInSight(), true);
});

test('goes back to the cursor for who types, although what fingers have set moving still glides', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', cols: 120, rows: 40 });
  await page.locator('#terminal').tap();
  for (let i = 0; i < 8; i++) await page.keyboard.press('Control+=');
  viewer.output(0, '\x1b[20;100H');
  await page.waitForFunction(() => document.querySelector('#stage').scrollLeft > 200);
  const touch = await context.newCDPSession(page);
  const finger = (type, ...points) => touch.send('Input.dispatchTouchEvent', { type, touchPoints: points });
  // Typed as the finger leaves, and looked at for as long as it would glide.
  const inSight = page.evaluate(
    () =>
      new Promise((resolve) => {
        document.querySelector('#stage').addEventListener('touchend', () => {
          document.querySelector('#keys [data-key=tab]').click();
          let pictures = 0;
          const look = () => {
            if (++pictures < 40) window.requestAnimationFrame(look);
            else resolve(document.querySelector('#stage').scrollLeft);
          };
          look();
        });
      }),
  );
  await withoutTimers(); // A finger that rests selects.
  await finger('touchStart', { x: 100, y: 300 });
  for (let i = 1; i <= 10; i++) await finger('touchMove', { x: 100 + 25 * i, y: 300 });
  await finger('touchEnd');
  assert.ok((await inSight) > 200);
  await viewer.until(() => viewer.input.length > 0, 'the key arrives');
});

test('scrolls by one finger', async () => {
  await open(PHONE);
  await join({ query: '?renderer=dom', screen: Array.from({ length: 200 }, (_, i) => `line ${i}`).join('\r\n') });
  const touch = await context.newCDPSession(page);
  const finger = (type, ...at) =>
    touch.send('Input.dispatchTouchEvent', { type, touchPoints: at.length > 0 ? [{ x: at[0], y: at[1] }] : [] });
  await withoutTimers(); // A finger that rests selects.
  await finger('touchStart', 100, 100);
  for (let i = 1; i <= 10; i++) await finger('touchMove', 100, 100 + 10 * i);
  await finger('touchEnd');
  await page.waitForFunction(() => window.jshare.screen().scrolledBack > 5);
});

test('a soft keyboard keeps the letters large and the cursor in sight', async () => {
  await open({ ...PHONE, viewport: { width: 844, height: 390 } });
  const viewer = await join({ query: '?renderer=dom', screen: demo(80, 24) });
  await settled();
  const before = (await state()).fontSize;
  await page.locator('#terminal').tap();
  await page.setViewportSize({ width: 844, height: 200 });
  await page.waitForFunction(() => document.querySelector('#stage').clientHeight < 150);
  viewer.output(0, 'x');
  await viewer.until(() => viewer.acked === 1, 'it is drawn');
  await page.waitForFunction(() => document.querySelector('#stage').scrollTop > 50);
  assert.equal((await state()).fontSize, before);
  assert.equal(await cursorInSight(), true);
  await picture('keyboard');
  await page.setViewportSize({ width: 844, height: 390 });
  await page.waitForFunction(() => document.querySelector('#stage').scrollTop === 0);
  await page.waitForFunction((before) => window.jshare.state().fontSize === before, before);
});

test('has keys for glass', async () => {
  await open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const viewer = await join({ query: '?renderer=dom', screen: '\x1b[?1h' });
  await page.locator('#terminal').tap();
  await page.getByRole('button', { name: 'Esc' }).tap();
  await page.getByRole('button', { name: 'Up', exact: true }).tap();
  await page.getByRole('button', { name: 'Ctrl' }).tap();
  await page.keyboard.insertText('r');
  await page.keyboard.insertText('r');
  await viewer.until(() => viewer.input.length >= 6, 'the keys arrive');
  assert.equal(viewer.input.toString(), '\x1b\x1bOA\x12r');
  viewer.event({ type: 'role', role: 'watch' });
  await page.locator('#keys').waitFor({ state: 'hidden' });
});

test('keeps Ctrl and Alt for a key when the program is told of a tap', async () => {
  await open(PHONE);
  const viewer = await join({ query: '?renderer=dom', screen: '\x1b[?1000h\x1b[?1006h' });
  for (const name of ['Ctrl', 'Alt']) await page.getByRole('button', { name, exact: true }).tap();
  await page.locator('#terminal').tap();
  await viewer.until(() => viewer.input.length > 0, 'the report arrives');
  await page.keyboard.insertText('c');
  await viewer.until(() => viewer.input.includes('\x03'), 'the key arrives');
  const reports = String.raw`(\x1b\[<0;\d+;\d+[Mm]){2}`;
  assert.match(viewer.input.toString(), new RegExp(`^${reports}\x1b\x03$`));
});

test('fits again when the window changes', async () => {
  const viewer = await join();
  await settled();
  const before = (await state()).fontSize;
  await page.setViewportSize({ width: 700, height: 500 });
  await page.waitForFunction((before) => window.jshare.state().fontSize < before, before);
  const small = (await state()).fontSize;
  viewer.resize(0, 40, 10);
  await page.waitForFunction((small) => window.jshare.state().fontSize > small, small);
});
