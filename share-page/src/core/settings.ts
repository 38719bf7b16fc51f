/** What a viewer may choose about the page; remembered in the browser as JSON. */
export interface Settings {
  /** The id of a theme, or `system`: light or dark as the system is. */
  readonly theme: string;
  /** Text size as a multiple of the one at which the whole terminal fits into the window. */
  readonly zoom: number;
  /** The font to draw with; empty: the best of those that there are. */
  readonly font: string;
  /** How the cursor looks unless a program says otherwise. */
  readonly cursor: CursorStyle;
  readonly copyOnSelect: boolean;
  /** Whether a terminal larger than the window moves along with its cursor. */
  readonly follow: boolean;
  /** Whether lines are wrapped to the window instead of the host's columns. */
  readonly wrap: boolean;
  /** The size of wrapped letters, in CSS pixels. */
  readonly letters: number;
}

export const CURSORS = ['block', 'bar', 'underline'] as const;
export type CursorStyle = (typeof CURSORS)[number];

export const DEFAULTS: Settings = {
  theme: 'system',
  zoom: 1,
  font: '',
  cursor: 'block',
  copyOnSelect: false,
  follow: true,
  wrap: false,
  letters: 14,
};

const SMALLEST_ZOOM = 0.4;
const LARGEST_ZOOM = 8;

/** A zoom within bounds; close to the whole terminal it is the whole terminal. */
export function boundedZoom(zoom: number): number {
  if (!(zoom > 0)) return 1;
  if (Math.abs(zoom - 1) < 0.04) return 1;
  return Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, zoom));
}

/** A size of wrapped letters within bounds; that by default where there is none. */
export function boundedLetters(pixels: unknown): number {
  if (typeof pixels !== 'number' || Number.isNaN(pixels)) return DEFAULTS.letters;
  return Math.min(40, Math.max(8, Math.round(pixels)));
}

/** Reads what was remembered; whatever is not as it should be is as by default. `themes`: the ids that there are. */
export function readSettings(json: string | undefined, themes: readonly string[]): Settings {
  let stored: Readonly<Record<string, unknown>> = {};
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    if (typeof value === 'object' && value !== null) stored = value as Record<string, unknown>;
  } catch {
    // Nothing that was written here.
  }
  const { theme, zoom, font, cursor, copyOnSelect, follow, wrap, letters } = stored;
  return {
    theme: typeof theme === 'string' && themes.includes(theme) ? theme : DEFAULTS.theme,
    zoom: typeof zoom === 'number' ? boundedZoom(zoom) : DEFAULTS.zoom,
    font: typeof font === 'string' ? font : DEFAULTS.font,
    cursor: CURSORS.find((style) => style === cursor) ?? DEFAULTS.cursor,
    copyOnSelect: typeof copyOnSelect === 'boolean' ? copyOnSelect : DEFAULTS.copyOnSelect,
    follow: typeof follow === 'boolean' ? follow : DEFAULTS.follow,
    wrap: typeof wrap === 'boolean' ? wrap : DEFAULTS.wrap,
    letters: boundedLetters(letters),
  };
}
