import { Disposables } from './disposables';
import { element } from './elements';
import { listenToFingers, SLOP, type Fingers } from './fingers';
import type { TerminalView } from './terminal';

/** How long a finger rests before it selects. */
const REST_MS = 450;

/** Selects by a finger that rests on a word and then moves, and offers to copy. */
export class LongPress implements Fingers {
  private readonly own = new Disposables();
  private readonly offer = element('copy-offer');
  private timer = 0;
  private x = 0;
  private y = 0;
  /** The word that was touched first, in cells from the start of the buffer; undefined: nothing is being selected. */
  private anchor: { readonly from: number; readonly to: number } | undefined;

  constructor(
    stage: HTMLElement,
    private readonly terminal: TerminalView,
    copy: () => void,
  ) {
    listenToFingers(this.own, stage, this);
    this.own.listen(stage, 'contextmenu', (event) => {
      if (this.anchor !== undefined) event.preventDefault();
    });
    this.own.listen(element('copy-selection'), 'click', () => {
      copy();
      terminal.xterm.clearSelection();
    });
    this.own.listen(element('copy-cancel'), 'click', () => {
      terminal.xterm.clearSelection();
    });
    this.own.add(
      terminal.xterm.onSelectionChange(() => {
        if (!terminal.xterm.hasSelection()) this.offer.hidden = true;
      }),
    );
  }

  dispose(): void {
    window.clearTimeout(this.timer);
    this.own.dispose();
  }

  begin(event: TouchEvent): void {
    window.clearTimeout(this.timer);
    this.anchor = undefined;
    const [touch] = Array.from(event.touches);
    if (touch === undefined || event.touches.length > 1) return;
    this.x = touch.clientX;
    this.y = touch.clientY;
    this.timer = window.setTimeout(() => {
      this.anchor = this.terminal.selectWord(this.x, this.y);
      this.offer.hidden = this.anchor === undefined;
    }, REST_MS);
  }

  move(event: TouchEvent): void {
    const [touch] = Array.from(event.touches);
    if (touch === undefined) return;
    if (this.anchor === undefined) {
      if (Math.hypot(touch.clientX - this.x, touch.clientY - this.y) > SLOP) window.clearTimeout(this.timer);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    this.terminal.selectTo(this.anchor, touch.clientX, touch.clientY);
  }

  end(event: TouchEvent): void {
    window.clearTimeout(this.timer);
    if (this.anchor === undefined) return;
    this.anchor = undefined;
    // Else a click would follow, and take the selection away.
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}
