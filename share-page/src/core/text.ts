/** Characters which may not reach the page from elsewhere: controls, line breaks, and those that turn text around. */
const UNWANTED = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu;

/** The longest text that is shown from elsewhere, in characters. */
const LONGEST = 200;

/** A title, name or notice from elsewhere, made fit to be shown in one line; `most`: characters of it. */
export function clean(text: string, most = LONGEST): string {
  // Cutting first keeps a title of megabytes cheap; no character takes more than two units.
  const start = text.slice(0, 16 * most).replace(UNWANTED, '');
  return Array.from(start).slice(0, most).join('');
}
