import { describe, expect, it } from 'vitest';
import { boundedLetters, boundedZoom, DEFAULTS, readSettings } from '../src/core/settings';

const THEMES = ['system', 'midnight', 'paper'];

describe('settings', () => {
  it('are read as they were written', () => {
    const chosen = {
      theme: 'paper',
      zoom: 1.5,
      font: 'Hack',
      cursor: 'bar',
      copyOnSelect: true,
      follow: false,
      wrap: true,
      letters: 18,
    } as const;
    expect(readSettings(JSON.stringify(chosen), THEMES)).toEqual(chosen);
  });

  it.each([
    undefined,
    '',
    'null',
    '7',
    '[]',
    '{"theme":1,"zoom":"2","cursor":{},"copyOnSelect":1,"follow":0,"font":1,"wrap":"yes","letters":"x"}',
    '{"theme":"x"}',
  ])('are those by default where %j was remembered', (json) => {
    expect(readSettings(json, THEMES)).toEqual(DEFAULTS);
  });

  it('keep letters within bounds', () => {
    expect([undefined, NaN, 1, 15.4, 99].map(boundedLetters)).toEqual([14, 14, 8, 15, 40]);
  });

  it('keep the zoom within bounds', () => {
    expect([0, -1, NaN, 0.1, 0.98, 1.03, 1.5, 99].map(boundedZoom)).toEqual([1, 1, 1, 0.4, 1, 1, 1.5, 8]);
  });
});
