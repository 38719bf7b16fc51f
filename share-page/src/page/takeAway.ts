import type { Palette } from '../core/colour';
import { asHtml, asPicture, asText, drawnRows, takenRows } from './clip';
import { Disposables } from './disposables';
import { element } from './elements';
import type { TerminalView } from './terminal';

/** How things look now. */
export interface Dress {
  readonly palette: Palette;
  readonly ratio: number;
  readonly family: string;
}

/** The buttons that copy what is seen, or save it as a picture. */
export class TakeAway {
  private readonly own = new Disposables();

  /** `wrapped`: what is selected outside of the terminal; `allowed`: whether there is a screen that may be looked at. */
  constructor(
    private readonly terminal: TerminalView,
    private readonly wrapped: () => string,
    private readonly dress: () => Dress,
    private readonly allowed: () => boolean,
    private readonly say: (text: string) => void,
  ) {
    this.own.listen(element('copy-text'), 'click', () => {
      this.copy(false);
    });
    this.own.listen(element('copy-html'), 'click', () => {
      this.copy(true);
    });
    this.own.listen(element('save-picture'), 'click', () => {
      this.save();
    });
  }

  dispose(): void {
    this.own.dispose();
  }

  /** Copies what is selected, or else the screen. */
  copy(html: boolean): void {
    if (!this.allowed()) return;
    const { palette, ratio, family } = this.dress();
    const rows = takenRows(this.terminal);
    const wrapped = this.wrapped();
    const put = (event: ClipboardEvent) => {
      event.stopImmediatePropagation();
      // The browser itself knows how that looks.
      if (wrapped !== '' && html) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', wrapped !== '' ? wrapped : asText(rows));
      if (html) event.clipboardData?.setData('text/html', asHtml(rows, palette, ratio, family));
    };
    document.addEventListener('copy', put, { capture: true, once: true });
    const copied = this.terminal.copy();
    document.removeEventListener('copy', put, { capture: true });
    this.say(copied ? (html ? 'Copied as HTML' : 'Copied') : 'This browser lets nothing be copied');
  }

  private save(): void {
    if (!this.allowed()) return;
    const { xterm } = this.terminal;
    const { active } = xterm.buffer;
    const { palette, ratio, family } = this.dress();
    xterm.clearSelection();
    const canvas = asPicture(drawnRows(this.terminal), xterm.cols, palette, ratio, family);
    canvas?.toBlob((blob) => {
      if (blob === null) return;
      const anchor = document.createElement('a');
      anchor.href = URL.createObjectURL(blob);
      anchor.download = `terminal-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.png`;
      anchor.click();
      // Not at once: the download has only begun.
      window.setTimeout(() => {
        URL.revokeObjectURL(anchor.href);
      }, 60_000);
      this.say(active.viewportY < active.baseY ? 'Saved what is in sight' : 'Saved the screen');
    });
  }
}
