import { Disposables } from './disposables';
import type { TerminalView } from './terminal';

/** Cells around the cursor that stay in sight with it. */
const MARGIN = 3;

/** Moves a terminal that is larger than the window so that its cursor stays in sight, unless somebody looks elsewhere. */
export class Follower {
  private readonly own = new Disposables();
  private frame = 0;
  private away = false;
  /** Whether to follow at all. */
  on = true;

  constructor(
    private readonly stage: HTMLElement,
    private readonly terminal: TerminalView,
  ) {
    this.own.add(
      terminal.xterm.onCursorMove(() => {
        // Looking costs a layout, which nobody needs where everything is in sight.
        if (stage.dataset['zoomed'] === 'true') this.request();
      }),
    );
    // The bars at the edges, of which fingers have no use: what they touch there is the space beside the terminal.
    this.own.listen(stage, 'pointerdown', (event) => {
      if (event.target === stage && (event as PointerEvent).pointerType === 'mouse') this.leave();
    });
  }

  /** Somebody looks elsewhere: nothing is followed until the cursor is in sight again, or something is typed. */
  leave(): void {
    this.away = true;
  }

  /** Follows again, and at once. */
  back(): void {
    this.away = false;
    this.request();
  }

  request(): void {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.follow();
    });
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.own.dispose();
  }

  private follow(): void {
    const { stage } = this;
    const { left, top, width, height } = this.terminal.cursorBox();
    const { cols, rows } = this.terminal.xterm;
    // Not the stage's scroll size, to which hidden parts of xterm.js add.
    const wide = cols * width > stage.clientWidth + 1;
    const high = rows * height > stage.clientHeight + 1;
    if (!wide) stage.scrollLeft = 0;
    if (!high) stage.scrollTop = 0;
    if (!this.on || (!wide && !high)) return;
    const view = stage.getBoundingClientRect();
    const x = distance(left - MARGIN * width, left + (MARGIN + 1) * width, view.left, view.left + stage.clientWidth);
    const y = distance(top - height, top + 2 * height, view.top, view.top + stage.clientHeight);
    if (x === 0 && y === 0) this.away = false;
    if (this.away) return;
    const fromStart = (this.terminal.xterm.buffer.active.cursorX + MARGIN + 1) * width;
    // Lines begin at the left: where the cursor is seen with their beginning, both are shown.
    if (fromStart <= stage.clientWidth) stage.scrollLeft = 0;
    else if (wide) stage.scrollLeft += x;
    if (high) stage.scrollTop += y;
  }
}

/** How far something has to be moved to be within bounds; where it does not fit, its end is. */
function distance(from: number, to: number, first: number, last: number): number {
  if (to > last) return to - last;
  return from < first ? from - first : 0;
}
