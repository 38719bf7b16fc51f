/** Handlers which come before those of xterm.js: queries are not answered, huge counts are made small. */

import type { CsiId, Parser, XtermCore } from './xtermParts';
import type { Disposable } from './disposables';

/** Control sequences which do nothing but ask (xterm ctlseqs): DA1, DA2, DA3, DSR, DECDSR, DECRQM, XTVERSION. */
const QUERIES: readonly CsiId[] = [
  { final: 'c' },
  { prefix: '>', final: 'c' },
  { prefix: '=', final: 'c' },
  { final: 'n' },
  { prefix: '?', final: 'n' },
  { intermediates: '$', final: 'p' },
  { prefix: '?', intermediates: '$', final: 'p' },
  { prefix: '>', final: 'q' },
];

/** Device control strings which ask: DECRQSS, XTGETTCAP. */
const DEVICE_QUERIES: readonly CsiId[] = [
  { intermediates: '$', final: 'q' },
  { intermediates: '+', final: 'q' },
];

/** Operating system commands which set a colour, or ask for it by `?`. */
const COLOURS = [4, 10, 11, 12] as const;

const CLIPBOARD = 52;

/**
 * Swallows what a terminal would answer. This is the second line: the input gate lets no answer out of the page
 * anyway. Window reports (CSI t) need no handler, since xterm.js has them switched off by default.
 */
export function swallowQueries(parser: Parser): Disposable[] {
  const swallow = () => true;
  return [
    ...QUERIES.map((id) => parser.registerCsiHandler(id, swallow)),
    ...DEVICE_QUERIES.map((id) => parser.registerDcsHandler(id, swallow)),
    ...COLOURS.map((id) => parser.registerOscHandler(id, (data) => /^(?:\d+;)?\?(?:;(?:\d+;)?\?)*$/.test(data))),
    parser.registerOscHandler(CLIPBOARD, swallow),
  ];
}

/**
 * Control sequences which xterm.js carries out as often as their first parameter says, although a screenful has the
 * same effect: IL, DL, SU, SD by rows; ICH, DCH, ECH, CHT, CBT, SL, SR, DECIC, DECDC by columns.
 */
const BY_ROWS: readonly CsiId[] = [{ final: 'L' }, { final: 'M' }, { final: 'S' }, { final: 'T' }];
const BY_COLUMNS: readonly CsiId[] = [
  { final: '@' },
  { final: 'P' },
  { final: 'X' },
  { final: 'I' },
  { final: 'Z' },
  { intermediates: ' ', final: '@' },
  { intermediates: ' ', final: 'A' },
  { intermediates: "'", final: '}' },
  { intermediates: "'", final: '~' },
];
/** REP allocates what it repeats. The host's emulator keeps the same limit (vt.Emulator.MAX_REPEAT). */
const REPEAT: CsiId = { final: 'b' };
const MAX_REPEAT = 4096;

/** Keeps `CSI 2147483647 S` and its like from stopping the page for minutes. */
export function limitCounts(core: XtermCore): Disposable[] {
  const limit = (id: CsiId, most: () => number) =>
    core.registerCsiHandler(id, ({ length, params }) => {
      if (length > 0) params[0] = Math.min(params[0] ?? 0, most());
      // Not handled: the sequence goes on to xterm.js, which reads the same parameters.
      return false;
    });
  return [
    ...BY_ROWS.map((id) => limit(id, () => core.rows)),
    ...BY_COLUMNS.map((id) => limit(id, () => core.cols)),
    limit(REPEAT, () => MAX_REPEAT),
  ];
}
