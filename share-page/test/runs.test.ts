import { describe, expect, it } from 'vitest';
import { contrast, indexed, readable, rgb } from '../src/core/colour';
import {
  BOLD,
  colours,
  CURSOR,
  DEFAULT,
  INVERSE,
  INVISIBLE,
  joinRows,
  RGB,
  RunBuilder,
  type Row,
} from '../src/core/runs';

const MONO = { background: '#000000', foreground: '#ffffff', palette: Array.from({ length: 16 }, (_, i) => rgb(i)) };

function row(text: string, wrapped = false, flags = 0): Row {
  return { wrapped, runs: [{ text, cells: text.length, fg: DEFAULT, bg: DEFAULT, flags }] };
}

const texts = (rows: Row[]) => joinRows(rows).map(({ runs }) => runs.map(({ text }) => text).join(''));

describe('cells', () => {
  it('become runs of one look', () => {
    const builder = new RunBuilder();
    builder.add('a', 1, 1, DEFAULT, 0);
    builder.add('漢', 2, 1, DEFAULT, 0);
    builder.add('b', 1, 1, DEFAULT, BOLD);
    builder.add('c', 1, 2, DEFAULT, BOLD);
    builder.add('d', 1, 2, 3, BOLD);
    expect(builder.take().map(({ text, cells }) => [text, cells])).toEqual([
      ['a漢', 3],
      ['b', 1],
      ['c', 1],
      ['d', 1],
    ]);
    expect(builder.take()).toEqual([]);
  });

  it('stand apart on demand where letters may take more or fewer columns than fonts think', () => {
    const builder = new RunBuilder(true);
    for (const [text, cells] of [
      ['a', 1],
      ['b', 1],
      ['\u{1f468}\u200d', 2],
      ['\u{1f469}', 2],
      ['e\u0301', 1],
      ['c', 1],
      ['d', 1],
    ] as const)
      builder.add(text, cells, DEFAULT, DEFAULT, 0);
    expect(builder.take().map(({ text, cells }) => [text, cells])).toEqual([
      ['ab', 2],
      ['\u{1f468}\u200d', 2],
      ['\u{1f469}', 2],
      ['e\u0301', 1],
      ['cd', 2],
    ]);
  });
});

describe('rows', () => {
  it('become the lines that were printed', () => {
    const rows = [row('one  '), row('two '), row('and a', true), row('half ', true), row('     '), row('end')];
    expect(texts(rows)).toEqual(['one', 'two and ahalf', '', 'end']);
    expect(joinRows(rows).map(({ rows }) => rows)).toEqual([1, 3, 1, 1]);
    expect(joinRows([])).toEqual([]);
  });

  it('keep blanks at their end that can be seen', () => {
    const marked: Row = {
      wrapped: false,
      runs: [...row('a ').runs, ...row(' ', false, CURSOR).runs, ...row('  ').runs],
    };
    expect(texts([marked, row('  ', false, INVERSE), row('  ', false, BOLD)])).toEqual(['a  ', '  ', '']);
    const painted: Row = { wrapped: false, runs: [{ text: 'x ', cells: 2, fg: DEFAULT, bg: 4, flags: 0 }] };
    expect(texts([painted])).toEqual(['x ']);
  });

  it('are told apart by letters and look', () => {
    const keys = joinRows([row('a'), row('a'), row('b'), row('a', false, BOLD)]).map(({ key }) => key);
    expect(keys[0]).toBe(keys[1]);
    expect(new Set(keys).size).toBe(3);
  });
});

describe('colours', () => {
  const run = { text: 'x', cells: 1, fg: DEFAULT, bg: DEFAULT, flags: 0 };

  it('are those of xterm', () => {
    expect([16, 196, 231, 232, 255].map((index) => indexed(index, MONO))).toEqual([
      '#000000',
      '#ff0000',
      '#ffffff',
      '#080808',
      '#eeeeee',
    ]);
    expect(colours(run, MONO, 1)).toEqual({ letters: '#ffffff', ground: '#000000' });
    expect(colours({ ...run, fg: RGB + 0x12, bg: 196 }, MONO, 1)).toEqual({ letters: '#000012', ground: '#ff0000' });
    expect(colours({ ...run, fg: 3, flags: BOLD }, MONO, 1).letters).toBe('#00000b');
    expect(colours({ ...run, flags: INVERSE }, MONO, 1)).toEqual({ letters: '#000000', ground: '#ffffff' });
    expect(colours({ ...run, flags: INVISIBLE }, MONO, 1)).toEqual({ letters: '#000000', ground: '#000000' });
  });

  it('are made readable', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    for (const ground of ['#ffffff', '#000000', '#767676', '#fdf6e3'])
      for (const letters of ['#ffff00', '#00ff00', '#0000ff', '#ffffff', '#000000', '#777777'])
        expect(contrast(readable(letters, ground, 4.5), ground)).toBeGreaterThanOrEqual(4.5);
    expect(readable('#0000ff', '#ffffff', 4.5)).toBe('#0000ff');
  });
});
