/** Where a reader was in a terminal's lines, so that the place is found again when the lines are new ones. */
export interface Place {
  /** Lines from the first one in the window to the end of all. */
  readonly fromEnd: number;
  /** The texts in the window that no output changes any more: those above the screen. */
  readonly texts: readonly string[];
}

/**
 * The index of the line which was the first in the window; undefined if it is not there any more. Lines may have been
 * added at the end since: the nearest match above the old distance from the end is the right one, else one below.
 */
export function findPlace(place: Place, length: number, lineAt: (index: number) => string): number | undefined {
  const expected = length - place.fromEnd;
  const matches = (index: number) => place.texts.every((text, i) => lineAt(index + i) === text);
  for (let index = Math.min(expected, length - 1); index >= 0; index--) if (matches(index)) return index;
  for (let index = Math.max(0, expected + 1); index < length; index++) if (matches(index)) return index;
  return undefined;
}
