import { fontSizeFor, type Measure } from '../core/fitting';
import { Disposables } from './disposables';
import type { TerminalView } from './terminal';
import { FONT } from './theme';

/** Fits the terminal's letters into the window: its columns and rows are the host's to decide. */
export class Fitter {
  private readonly own = new Disposables();
  private readonly measure = measureFont();
  private frame = 0;

  constructor(
    private readonly stage: HTMLElement,
    private readonly terminal: TerminalView,
  ) {
    const observer = new ResizeObserver(() => {
      this.request();
    });
    observer.observe(stage);
    this.own.add({
      dispose: () => {
        observer.disconnect();
      },
    });
    // Zooming and moving to another display change the pixels, and not always the space.
    this.own.listen(window, 'resize', () => {
      this.request();
    });
    this.own.listen(window, 'orientationchange', () => {
      this.request();
    });
    if (window.visualViewport !== null) {
      this.own.listen(window.visualViewport, 'resize', () => {
        this.aboveKeyboard();
      });
    }
  }

  /** Fits before the next picture is drawn. */
  request(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => {
      this.fit();
    });
  }

  /** Fits at once. */
  fit(): void {
    const { cols, rows } = this.terminal.xterm;
    const space = { width: this.stage.clientWidth, height: this.stage.clientHeight, ratio: window.devicePixelRatio };
    if (space.width === 0 || space.height === 0) return;
    const size = fontSizeFor(cols, rows, space, this.measure);
    if (this.terminal.xterm.options.fontSize !== size) this.terminal.xterm.options.fontSize = size;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.own.dispose();
  }

  /** Keeps the page in the part of the window that a soft keyboard leaves free, where 100dvh does not. */
  private aboveKeyboard(): void {
    const viewport = window.visualViewport;
    // While someone zooms in, the visible part says nothing about a keyboard.
    if (viewport === null || viewport.scale > 1.01) return;
    // Safari moves the page instead, and the bar with it.
    window.scrollTo(0, 0);
    document.documentElement.style.setProperty('--height', `${viewport.height}px`);
    this.request();
  }
}

/** Measures as xterm.js does: the advance of a W, and the height of the font's box. */
function measureFont(): Measure {
  const context = document.createElement('canvas').getContext('2d');
  return (fontSize) => {
    if (context === null) return { width: fontSize * 0.6, height: fontSize * 1.2 };
    context.font = `${fontSize}px ${FONT}`;
    const metrics = context.measureText('W');
    return { width: metrics.width, height: metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent };
  };
}
