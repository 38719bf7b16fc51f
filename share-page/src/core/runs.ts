import { indexed, readable, rgb, type Palette } from './colour';

/** What of a cell's look is on or off. */
export const BOLD = 1;
export const DIM = 2;
export const ITALIC = 4;
export const UNDERLINE = 8;
export const INVERSE = 16;
export const INVISIBLE = 32;
export const STRIKETHROUGH = 64;
export const OVERLINE = 128;
/** The cursor stands here. */
export const CURSOR = 256;

/** What shows although there is no letter. */
const PAINTED = UNDERLINE | INVERSE | STRIKETHROUGH | OVERLINE | CURSOR;

/** The colour that the terminal has by default. */
export const DEFAULT = -1;
/** Added to colours of 24 bits; others are one of 256. */
export const RGB = 0x1000000;

/** Neighbouring cells of one look. */
export interface Run {
  readonly text: string;
  /** How many columns it takes. */
  readonly cells: number;
  readonly fg: number;
  readonly bg: number;
  readonly flags: number;
}

/** One row of a terminal. */
export interface Row {
  /** Whether it continues the line of the row above. */
  readonly wrapped: boolean;
  readonly runs: readonly Run[];
}

/** A line as it was printed, however many rows of the terminal it takes. */
export interface Line {
  readonly rows: number;
  readonly runs: readonly Run[];
  /** The same for lines that look the same. */
  readonly key: string;
}

/** Gathers cells from left to right. */
export class RunBuilder {
  private readonly runs: Run[] = [];
  private text = '';
  private cells = 0;
  private fg = DEFAULT;
  private bg = DEFAULT;
  private flags = 0;
  private ascii = true;

  /** `apart`: whatever is no ASCII is a run of its own, so that it is known how many columns each such letter takes. */
  constructor(private readonly apart = false) {}

  add(text: string, cells: number, fg: number, bg: number, flags: number): void {
    const ascii = text.length === 1 && text <= '~';
    const alone = this.apart && !(ascii && this.ascii);
    if (this.cells > 0 && (alone || fg !== this.fg || bg !== this.bg || flags !== this.flags)) this.end();
    this.ascii = ascii;
    this.text += text;
    this.cells += cells;
    this.fg = fg;
    this.bg = bg;
    this.flags = flags;
  }

  /** All that was added; the builder is empty again. */
  take(): Run[] {
    if (this.cells > 0) this.end();
    return this.runs.splice(0);
  }

  private end(): void {
    const { text, cells, fg, bg, flags } = this;
    this.runs.push({ text, cells, fg, bg, flags });
    this.text = '';
    this.cells = 0;
  }
}

/** Joins rows to the lines that they were printed as; the first one begins a line. */
export function joinRows(rows: readonly Row[]): Line[] {
  const lines: Line[] = [];
  for (let from = 0; from < rows.length;) {
    let to = from + 1;
    while (rows[to]?.wrapped === true) to++;
    const runs = trimmed(rows.slice(from, to).flatMap((row) => row.runs));
    const key = runs.map(({ text, fg, bg, flags }) => `${fg},${bg},${flags} ${text}`).join('\x1f');
    lines.push({ rows: to - from, runs, key });
    from = to;
  }
  return lines;
}

/** Runs without the blanks at their end. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (let last = kept[kept.length - 1]; last !== undefined; last = kept[kept.length - 1]) {
    if (last.bg !== DEFAULT || (last.flags & PAINTED) !== 0) break;
    const text = last.text.trimEnd();
    if (text === last.text) break;
    kept.pop();
    if (text !== '') kept.push({ ...last, text, cells: last.cells - (last.text.length - text.length) });
  }
  return kept;
}

/** The colours of a run as they are seen; `ratio`: how readable letters have to be made. */
export function colours({ fg, bg, flags }: Run, palette: Palette, ratio: number): { letters: string; ground: string } {
  // Bold letters in one of the first eight colours are bright, as in xterm.js by default.
  const front = (flags & BOLD) !== 0 && fg >= 0 && fg < 8 ? fg + 8 : fg;
  const seen = [colour(front, palette.foreground, palette), colour(bg, palette.background, palette)];
  const [letters = '', ground = ''] = (flags & INVERSE) !== 0 ? seen.reverse() : seen;
  if ((flags & INVISIBLE) !== 0) return { letters: ground, ground };
  return { letters: ratio > 1 ? readable(letters, ground, ratio) : letters, ground };
}

function colour(value: number, otherwise: string, palette: Palette): string {
  if (value === DEFAULT) return otherwise;
  return value >= RGB ? rgb(value - RGB) : indexed(value, palette);
}
