const START = '\x1b[200~';
/** Ends a bracketed paste. */
export const END = '\x1b[201~';
/** Keys and no text, but for the tab and the ends of lines. */
const CONTROLS = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g; // eslint-disable-line no-control-regex

/**
 * The text to type for a pasted one; `bracketed`: the program asked for pastes to be marked. Control characters are left
 * out: one ends the paste (the mark needs one), others interrupt the program, or end its input, whatever it thinks of pastes.
 */
export function pasted(text: string, bracketed: boolean): string {
  const typed = text.replace(/\r?\n/g, '\r').replace(CONTROLS, '');
  return bracketed ? START + typed + END : typed;
}
