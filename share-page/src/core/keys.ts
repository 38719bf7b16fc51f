/** Keys that a soft keyboard does not have, and the bytes they type (xterm ctlseqs, "PC-Style Function Keys"). */

const ARROWS = { up: 'A', down: 'B', right: 'C', left: 'D' } as const;
const OTHERS = { escape: '\x1b', tab: '\t', interrupt: '\x03', slash: '/', dash: '-', pipe: '|' } as const;

export type Key = keyof typeof ARROWS | keyof typeof OTHERS;

/** What a key types; `application`: the program has switched on application cursor keys (DECCKM). */
export function typed(key: Key, application: boolean): string {
  if (key in OTHERS) return OTHERS[key as keyof typeof OTHERS];
  return (application ? '\x1bO' : '\x1b[') + ARROWS[key as keyof typeof ARROWS];
}

/** The control character of a letter or sign typed with Ctrl held; anything else stays as it is. */
export function withControl(text: string): string {
  if (text.length !== 1) return text;
  const code = text.toUpperCase().charCodeAt(0);
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code & 0x1f) : text;
}
