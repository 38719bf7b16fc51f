import { Disposables } from './disposables';
import type { Fitter } from './fitter';
import type { Follower } from './follower';
import type { TerminalView } from './terminal';
import { Touch } from './touch';

/** How much one press of a key makes letters larger. */
const STEP = 1.15;

export interface ZoomChoices {
  /** The size is this now, 1 for the whole terminal. */
  chosen(zoom: number): void;
  /** Takes a step, where something else than the terminal is seen. */
  instead(direction: 1 | -1 | 0): boolean;
}

/** Zooms and moves the terminal by keys, wheel and fingers. */
export class Zoom {
  private readonly own = new Disposables();
  /** Pixels scrolled by fingers that do not make a whole line yet. */
  private rest = 0;
  private readonly touch: Touch;

  constructor(
    private readonly stage: HTMLElement,
    private readonly terminal: TerminalView,
    private readonly fitter: Fitter,
    private readonly follower: Follower,
    private readonly choices: ZoomChoices,
  ) {
    this.own.listen(
      window,
      'keydown',
      (event) => {
        this.key(event as KeyboardEvent);
      },
      { capture: true },
    );
    this.own.listen(
      stage,
      'wheel',
      (event) => {
        this.wheel(event as WheelEvent);
      },
      { capture: true, passive: false },
    );
    this.touch = this.own.add(
      new Touch(stage, {
        pan: (dx, dy) => {
          this.pan(dx, dy);
        },
        scale: () => fitter.zoom,
        pinch: (zoom, x, y) => {
          this.set(zoom, x, y);
        },
      }),
    );
  }

  /** Zooms in or out by a step, or shows the whole terminal. */
  step(direction: 1 | -1 | 0): void {
    if (this.choices.instead(direction)) return;
    const { left, top } = this.terminal.cursorBox();
    const before = this.terminal.xterm.options.fontSize;
    let zoom = this.fitter.zoom;
    // Cells are whole pixels: a small step may change nothing.
    for (let i = 0; i < 8; i++) {
      zoom = direction === 0 ? 1 : zoom * STEP ** direction;
      this.set(zoom, left, top);
      if (this.terminal.xterm.options.fontSize !== before) break;
    }
    this.follower.back();
  }

  /** Goes back to the cursor, wherever somebody looks or what they have set moving glides to. */
  back(): void {
    this.touch.stop();
    this.follower.back();
  }

  dispose(): void {
    this.own.dispose();
  }

  private set(zoom: number, x: number, y: number): void {
    this.fitter.zoomTo(zoom, x, y);
    this.choices.chosen(this.fitter.zoom);
  }

  private key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const direction = { '+': 1, '=': 1, '-': -1, '0': 0 }[event.key] as 1 | -1 | 0 | undefined;
    if (direction === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.step(direction);
  }

  /** With Ctrl held the wheel zooms; that is also how pads report two fingers. */
  private wheel(event: WheelEvent): void {
    if (event.ctrlKey) {
      event.preventDefault();
      event.stopPropagation();
      this.set(
        this.fitter.zoom * Math.exp(Math.max(-60, Math.min(60, -event.deltaY)) / 200),
        event.clientX,
        event.clientY,
      );
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      this.follower.leave();
    }
  }

  /** Moves a terminal that is larger than the window; what is left of the way scrolls inside it. */
  private pan(dx: number, dy: number): void {
    const { stage, terminal } = this;
    const { scrollLeft, scrollTop } = stage;
    stage.scrollLeft -= dx;
    stage.scrollTop -= dy;
    if (stage.scrollLeft !== scrollLeft || stage.scrollTop !== scrollTop) this.follower.leave();
    this.rest += dy - (scrollTop - stage.scrollTop);
    const lines = Math.trunc(this.rest / terminal.cursorBox().height);
    if (lines === 0) return;
    this.rest -= lines * terminal.cursorBox().height;
    terminal.roll(-lines);
  }
}
