import type { TerminalView } from './terminal';

type Buffer = TerminalView['xterm']['buffer']['active'];
type Cell = ReturnType<Buffer['getNullCell']>;

/** A colour as a program gave it: `default` for the terminal's own, a number for one of 256, or `#rrggbb`. */
type Colour = number | string;

export interface CellReading {
  readonly text: string;
  readonly width: number;
  readonly fg: Colour;
  readonly bg: Colour;
  /** Names of what is set: bold, dim, italic, underline, blink, inverse, invisible, strikethrough, overline. */
  readonly attributes: readonly string[];
}

/** Reads the active buffer by xterm.js's public interface. */
export function readScreen(terminal: TerminalView, scrollback: boolean) {
  const { xterm } = terminal;
  const buffer = xterm.buffer.active;
  const cell = buffer.getNullCell();
  const lines = [];
  for (let y = scrollback ? 0 : buffer.baseY; y < buffer.baseY + xterm.rows; y++) {
    const line = buffer.getLine(y);
    const cells: CellReading[] = [];
    for (let x = 0; x < xterm.cols; x++) cells.push(readCell(line?.getCell(x, cell) ?? cell));
    lines.push({ text: line?.translateToString(true) ?? '', wrapped: line?.isWrapped ?? false, cells });
  }
  return {
    cols: xterm.cols,
    rows: xterm.rows,
    buffer: buffer.type,
    scrolledBack: buffer.baseY - buffer.viewportY,
    cursor: { x: buffer.cursorX, y: buffer.cursorY, hidden: terminal.cursorHidden },
    modes: { ...xterm.modes },
    lines,
  };
}

function readCell(cell: Cell): CellReading {
  return {
    text: cell.getChars(),
    width: cell.getWidth(),
    fg: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
    bg: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
    attributes: attributes(cell),
  };
}

function colour(isDefault: boolean, isRgb: boolean, value: number): Colour {
  if (isDefault) return 'default';
  return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}

function attributes(cell: Cell): string[] {
  const set: [string, number][] = [
    ['bold', cell.isBold()],
    ['dim', cell.isDim()],
    ['italic', cell.isItalic()],
    ['underline', cell.isUnderline()],
    ['blink', cell.isBlink()],
    ['inverse', cell.isInverse()],
    ['invisible', cell.isInvisible()],
    ['strikethrough', cell.isStrikethrough()],
    ['overline', cell.isOverline()],
  ];
  return set.filter(([, on]) => on !== 0).map(([name]) => name);
}
