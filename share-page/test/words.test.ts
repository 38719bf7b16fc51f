import { describe, expect, it } from 'vitest';
import { fontSizeFor } from '../src/core/fitting';
import { clean } from '../src/core/text';
import type { Phase } from '../src/core/viewer';
import {
  amount,
  cardFor,
  countdown,
  exitWords,
  hueOf,
  nameOf,
  NOWHERE,
  refusal,
  roleWords,
  span,
  stateSentence,
  stateWords,
  typistWords,
} from '../src/core/words';
import { safeTarget } from '../src/page/links';

describe('text from elsewhere', () => {
  it('loses controls and what turns text around', () => {
    expect(clean('a\x00b\x1b]0;x\x07c\x7f\x85d\u2028e')).toBe('ab]0;xcde');
    expect(clean('\u202e\u2066evil\u2069\u200f\u061c')).toBe('evil');
    expect(clean('<b>naïve 漢字 👩‍💻</b>')).toBe('<b>naïve 漢字 👩‍💻</b>');
  });

  it('is cut to 200 characters, and between them', () => {
    expect(clean('😀'.repeat(300))).toBe('😀'.repeat(200));
    expect(clean('x'.repeat(1024 * 1024)).length).toBe(200);
    expect(clean(`${'\x00'.repeat(300)}x`)).toBe('x');
  });
});

describe('what is said', () => {
  it('of a key that is not typed depends on what is known of who pressed it', () => {
    const limits = { input: 1, inputRate: 1, window: 1 };
    const live: Phase = { kind: 'live' };
    const away: Phase = { kind: 'waiting', until: 0 };
    expect(refusal({ limits, asking: 'no', phase: live })).toMatch(/^You are watching only: ask/);
    expect(refusal({ limits, asking: 'never', phase: live })).toBe('You are watching only');
    expect(refusal({ limits, asking: 'no', phase: away })).toBe('You are watching only');
    expect(refusal({ limits: undefined, asking: 'no', phase: { kind: 'polling' } })).toBe(NOWHERE);
  });

  const endings = ['ended', 'expired', 'refused', 'kicked', 'full', 'broken', 'left'] as const;

  it('is a word for every state and a page for every ending', () => {
    const kinds: Phase[] = [
      { kind: 'connecting' },
      { kind: 'live' },
      { kind: 'behind' },
      { kind: 'waiting', until: 5000 },
      { kind: 'polling' },
    ];
    for (const phase of kinds) {
      expect(stateWords(phase, false, 0).text).not.toBe('');
      expect(stateSentence(phase, false, undefined)).not.toBe('');
      expect(cardFor(phase, undefined)).toBeUndefined();
    }
    const titles = endings.map((kind) => cardFor({ kind }, 0)?.title);
    expect(new Set(titles).size).toBe(endings.length);
    expect(titles).not.toContain(undefined);
    expect(stateSentence({ kind: 'ended' }, false, 3)).toContain('exit status 3');
  });

  it('tells of a pause only while there is a connection', () => {
    expect(stateWords({ kind: 'live' }, true, 0).text).toBe('Paused');
    expect(stateWords({ kind: 'behind' }, true, 0).text).toBe('Paused');
    expect(stateSentence({ kind: 'live' }, true, undefined)).not.toContain('every character');
    expect(stateWords({ kind: 'waiting', until: 1000 }, true, 0).text).toBe('Reconnecting in 1 s');
    expect(stateWords({ kind: 'ended' }, true, 0).text).toBe('Ended');
  });

  it('is what one may do, and for how long', () => {
    const words = (role: 'watch' | 'type', until: number | undefined, locked: boolean) =>
      roleWords({ role, until, asking: 'no' }, locked, 1000);
    expect(words('watch', undefined, true)).toBe('Watch only');
    expect(words('type', undefined, false)).toBe('Can type');
    expect(words('type', 601_000, false)).toBe('Can type · 10:00');
    expect(words('type', 601_000, true)).toBe('Locked');
    expect([0, -5, 1, 1000, 61_000, 3_600_000].map(countdown)).toEqual([
      '0:00',
      '0:00',
      '0:01',
      '0:01',
      '1:01',
      '60:00',
    ]);
  });

  it('is who types', () => {
    const viewers = [{ id: 2, name: 'Ann', role: 'type' as const }];
    const words = (typing: number | 'host' | null) => typistWords({ typing, viewers, viewer: 3 });
    expect([null, 'host' as const, 2, 3, 9].map(words)).toEqual([
      '',
      'The host types',
      'Ann types',
      '',
      'Somebody types',
    ]);
  });

  it('gives neighbours colours that are far apart', () => {
    for (let id = 1; id < 100; id++) {
      const apart = Math.abs(hueOf(id) - hueOf(id + 1));
      expect(Math.min(apart, 360 - apart)).toBeGreaterThan(100);
    }
  });

  it('names everybody, and amounts', () => {
    expect(nameOf({ id: 4, name: '', role: 'watch' })).toBe('Viewer 4');
    expect(nameOf({ id: 4, name: 'Ann', role: 'watch' })).toBe('Ann');
    expect([0, 999, 1000, 999_499, 999_500, 2_500_000].map(amount)).toEqual([
      '0 B',
      '999 B',
      '1 kB',
      '999 kB',
      '1.0 MB',
      '2.5 MB',
    ]);
  });

  it('counts the seconds to the next try', () => {
    expect(stateWords({ kind: 'waiting', until: 10_000 }, false, 5_500).text).toBe('Reconnecting in 5 s');
    expect(stateWords({ kind: 'waiting', until: 10_000 }, false, 11_000).text).toBe('Reconnecting in 1 s');
  });

  it('names the exit status', () => {
    expect(exitWords(0)).toContain('exit status 0');
    expect(exitWords(137)).toContain('signal 9');
    // Ctrl-C at an empty prompt, and then exit: no signal has ended the shell.
    expect(exitWords(130)).toMatch(/status 130, perhaps by signal 2/);
    expect(exitWords(undefined)).toBe('The shell was closed.');
  });

  it.each([
    [-5, '0 s'],
    [50_000, '50 s'],
    [600_000, '10 min'],
    [23 * 3600_000, '23 h'],
    [72 * 3600_000, '3 days'],
  ])('%d ms are %s', (milliseconds, words) => {
    expect(span(milliseconds)).toBe(words);
  });
});

describe('links', () => {
  it.each(['https://example.org/a?b#c', 'http://example.org/', 'mailto:ann@example.org'])('%s may be opened', (uri) => {
    expect(safeTarget(uri)).toBe(uri);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'ssh://host', 'nothing', ''])(
    '%s may not',
    (uri) => {
      expect(safeTarget(uri)).toBeUndefined();
    },
  );

  it('show what a name really is', () => {
    expect(safeTarget('https://ex\u0430mple.org/')).toBe('https://xn--exmple-4nf.org/');
  });
});

describe('the font size', () => {
  const even = (size: number) => ({ width: size * 0.6, height: size * 1.2 });
  const hinted = (ratio: number) => (size: number) => ({
    width: Math.round(size * 0.6 * ratio) / ratio,
    height: Math.ceil(size * 1.2),
  });

  it.each([
    [80, 24, 1280, 800, 1],
    [80, 24, 390, 700, 3],
    [250, 70, 1920, 1000, 1],
    [40, 60, 800, 600, 1.5],
  ])('for %dx%d in %dx%d at %d fits, in whole pixels, as large as it goes', (cols, rows, width, height, ratio) => {
    for (const measure of [even, hinted(ratio)]) {
      const size = fontSizeFor(cols, rows, { width, height, ratio }, measure);
      const pixels = Math.floor(measure(size).width * ratio);
      expect(pixels * cols).toBeLessThanOrEqual(width * ratio);
      expect(Math.ceil(measure(size).height * ratio) * rows).toBeLessThanOrEqual(height * ratio);
      const larger = ((pixels + 1) / 0.6 / ratio) * 1.03;
      const tooWide = Math.floor(measure(larger).width * ratio) * cols > width * ratio;
      const tooHigh = Math.ceil(measure(larger).height * ratio) * rows > height * ratio;
      expect(tooWide || tooHigh || larger > 32).toBe(true);
    }
  });

  it('is never unreadable, and never a poster', () => {
    expect(fontSizeFor(1000, 500, { width: 300, height: 300, ratio: 1 }, even)).toBe(4);
    expect(fontSizeFor(10, 4, { width: 3000, height: 2000, ratio: 1 }, even)).toBeLessThanOrEqual(32);
  });
});
