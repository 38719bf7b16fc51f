/** What is selected, or else the screen, to take along: as text, as HTML, as a picture. */

import type { Palette } from '../core/colour';
import { BOLD, colours, DIM, ITALIC, joinRows, OVERLINE, STRIKETHROUGH, UNDERLINE, type Row } from '../core/runs';
import { isPlain, lookOf } from './looks';
import { readRows } from './rows';
import type { TerminalView } from './terminal';

/** The rows that are selected, or those in sight. */
export function takenRows({ xterm, selectsBlock }: TerminalView): Row[] {
  const { active } = xterm.buffer;
  const selected = xterm.getSelectionPosition();
  if (selected === undefined) return readRows(active, active.viewportY, active.viewportY + xterm.rows);
  const { start, end } = selected;
  return readRows(active, start.y, end.y + 1, undefined, {
    left: selectsBlock ? Math.min(start.x, end.x) : start.x,
    right: selectsBlock ? Math.max(start.x, end.x) : end.x,
    block: selectsBlock,
  });
}

export function asText(rows: readonly Row[]): string {
  const lines = joinRows(rows).map(({ runs }) => runs.map(({ text }) => text).join(''));
  while (lines.length > 1 && lines[lines.length - 1] === '') lines.pop();
  return lines.join('\n');
}

/** A fragment which looks the same wherever it is pasted. */
export function asHtml(rows: readonly Row[], palette: Palette, ratio: number, family: string): string {
  const lines = joinRows(rows).map(({ runs }) =>
    runs
      .map((run) => {
        if (isPlain(run)) return escaped(run.text);
        const style = lookOf(run, palette, ratio).map(([property, value]) => `${property}:${value}`);
        return `<span style="${style.join(';')}">${escaped(run.text)}</span>`;
      })
      .join(''),
  );
  while (lines.length > 1 && lines[lines.length - 1] === '') lines.pop();
  const style = `font-family:${escaped(family)};background-color:${palette.background};color:${palette.foreground}`;
  return `<pre style="${style}">${lines.join('\n')}</pre>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** Font size of a picture, in its pixels; large enough for a screen with many of them. */
const PIXELS = 28;
const MARGIN = 24;

/** The rows in sight as they are drawn: with each letter where its cell is, whatever the font thinks of its width. */
export function drawnRows({ xterm }: TerminalView): Row[] {
  const { active } = xterm.buffer;
  return readRows(active, active.viewportY, active.viewportY + xterm.rows, undefined, undefined, true);
}

/** Draws such rows; undefined: the browser gives no canvas. */
export function asPicture(
  rows: readonly Row[],
  cols: number,
  palette: Palette,
  ratio: number,
  family: string,
): HTMLCanvasElement | undefined {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return undefined;
  context.font = `${PIXELS}px ${family}`;
  const { width, fontBoundingBoxAscent, fontBoundingBoxDescent } = context.measureText('W');
  // As high as the font's box, or lines drawn with letters would have gaps.
  const height = Math.ceil(fontBoundingBoxAscent + fontBoundingBoxDescent);
  canvas.width = Math.ceil(cols * width) + 2 * MARGIN;
  canvas.height = rows.length * height + 2 * MARGIN;
  context.fillStyle = palette.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'alphabetic';
  rows.forEach((row, y) => {
    const top = MARGIN + y * height;
    // All grounds before any letter: those of neighbours meet within a pixel.
    let x = MARGIN;
    for (const run of row.runs) {
      const { ground } = colours(run, palette, ratio);
      const wide = run.cells * width;
      context.fillStyle = ground;
      // Up to whole pixels, or the ground would shine through between cells.
      if (ground !== palette.background) context.fillRect(Math.floor(x), top, Math.ceil(wide) + 1, height);
      x += wide;
    }
    x = MARGIN;
    for (const run of row.runs) {
      const wide = run.cells * width;
      context.fillStyle = colours(run, palette, ratio).letters;
      context.globalAlpha = (run.flags & DIM) !== 0 ? 0.6 : 1;
      const style = `${(run.flags & ITALIC) !== 0 ? 'italic ' : ''}${(run.flags & BOLD) !== 0 ? 'bold ' : ''}`;
      context.font = `${style}${PIXELS}px ${family}`;
      context.fillText(run.text, x, top + fontBoundingBoxAscent);
      const stroke = (flag: number, offset: number) => {
        if ((run.flags & flag) !== 0) context.fillRect(x, top + offset, wide, 2);
      };
      stroke(UNDERLINE, height - 4);
      stroke(STRIKETHROUGH, height / 2);
      stroke(OVERLINE, 1);
      context.globalAlpha = 1;
      x += wide;
    }
  });
  return canvas;
}
