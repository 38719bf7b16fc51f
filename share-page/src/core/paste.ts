const START = '\x1b[200~';
/** Ends a bracketed paste. */
export const END = '\x1b[201~';
/** The end of a bracketed paste, with the introducer in seven bits and in eight. */
const END_MARKERS = /(?:\x1b\[|\x9b)201~/g; // eslint-disable-line no-control-regex

/** The text to type for a pasted one; `bracketed`: the program asked for pastes to be marked. */
export function pasted(text: string, bracketed: boolean): string {
  const typed = text.replace(/\r?\n/g, '\r');
  return bracketed ? START + withoutEndMarker(typed) + END : typed;
}

/** Removes the end marker, by which a text would leave the paste and type for itself. */
function withoutEndMarker(text: string): string {
  let before: string;
  let after = text;
  // Again and again: taking one out may join the halves of another.
  do {
    before = after;
    after = before.replace(END_MARKERS, '');
  } while (after !== before);
  return after;
}
