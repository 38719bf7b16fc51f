import { beforeEach, describe, expect, it } from 'vitest';
import { InputGate } from '../src/core/inputGate';
import { InputSender, split } from '../src/core/inputSender';
import { letterOf, signTyped, typed, withControl } from '../src/core/keys';
import { pasted } from '../src/core/paste';
import { bytes, concat, FakeClock, text } from './fakes';

describe('the gate', () => {
  it('lets through what was announced, once', () => {
    const gate = new InputGate();
    expect(gate.passes()).toBe(false);
    gate.announce();
    expect(gate.passes()).toBe(true);
    expect(gate.passes()).toBe(false);
  });
});

describe('the keys for glass', () => {
  it('type what the keys of a keyboard type', () => {
    expect(typed('escape', false)).toBe('\x1b');
    expect(typed('up', false)).toBe('\x1b[A');
    expect(typed('left', true)).toBe('\x1bOD');
  });

  it('hold Ctrl for a letter or sign', () => {
    expect(withControl('c')).toBe('\x03');
    expect(withControl('[')).toBe('\x1b');
    // Sets the mark in Emacs, undoes.
    expect(withControl(' ')).toBe('\x00');
    expect(withControl('/')).toBe('\x1f');
    expect(withControl('?')).toBe('\x7f');
    for (const text of ['1', 'é', '\r', 'word', '']) expect(withControl(text)).toBe(text);
  });
});

describe('keyboards of other layouts', () => {
  it.each([
    ['c', 'KeyC', 'c'],
    ['C', 'KeyI', 'c'],
    ['j', 'KeyC', 'j'],
    ['\u0441', 'KeyC', 'c'],
    ['\u0421', 'KeyC', 'c'],
    ['Tab', 'Tab', 'tab'],
  ])('have the letter of %s on the key %s', (key, code, letter) => {
    expect(letterOf({ key, code })).toBe(letter);
  });

  const ON = { code: '', location: 0, ctrlKey: false, altKey: false, metaKey: false };

  it.each([
    ['/', '\x1f'],
    ['_', '\x1f'],
    ['^', '\x1e'],
    [']', '\x1d'],
    ['\\', '\x1c'],
    ['[', '\x1b'],
    ['@', '\0'],
    ['(', undefined],
    ['c', undefined],
    ['Enter', undefined],
  ])('make with Ctrl of %s what the layout has there', (key, text) => {
    expect(signTyped({ ...ON, key, ctrlKey: true }, true)).toBe(text);
    expect(signTyped({ ...ON, key, ctrlKey: true, altKey: true }, true)).toBeUndefined();
  });

  it.each(['/', '<', '.', '7', '~', 'ü'])('type %s with Alt', (key) => {
    expect(signTyped({ ...ON, key, altKey: true }, true)).toBe(`\x1b${key}`);
    // A Mac has other signs there, and a number pad numbers of signs.
    expect(signTyped({ ...ON, key, altKey: true }, false)).toBeUndefined();
    expect(signTyped({ ...ON, key, altKey: true, location: 3 }, true)).toBeUndefined();
    expect(signTyped({ ...ON, key }, true)).toBeUndefined();
  });

  it.each(['x', 'X', '\u0444', ' ', 'ArrowUp', 'Dead'])('leave %s with Alt alone', (key) => {
    expect(signTyped({ ...ON, key, altKey: true }, true)).toBeUndefined();
  });
});

describe('a paste', () => {
  it('ends its lines as the return key does', () => {
    expect(pasted('a\nb\r\nc\rd', false)).toBe('a\rb\rc\rd');
  });

  it('is marked where the program asks for it', () => {
    expect(pasted('ls\n', true)).toBe('\x1b[200~ls\r\x1b[201~');
  });

  it.each([
    'a\x1b[201~rm -rf ~\n',
    '\x1b[201~\x1b[201~',
    '\x1b[20\x1b[201~1~evil',
    '\x1b[2\x1b[20\x1b[201~1~01~evil',
    'a\x9b201~evil',
    '\x1b[20\x9b201~1~evil',
  ])('cannot end itself: %j', (content) => {
    const typed = pasted(content, true);
    expect(typed.indexOf('\x1b[201~')).toBe(typed.length - 6);
    expect(typed).not.toContain('\x9b201~');
  });

  it.each([true, false])('holds no key that would interrupt a program (bracketed: %j)', (bracketed) => {
    const typed = pasted('\ta\x03b\x04c\x1a\x1c\x7fd\x00e\x9b漢\n', bracketed);
    expect(typed.replace(/^\x1b\[200~|\x1b\[201~$/g, '')).toBe('\tabcde漢\r'); // eslint-disable-line no-control-regex
  });
});

describe('cutting', () => {
  it('never cuts a character, and loses nothing', () => {
    const whole = bytes('aé漢😀'.repeat(50));
    for (let size = 4; size < 40; size++) {
      const parts = split(whole, size);
      expect(concat(...parts)).toEqual(whole);
      for (const part of parts) {
        expect(part.length).toBeLessThanOrEqual(size);
        expect(text(part)).not.toContain('\ufffd');
      }
    }
  });

  it('comes to an end with what is not text', () => {
    const whole = new Uint8Array(1000).fill(0x80);
    expect(concat(...split(whole, 4))).toEqual(whole);
  });
});

describe('sending', () => {
  const LIMITS = { input: 65536, inputRate: 262144, window: 524288 };
  let clock: FakeClock;
  let sent: Uint8Array[];
  let sender: InputSender;

  beforeEach(() => {
    clock = new FakeClock();
    sent = [];
    sender = new InputSender(clock, (part) => sent.push(part));
    sender.restart(LIMITS);
  });

  const total = () => sent.reduce((sum, part) => sum + part.length, 0);

  it('does not wait with what is typed', () => {
    sender.push(bytes('a'));
    sender.push(bytes('b'));
    expect(sent.map(text)).toEqual(['a', 'b']);
  });

  it('cuts what is large into 32 KiB', () => {
    sender.push(new Uint8Array(100_000));
    expect(sent.map((part) => part.length)).toEqual([32768, 32768, 32768, 1696]);
  });

  it('stays within the rate, and in order', () => {
    const whole = bytes('0123456789abcdef'.repeat(128 * 1024));
    sender.push(whole);
    sender.push(bytes('key'));
    expect(total()).toBeLessThanOrEqual(LIMITS.inputRate);
    for (let second = 1; second <= 7; second++) {
      clock.pass(1000);
      expect(total()).toBeLessThanOrEqual(LIMITS.inputRate * (second + 1));
    }
    clock.pass(2000);
    expect(Buffer.compare(concat(...sent), concat(whole, bytes('key')))).toBe(0);
    expect(clock.pending).toBe(0);
  });

  it('forgets the rest when the connection is another', () => {
    sender.push(new Uint8Array(1024 * 1024));
    sent.length = 0;
    sender.restart(LIMITS);
    clock.pass(60_000);
    expect(sent).toEqual([]);
    sender.push(bytes('a'));
    expect(sent.map(text)).toEqual(['a']);
  });

  it('drops the rest of a paste, but for its end', () => {
    sender.cut();
    sender.push(new Uint8Array(1024 * 1024));
    sent.length = 0;
    sender.cut();
    clock.pass(60_000);
    expect(sent.map(text)).toEqual(['\x1b[201~']);
    sender.push(bytes('a'));
    expect(sent.map(text)).toEqual(['\x1b[201~', 'a']);
  });

  it('obeys a smaller limit of the server', () => {
    sender.restart({ ...LIMITS, input: 1000 });
    sender.push(new Uint8Array(2500));
    expect(sent.map((part) => part.length)).toEqual([1000, 1000, 500]);
  });
});
