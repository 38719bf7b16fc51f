import type { Palette } from '../core/colour';
import {
  BOLD,
  colours,
  DEFAULT,
  DIM,
  INVERSE,
  ITALIC,
  OVERLINE,
  STRIKETHROUGH,
  UNDERLINE,
  type Run,
} from '../core/runs';

/** Whether a run looks as letters do by default. */
export function isPlain({ fg, bg, flags }: Run): boolean {
  return fg === DEFAULT && bg === DEFAULT && flags === 0;
}

/** The look of a run in CSS: properties and their values, in which is nothing from elsewhere. */
export function lookOf(run: Run, palette: Palette, ratio: number): [string, string][] {
  const { letters, ground } = colours(run, palette, ratio);
  const look: [string, string][] = [];
  if (letters !== palette.foreground) look.push(['color', letters]);
  if (run.bg !== DEFAULT || (run.flags & INVERSE) !== 0) look.push(['background-color', ground]);
  if ((run.flags & BOLD) !== 0) look.push(['font-weight', 'bold']);
  if ((run.flags & ITALIC) !== 0) look.push(['font-style', 'italic']);
  if ((run.flags & DIM) !== 0) look.push(['opacity', '0.6']);
  const strokes = [
    [UNDERLINE, 'underline'],
    [STRIKETHROUGH, 'line-through'],
    [OVERLINE, 'overline'],
  ] as const;
  const drawn = strokes.filter(([flag]) => (run.flags & flag) !== 0).map(([, name]) => name);
  if (drawn.length > 0) look.push(['text-decoration-line', drawn.join(' ')]);
  return look;
}
