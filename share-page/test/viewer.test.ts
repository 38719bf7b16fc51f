import { beforeEach, describe, expect, it } from 'vitest';
import { Viewer } from '../src/core/viewer';
import { bytes, event, FakeClock, FakeScreen, frame, size } from './fakes';

const WELCOME = {
  type: 'welcome',
  protocol: 1,
  session: 's',
  name: 'ann',
  viewer: 3,
  role: 'watch',
  cols: 80,
  rows: 24,
  offset: 10,
  expires: '2030-01-01T00:00:00Z',
  limits: { input: 65536, inputRate: 262144, window: 524288 },
};

let clock: FakeClock;
let screen: FakeScreen;
let sent: string[];
let notices: string[];
let inflating: { done: (bytes: Uint8Array) => void; fail: () => void }[];
let viewer: Viewer;

beforeEach(() => {
  clock = new FakeClock();
  screen = new FakeScreen();
  sent = [];
  notices = [];
  inflating = [];
  viewer = fresh();
});

function fresh(): Viewer {
  const inflate = () =>
    new Promise<Uint8Array>((resolve, reject) => {
      inflating.push({
        done: resolve,
        fail: () => {
          reject(new Error('no deflate'));
        },
      });
    });
  const made = new Viewer(screen, clock, inflate, {
    changed: () => undefined,
    notice: (text) => notices.push(text),
    refused: (text) => notices.push(`! ${text}`),
    talk: (talk) => notices.push(JSON.stringify(talk)),
    ask: () => sent.push('ask'),
    ack: (offset) => sent.push(`ack ${offset}`),
    refresh: () => sent.push('refresh'),
    pong: (id) => sent.push(`pong ${id}`),
    poll: (on) => sent.push(on ? 'poll' : 'poll no more'),
    history: (lines) => sent.push(`history ${lines}`),
  });
  made.connecting();
  return made;
}

const phase = () => viewer.state.phase.kind;
const welcome = (more: object = {}) => {
  viewer.message(event({ ...WELCOME, ...more }));
};
const output = (offset: number, content: string) => {
  viewer.message(frame(1, offset, bytes(content)));
};
const deflated = (offset: number, length: number) => {
  viewer.message(frame(5, offset, Uint8Array.of(0, 0, 0, length), bytes('?')));
};
const deflatedSnapshot = (offset: number, length: number) => {
  viewer.message(frame(6, offset, size(80, 24), Uint8Array.of(0, 0, 0, length), bytes('?')));
};
const snapshot = (offset: number, content: string) => {
  viewer.message(frame(2, offset, size(80, 24), bytes(content)));
};
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
const join = () => {
  welcome();
  snapshot(10, 'screen');
  screen.draw();
};

describe('joining', () => {
  it('is live when the snapshot is drawn', () => {
    expect(phase()).toBe('connecting');
    welcome();
    expect(phase()).toBe('behind');
    snapshot(10, 'screen');
    expect(phase()).toBe('behind');
    expect(viewer.state.shown).toBe(false);
    screen.draw();
    expect(phase()).toBe('live');
    expect(viewer.state.shown).toBe(true);
    expect(screen.calls).toEqual(['restore 80x24 screen']);
    expect(sent).toEqual(['ack 10']);
  });

  it('keeps the ticket of the last welcome, if that can be presented', () => {
    welcome();
    expect(viewer.ticket).toBeUndefined();
    welcome({ ticket: 'a-B_9' });
    expect(viewer.ticket).toBe('a-B_9');
    welcome({ ticket: 'c' });
    expect(viewer.ticket).toBe('c');
    welcome({ ticket: 'not, one' });
    expect(viewer.ticket).toBeUndefined();
  });

  it('knows what welcome says', () => {
    welcome();
    expect(viewer.state).toMatchObject({ name: 'ann', role: 'watch', viewer: 3, expires: Date.UTC(2030, 0) });
    welcome({ expires: null, role: 'type' });
    expect(viewer.state).toMatchObject({ role: 'type', expires: undefined });
  });

  it('shows nothing before there is a snapshot, and asks for none that comes by itself', () => {
    welcome();
    output(10, 'lost');
    expect(screen.calls).toEqual([]);
    expect(sent).toEqual([]);
  });
});

describe('output', () => {
  beforeEach(join);

  it('is shown and acknowledged', () => {
    output(10, 'abc');
    output(13, 'de');
    expect(viewer.received).toBe(15);
    expect(viewer.rendered).toBe(10);
    screen.draw();
    clock.pass(50);
    expect(screen.calls.slice(1)).toEqual(['write abc', 'write de']);
    expect(sent).toEqual(['ack 10', 'ack 15']);
  });

  it('stands in order with resizes', () => {
    output(10, 'a');
    viewer.message(frame(3, 11, size(100, 30)));
    output(11, 'b');
    expect(screen.calls.slice(1)).toEqual(['write a', 'resize 100x30', 'write b']);
  });

  it.each([
    ['a gap', 12],
    ['an overlap', 9],
  ])('with %s asks for one refresh and waits for it', (_what, offset) => {
    output(offset, 'x');
    output(offset + 1, 'y');
    viewer.message(frame(3, offset + 2, size(100, 30)));
    expect(screen.calls.length).toBe(1);
    expect(sent).toEqual(['ack 10', 'refresh']);
    expect(phase()).toBe('behind');
    snapshot(20, 'again');
    output(20, 'z');
    screen.draw();
    expect(screen.calls.slice(1)).toEqual(['restore 80x24 again', 'write z']);
    expect(phase()).toBe('live');
  });

  it('that cannot be read counts as missed, a strange event does not', () => {
    viewer.message(event({ type: 'title', title: 7 }));
    viewer.message(event({ type: 'sparkle' }));
    viewer.message(Uint8Array.of(0x7f, 1));
    expect(sent).toEqual(['ack 10']);
    viewer.message(Uint8Array.of(1, 0));
    expect(sent).toEqual(['ack 10', 'refresh']);
  });

  it('far ahead of the screen is called catching up', () => {
    output(10, 'x'.repeat(128 * 1024));
    expect(phase()).toBe('live');
    output(10 + 128 * 1024, 'x');
    expect(phase()).toBe('behind');
    screen.draw();
    expect(phase()).toBe('live');
  });
});

describe('a snapshot in place of output', () => {
  beforeEach(join);

  it('is called catching up until none has come for a second', () => {
    output(10, 'x');
    screen.draw();
    for (const offset of [1000, 2000, 3000]) {
      clock.pass(900);
      snapshot(offset, 'later');
      screen.draw();
      expect(phase()).toBe('behind');
    }
    output(3000, 'y');
    screen.draw();
    clock.pass(999);
    expect(phase()).toBe('behind');
    clock.pass(1);
    expect(phase()).toBe('live');
  });

  it('is not what was asked for, nor what brings nothing new', () => {
    viewer.history.top(0);
    snapshot(1000, 'longer');
    screen.draw();
    expect(phase()).toBe('live');
    snapshot(1000, 'the same');
    screen.draw();
    expect(phase()).toBe('live');
  });
});

describe('acks', () => {
  beforeEach(join);

  it('of many small pieces are one in 50 ms', () => {
    clock.pass(50);
    for (let i = 0; i < 100; i++) {
      output(10 + i, '.');
      screen.draw();
    }
    expect(sent).toEqual(['ack 10', 'ack 11']);
    clock.pass(50);
    expect(sent).toEqual(['ack 10', 'ack 11', 'ack 110']);
    clock.pass(1000);
    expect(sent.length).toBe(3);
  });

  it('tell of every snapshot, also of one at the offset that was told last', () => {
    snapshot(10, 'the same place');
    screen.draw();
    expect(sent).toEqual(['ack 10', 'ack 10']);
    output(10, 'x');
    screen.draw();
    snapshot(11, 'again');
    screen.draw();
    clock.pass(1000);
    expect(sent).toEqual(['ack 10', 'ack 10', 'ack 11']);
  });

  it('do not wait for more than 8 KiB', () => {
    const piece = 'x'.repeat(4 * 1024);
    for (let i = 0; i < 4; i++) output(10 + i * piece.length, piece);
    screen.draw();
    expect(sent).toEqual(['ack 10', `ack ${10 + 2 * piece.length}`, `ack ${10 + 4 * piece.length}`]);
  });
});

describe('deflated output', () => {
  beforeEach(join);

  it('keeps its place', async () => {
    deflated(10, 3);
    output(13, 'b');
    deflated(14, 2);
    viewer.message(frame(3, 16, size(90, 20)));
    expect(screen.calls.length).toBe(1);
    // The second is ready before the first.
    inflating[1]?.done(bytes('cc'));
    await settle();
    expect(screen.calls.length).toBe(1);
    inflating[0]?.done(bytes('aaa'));
    await settle();
    expect(screen.calls.slice(1)).toEqual(['write aaa', 'write b', 'write cc', 'resize 90x20']);
    output(16, 'd');
    expect(screen.calls.slice(5)).toEqual(['write d']);
  });

  it('follows a snapshot that was deflated, too', async () => {
    deflatedSnapshot(20, 3);
    output(20, 'b');
    expect(screen.calls.length).toBe(1);
    inflating[0]?.done(bytes('now'));
    await settle();
    expect(screen.calls.slice(1)).toEqual(['restore 80x24 now', 'write b']);
    screen.draw();
    expect(sent).toEqual(['ack 10', 'ack 20']);
  });

  it('that is broken counts as missed', async () => {
    deflated(10, 3);
    output(13, 'b');
    inflating[0]?.fail();
    await settle();
    expect(screen.calls.length).toBe(1);
    expect(sent).toEqual(['ack 10', 'refresh']);
  });

  it('of a lost connection is not waited for', async () => {
    deflated(10, 3);
    viewer.waiting(0);
    viewer.connecting();
    inflating[0]?.done(bytes('aaa'));
    await settle();
    expect(viewer.received).toBe(10);
    expect(screen.calls.length).toBe(1);
  });
});

describe('connecting again', () => {
  beforeEach(join);

  it('continues where the last connection stopped', () => {
    viewer.waiting(5);
    expect(viewer.state.phase).toEqual({ kind: 'waiting', until: 5 });
    viewer.connecting();
    expect(viewer.received).toBe(10);
    welcome({ offset: 12 });
    expect(phase()).toBe('behind');
    output(10, 'ab');
    screen.draw();
    expect(phase()).toBe('live');
    expect(screen.calls.slice(1)).toEqual(['write ab']);
  });

  it('with nothing new is live at once', () => {
    viewer.connecting();
    welcome();
    expect(phase()).toBe('live');
  });

  it('takes a snapshot where the server has no more', () => {
    viewer.connecting();
    welcome({ offset: 500 });
    snapshot(500, 'new');
    screen.draw();
    expect(screen.calls.slice(1)).toEqual(['restore 80x24 new']);
    expect(viewer.received).toBe(500);
  });

  it('after something was missed asks for everything', () => {
    output(99, 'gap');
    viewer.connecting();
    expect(viewer.received).toBeUndefined();
  });
});

describe('events', () => {
  beforeEach(join);

  it('change what is shown beside the terminal', () => {
    viewer.message(event({ type: 'title', title: 'vi\u202em \x07\x1b[31m' }));
    viewer.message(event({ type: 'presence', watching: 2, viewers: [{ id: 1, name: 'A\nnn', role: 'watch' }] }));
    viewer.message(event({ type: 'role', role: 'type' }));
    expect(viewer.state).toMatchObject({ title: 'vim [31m', watching: 2, role: 'type' });
    expect(viewer.state.viewers[0]?.name).toBe('Ann');
  });

  it('speak to the person', () => {
    viewer.message(event({ type: 'notice', text: 'soon\x00' }));
    viewer.message(event({ type: 'error', code: 'too-fast', text: 'Slower, please.' }));
    expect(notices).toEqual(['soon', '! Slower, please.']);
  });

  it('tell when the link ends now', () => {
    viewer.message(event({ type: 'expiry', expires: '2031-01-01T00:00:00Z' }));
    expect(viewer.state.expires).toBe(Date.UTC(2031, 0));
    viewer.message(event({ type: 'expiry', expires: null }));
    expect(viewer.state.expires).toBeUndefined();
  });

  it('tell who types, and whether anybody may', () => {
    viewer.message(event({ type: 'presence', watching: 1, viewers: [], typing: 'host' }));
    viewer.message(event({ type: 'locked' }));
    expect(viewer.state).toMatchObject({ typing: 'host', locked: true });
    viewer.message(event({ type: 'presence', watching: 1, viewers: [] }));
    viewer.message(event({ type: 'unlocked' }));
    expect(viewer.state).toMatchObject({ typing: null, locked: false });
    viewer.message(event({ type: 'locked' }));
    viewer.connecting();
    welcome();
    expect(viewer.state.locked).toBe(false);
  });

  it('bring what viewers say', () => {
    viewer.message(event({ type: 'chat', from: 2, name: 'A\nnn', text: `<b>\x1b${'x'.repeat(500)}` }));
    viewer.message(event({ type: 'reaction', from: 2, name: 'Ann', emoji: '🎉' }));
    viewer.message(event({ type: 'reaction', from: 2, name: 'Ann', emoji: '💣' }));
    expect(notices.map((said) => JSON.parse(said) as unknown)).toEqual([
      { from: 2, name: 'Ann', text: `<b>${'x'.repeat(277)}` },
      { from: 2, name: 'Ann', emoji: '🎉' },
    ]);
    expect(viewer.state.chat).toBe(false);
    viewer.connecting();
    welcome({ chat: true });
    expect(viewer.state.chat).toBe(true);
  });

  it('tell which ping was answered', () => {
    viewer.message(event({ type: 'pong', id: 7 }));
    expect(sent.slice(1)).toEqual(['pong 7']);
  });

  it('tell how it ended', () => {
    viewer.message(event({ type: 'ended', status: 130 }));
    viewer.over('ended');
    expect(viewer.state).toMatchObject({ exit: 130, phase: { kind: 'ended' } });
    output(10, 'late');
    screen.draw();
    expect(phase()).toBe('ended');
  });
});

describe('asking to type', () => {
  const until = new Date(1_000_000 + 600_000).toISOString();

  beforeEach(() => {
    join();
    sent = [];
  });

  it('is done once, and granted for a time', () => {
    viewer.ask();
    viewer.ask();
    expect(sent).toEqual(['ask']);
    expect(viewer.state.asking).toBe('pending');
    viewer.message(event({ type: 'role', role: 'type', until }));
    expect(viewer.state).toMatchObject({ role: 'type', until: 1_600_000, asking: 'no' });
    viewer.ask();
    expect(sent).toEqual(['ask']);
    clock.pass(599_000);
    viewer.message(event({ type: 'role', role: 'watch' }));
    expect(viewer.state).toMatchObject({ role: 'watch', until: undefined, asking: 'no' });
    expect(notices).toEqual(['You can type now', 'Your time to type is over']);
  });

  it('may be denied, and what was granted taken back', () => {
    viewer.ask();
    viewer.message(event({ type: 'role', role: 'watch' }));
    viewer.ask();
    viewer.message(event({ type: 'role', role: 'type', until }));
    viewer.message(event({ type: 'role', role: 'type', until }));
    viewer.message(event({ type: 'role', role: 'watch' }));
    expect(notices).toEqual(['The host said no', 'You can type now', 'The host took typing back']);
    expect(sent).toEqual(['ask', 'ask']);
  });

  it('is of no use where nobody else types', () => {
    viewer.ask();
    viewer.message(event({ type: 'error', code: 'no-typing', text: 'Nobody but the host types.' }));
    expect(viewer.state.asking).toBe('never');
    viewer.message(event({ type: 'role', role: 'watch' }));
    viewer.ask();
    expect(sent).toEqual(['ask']);
    expect(notices).toEqual(['! Nobody but the host types.']);
  });

  it('is done again where the connection was lost meanwhile', () => {
    viewer.ask();
    viewer.connecting();
    welcome();
    expect(sent).toEqual(['ask', 'ask']);
    viewer.connecting();
    welcome({ role: 'type' });
    expect(viewer.state).toMatchObject({ role: 'type', asking: 'no' });
    expect(sent).toEqual(['ask', 'ask']);
  });
});

describe('a pause', () => {
  beforeEach(join);

  it('ends when the screen that comes after it is drawn', () => {
    output(10, 'x');
    snapshot(11, 'still from before');
    viewer.message(event({ type: 'paused' }));
    expect(viewer.state.paused).toBe(true);
    screen.draw();
    expect(viewer.state.paused).toBe(true);
    snapshot(12, 'after');
    viewer.message(event({ type: 'resumed' }));
    expect(viewer.state.paused).toBe(true);
    screen.draw();
    expect(viewer.state.paused).toBe(false);
  });

  it('outlives the connection', () => {
    viewer.message(event({ type: 'paused' }));
    viewer.connecting();
    welcome();
    expect(viewer.state.paused).toBe(true);
    viewer.message(event({ type: 'paused' }));
    viewer.connecting();
    welcome({ offset: 11 });
    snapshot(11, 'after');
    screen.draw();
    expect(viewer.state.paused).toBe(false);
  });

  it('is over where a screen of another offset is fetched', () => {
    viewer.message(event({ type: 'paused' }));
    viewer.blocked();
    const polled = (offset: number) => {
      viewer.screen({ offset, cols: 80, rows: 24, bytes: bytes('') });
      screen.draw();
    };
    polled(10);
    expect(viewer.state.paused).toBe(true);
    polled(11);
    expect(viewer.state.paused).toBe(false);
  });

  it('may be all that there is', () => {
    viewer = fresh();
    welcome();
    viewer.message(event({ type: 'paused' }));
    expect(viewer.state).toMatchObject({ paused: true, shown: false });
    snapshot(11, 'after');
    screen.draw();
    expect(viewer.state).toMatchObject({ paused: false, shown: true, phase: { kind: 'live' } });
  });
});

describe('where no socket opens', () => {
  const polled = (offset: number, content: string) => {
    viewer.screen({ offset, cols: 80, rows: 24, bytes: bytes(content) });
    screen.draw();
  };

  beforeEach(() => {
    join();
    viewer.waiting(5);
    viewer.blocked();
    viewer.blocked();
  });

  it('the screen is fetched, and shown where it is a new one', () => {
    expect(sent.slice(1)).toEqual(['poll']);
    expect(phase()).toBe('waiting');
    polled(10, 'one');
    polled(10, 'one');
    polled(12, 'two');
    expect(phase()).toBe('polling');
    expect(screen.calls.slice(1)).toEqual(['restore 80x24 one', 'restore 80x24 two']);
    viewer.connecting();
    viewer.waiting(9);
    expect(phase()).toBe('polling');
    expect(viewer.rendered).toBe(12);
    // Nothing of it can be acknowledged, nor continued.
    expect(sent.slice(1)).toEqual(['poll']);
    expect(viewer.received).toBeUndefined();
  });

  it('says so when that fails as well', () => {
    polled(10, 'one');
    viewer.failed(77);
    expect(viewer.state.phase).toEqual({ kind: 'waiting', until: 77 });
    polled(10, 'one');
    expect(phase()).toBe('polling');
  });

  it('a socket that opens at last ends it', () => {
    polled(10, 'one');
    viewer.connecting();
    welcome({ offset: 20 });
    expect(sent[sent.length - 1]).toBe('poll no more');
    snapshot(20, 'all');
    screen.draw();
    expect(phase()).toBe('live');
    expect(screen.calls.slice(2)).toEqual(['restore 80x24 all']);
  });

  it('the end of the link ends it', () => {
    viewer.over('expired');
    expect(sent.slice(1)).toEqual(['poll', 'poll no more']);
    expect(phase()).toBe('expired');
  });
});
