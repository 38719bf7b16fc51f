import { beforeEach, describe, expect, it } from 'vitest';
import { Predictor } from '../src/core/prediction';
import { FakeClock } from './fakes';

let clock: FakeClock;
let predictor: Predictor;
let cells: string;
let column: number;
let row: number;
let line: boolean;
let shown: string;

beforeEach(() => {
  clock = new FakeClock();
  cells = '$ ';
  column = 2;
  row = 7;
  line = true;
  shown = '';
  predictor = new Predictor(
    clock,
    () => ({ line, row, column, cols: 20, cell: (at) => cells[at] ?? '' }),
    (predictions) => {
      shown = predictions.map(({ column, text }) => `${column}${text}`).join(' ');
    },
  );
  predictor.roundTrip = 200;
});

const type = (text: string) => {
  for (const key of text) predictor.typed(key);
};
/** The server's echo is drawn. */
const echo = (text: string) => {
  cells = cells.slice(0, column) + text;
  column += text.length;
  predictor.drawn();
};
/** Types something whose echo comes, after which guesses are shown. */
const gainTrust = () => {
  type('xy');
  echo('xy');
};

describe('a prediction', () => {
  it('is shown once the beginning of its text came true, until it does itself', () => {
    type('l');
    expect(shown).toBe('');
    echo('l');
    type('s');
    expect(shown).toBe('');
    echo('s');
    type(' a');
    expect(shown).toBe('4  5a');
    echo(' ');
    expect(shown).toBe('5a');
    echo('a');
    expect(shown).toBe('');
    expect(clock.pending).toBe(0);
  });

  it('appears with the beginning, however much was typed meanwhile', () => {
    type('list');
    expect(shown).toBe('');
    echo('l');
    expect(shown).toBe('');
    echo('i');
    expect(shown).toBe('4s 5t');
    echo('st');
    expect(shown).toBe('');
  });

  it('is not made where the line is fast', () => {
    predictor.roundTrip = 10;
    predictor.roundTrip = 30;
    gainTrust();
    type('abc');
    expect(shown).toBe('');
    echo('abc');
    predictor.roundTrip = 31;
    gainTrust();
    predictor.roundTrip = 25;
    type('a');
    expect(shown).not.toBe('');
    predictor.roundTrip = 19;
    expect(shown).toBe('');
  });

  it.each(['secret', ': :: secret', '  '])('is never shown where the echo is off (%j)', (secret) => {
    gainTrust();
    type('\r');
    row++;
    cells = 'Password: ';
    column = 10;
    predictor.drawn();
    for (const key of secret) {
      type(key);
      expect(shown).toBe('');
      predictor.drawn();
      expect(shown).toBe('');
      clock.pass(60);
    }
    clock.pass(1000);
    expect(clock.pending).toBe(0);
  });

  it('that does not come true in a round trip is gone, and the next ones have to prove themselves', () => {
    gainTrust();
    type('ab');
    expect(shown).toBe('4a 5b');
    clock.pass(349);
    expect(shown).toBe('4a 5b');
    clock.pass(1);
    expect(shown).toBe('');
    type('cd');
    expect(shown).toBe('');
    echo('c');
    expect(shown).toBe('');
    echo('d');
    type('e');
    expect(shown).toBe('6e');
  });

  it.each([
    [
      'another character',
      () => {
        echo('*');
      },
    ],
    [
      'a cursor that moves back',
      () => {
        column = 0;
        predictor.drawn();
      },
    ],
    [
      'another row',
      () => {
        row++;
        predictor.drawn();
      },
    ],
    [
      'something behind the cursor',
      () => {
        cells += '  hint';
        predictor.drawn();
      },
    ],
    [
      'a program that takes the whole screen',
      () => {
        line = false;
        predictor.drawn();
      },
    ],
    [
      'a new screen',
      () => {
        predictor.reset();
      },
    ],
    [
      'a key of unknown effect',
      () => {
        type('\t');
      },
    ],
  ])('is withdrawn by %s', (_what, happens) => {
    gainTrust();
    type('ab');
    expect(shown).toBe('4a 5b');
    happens();
    expect(shown).toBe('');
    expect(clock.pending).toBe(0);
  });

  it('is not made in the middle of a line, nor of strange keys', () => {
    cells = '$   after';
    type('ab');
    cells = '$ abafter';
    column = 4;
    predictor.drawn();
    type('c');
    expect(shown).toBe('');
    predictor.reset();
    cells = '$ ';
    column = 2;
    gainTrust();
    for (const text of ['漢', '\x1b[A', 'paste', '\u0301', '😀']) {
      predictor.typed(text);
      expect(shown).toBe('');
    }
  });

  it('ends before the edge', () => {
    cells = '$ '.padEnd(15);
    column = 15;
    gainTrust();
    type('a');
    expect(shown).toBe('17a');
    type('b');
    expect(shown).toBe('');
  });

  it('takes characters back', () => {
    gainTrust();
    type('ab\x7f');
    expect(shown).toBe('4a');
    type('\x7f\x7fz');
    expect(shown).toBe('3z');
    // The echo comes in pieces that hold all of it, or some.
    echo('ab');
    expect(shown).toBe('3z 4  5 ');
    cells = '$ xz ';
    column = 4;
    predictor.drawn();
    expect(shown).toBe('');
    type('\x7f\x7f');
    expect(shown).toBe('2  3 ');
    type('\x7f');
    expect(shown).toBe('');
  });

  it('knows when all is as before', () => {
    gainTrust();
    type('a\x7f');
    // Both echoes came at once.
    predictor.drawn();
    clock.pass(400);
    type('b');
    expect(shown).toBe('4b');
  });
});
