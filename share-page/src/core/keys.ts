/** Keys that a soft keyboard does not have, and the bytes they type (xterm ctlseqs, "PC-Style Function Keys"). */

const ARROWS = { up: 'A', down: 'B', right: 'C', left: 'D' } as const;
const OTHERS = { escape: '\x1b', tab: '\t', interrupt: '\x03', slash: '/', dash: '-', pipe: '|' } as const;

export type Key = keyof typeof ARROWS | keyof typeof OTHERS;

/** What a key types; `application`: the program has switched on application cursor keys (DECCKM). */
export function typed(key: Key, application: boolean): string {
  if (key in OTHERS) return OTHERS[key as keyof typeof OTHERS];
  return (application ? '\x1bO' : '\x1b[') + ARROWS[key as keyof typeof ARROWS];
}

/** What Ctrl makes of keys that are no control character's own, as keyboards do it. */
const CONTROLLED: Readonly<Record<string, string>> = { ' ': '\x00', '/': '\x1f', '?': '\x7f' };

/** The control character of a letter or sign typed with Ctrl held; anything else stays as it is. */
export function withControl(text: string): string {
  if (text.length !== 1) return text;
  const other = CONTROLLED[text];
  if (other !== undefined) return other;
  const code = text.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : text;
}

/** What of a key on a keyboard matters here; a KeyboardEvent is one. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly location: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The letter that commands go by: the layout's, or where that has another script the one which is printed beside it. */
export function letterOf({ key, code }: Pick<Pressed, 'key' | 'code'>): string {
  const foreign = key.length === 1 && key > '\x7f';
  return (foreign ? code.replace(/^Key/, '') : key).toLowerCase();
}

/** Signs, and letters that are Latin and no keys of their own on all keyboards. */
const SIGN = /^(?:[!-/:-@[-`{-~0-9]|(?=[^A-Za-z])\p{Script=Latin})$/u;
const NUMBER_PAD = 3;

/**
 * What a sign types with Ctrl or Alt held; undefined: that is not for here. xterm.js goes by where a sign is on an American
 * keyboard, which on others is another sign, or none.
 */
export function signTyped(pressed: Pressed, altTypes: boolean): string | undefined {
  const { key, location, ctrlKey, altKey, metaKey } = pressed;
  if (metaKey || ctrlKey === altKey || location === NUMBER_PAD) return undefined;
  if (altKey) return altTypes && SIGN.test(key) ? `\x1b${key}` : undefined;
  // The slash is undo in Emacs and nano, on the key that needs no Shift.
  return /^[/@[\\\]^_]$/.test(key) ? withControl(key) : undefined;
}
