/** Links in the terminal: where they lead is shown, and they are opened by a click only. */

const ALLOWED = ['http:', 'https:', 'mailto:'];

/** The address in the form a browser would open it (names in punycode); undefined if it may not be opened. */
export function safeTarget(uri: string): string | undefined {
  try {
    const url = new URL(uri);
    return ALLOWED.includes(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Shows and opens the targets of links; `sign` is where a target is shown. */
export class LinkOpener {
  constructor(private readonly sign: HTMLElement) {}

  show(uri: string): void {
    this.sign.textContent = safeTarget(uri) ?? 'This link cannot be opened from here';
    this.sign.hidden = false;
  }

  hide(): void {
    this.sign.hidden = true;
  }

  open(uri: string): void {
    const target = safeTarget(uri);
    if (target === undefined) return;
    // Without a pointer that hovers nobody has seen yet where the link leads.
    if (window.matchMedia('(hover: none)').matches && !window.confirm(`Open this link?\n\n${target}`)) return;
    const anchor = document.createElement('a');
    anchor.href = target;
    anchor.target = '_blank';
    anchor.rel = 'noopener noreferrer';
    anchor.click();
  }
}
