import { findPlace, type Place } from '../core/place';
import type { TerminalView } from './terminal';

type Xterm = TerminalView['xterm'];

/** Where a person reads above the screen; undefined: they look at the screen. */
export function readingPlace({ buffer: { active }, rows }: Xterm): Place | undefined {
  if (active.type !== 'normal' || active.viewportY >= active.baseY) return undefined;
  const texts: string[] = [];
  for (let y = active.viewportY; y < Math.min(active.viewportY + rows, active.baseY); y++)
    texts.push(textAt(active, y));
  return { fromEnd: active.length - active.viewportY, texts };
}

/** The line at which a person was, among lines which replaced those they read; undefined: it is gone. */
export function lineOf(place: Place, { buffer: { active } }: Xterm): number | undefined {
  if (active.type !== 'normal') return undefined;
  const line = findPlace(place, active.length, (index) => textAt(active, index));
  return line === undefined || line >= active.baseY ? undefined : line;
}

function textAt(buffer: Xterm['buffer']['active'], y: number): string {
  return buffer.getLine(y)?.translateToString(true) ?? '';
}
