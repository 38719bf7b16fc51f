/** Reads rows of a terminal as runs of cells that look the same. */

import {
  BOLD,
  CURSOR,
  DEFAULT,
  DIM,
  INVERSE,
  INVISIBLE,
  ITALIC,
  OVERLINE,
  RGB,
  RunBuilder,
  STRIKETHROUGH,
  UNDERLINE,
  type Row,
} from '../core/runs';
import type { TerminalView } from './terminal';

type Buffer = TerminalView['xterm']['buffer']['active'];
type Cell = ReturnType<Buffer['getNullCell']>;

/** A cell, by its index in the buffer. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/**
 * Columns outside of which nothing is read: `left` of the first row's, and from `right` on of the last one's; `block`: of
 * every row's, each of which is a line then.
 */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly block: boolean;
}

/**
 * The rows from one index up to another, which is not read; `cursor`: where it is marked; `apart`: each letter beyond ASCII
 * is a run of its own.
 */
export function readRows(
  buffer: Buffer,
  from: number,
  to: number,
  cursor?: Spot,
  bounds?: Bounds,
  apart = false,
): Row[] {
  const rows: Row[] = [];
  const cell = buffer.getNullCell();
  const builder = new RunBuilder(apart);
  for (let y = from; y < to; y++) {
    const line = buffer.getLine(y);
    const length = line?.length ?? 0;
    const next = buffer.getLine(y + 1);
    // A wide letter had no room here, and went on to the next row.
    const short = next?.isWrapped === true && next.getCell(0, cell)?.getWidth() === 2;
    const block = bounds?.block === true;
    const first = block || y === from ? (bounds?.left ?? 0) : 0;
    const end = block || y === to - 1 ? Math.min(length, bounds?.right ?? length) : length;
    for (let x = first; x < end; x++) {
      const at = line?.getCell(x, cell);
      if (at === undefined || at.getWidth() === 0) continue;
      const text = at.getChars();
      if (short && x === length - 1 && text === '') continue;
      const marked = cursor?.y === y && (cursor.x === x || (cursor.x === x + 1 && at.getWidth() === 2)) ? CURSOR : 0;
      builder.add(text === '' ? ' ' : text, at.getWidth(), front(at), ground(at), flags(at) | marked);
    }
    // The cursor may wait behind the last column.
    if (cursor?.y === y && cursor.x >= length) builder.add(' ', 1, DEFAULT, DEFAULT, CURSOR);
    rows.push({ wrapped: !block && line?.isWrapped === true, runs: builder.take() });
  }
  return rows;
}

function front(cell: Cell): number {
  if (cell.isFgDefault()) return DEFAULT;
  return cell.isFgRGB() ? cell.getFgColor() + RGB : cell.getFgColor();
}

function ground(cell: Cell): number {
  if (cell.isBgDefault()) return DEFAULT;
  return cell.isBgRGB() ? cell.getBgColor() + RGB : cell.getBgColor();
}

function flags(cell: Cell): number {
  if (cell.isAttributeDefault()) return 0;
  return (
    (cell.isBold() !== 0 ? BOLD : 0) |
    (cell.isDim() !== 0 ? DIM : 0) |
    (cell.isItalic() !== 0 ? ITALIC : 0) |
    (cell.isUnderline() !== 0 ? UNDERLINE : 0) |
    (cell.isInverse() !== 0 ? INVERSE : 0) |
    (cell.isInvisible() !== 0 ? INVISIBLE : 0) |
    (cell.isStrikethrough() !== 0 ? STRIKETHROUGH : 0) |
    (cell.isOverline() !== 0 ? OVERLINE : 0)
  );
}
