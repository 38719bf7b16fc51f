import { fontSizeFor, zoomedFontSize, type Measure } from '../core/fitting';
import { boundedZoom } from '../core/settings';
import { Disposables } from './disposables';
import type { TerminalView } from './terminal';
import { FONT } from './theme';

/** Sizes of letters whose measures are kept. */
const MOST_KNOWN = 500;

/** Fits the terminal's letters into the window: its columns and rows are the host's to decide. */
export class Fitter {
  private readonly own = new Disposables();
  private readonly measure = measureFont(() => this.terminal.xterm.options.fontFamily ?? FONT);
  private frame = 0;
  /** The window's size when no soft keyboard was up. */
  private width = 0;
  private height = 0;
  /** The size of letters as a multiple of the one at which everything fits. */
  zoom = 1;

  constructor(
    private readonly stage: HTMLElement,
    private readonly terminal: TerminalView,
    private readonly fitted: () => void,
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
    // Its size is not known yet.
    if (this.terminal.empty) return;
    const { cols, rows } = this.terminal.xterm;
    // Not the inner size, which scroll bars take from once letters are large.
    const { offsetWidth: width, offsetHeight } = this.stage;
    if (width === 0 || offsetHeight === 0) return;
    const height = offsetHeight + this.keyboard();
    const ratio = window.devicePixelRatio;
    const fitting = fontSizeFor(cols, rows, { width, height, ratio }, this.measure);
    const size = zoomedFontSize(fitting, this.zoom, ratio, this.measure);
    this.stage.dataset['zoomed'] = String(this.zoom > 1 || height > offsetHeight || fitting <= 4);
    this.fitted();
    const { xterm } = this.terminal;
    if (xterm.options.fontSize === size) return;
    xterm.options.fontSize = size;
    // Without graphics xterm.js draws the last selection again, whether it is still there or not.
    if (!xterm.hasSelection()) xterm.clearSelection();
  }

  /** Zooms, and keeps what is at that point of the window where it is. */
  zoomTo(zoom: number, x: number, y: number): void {
    this.zoom = boundedZoom(zoom);
    const before = this.screen();
    this.fit();
    const after = this.screen();
    if (before.width === 0) return;
    this.stage.scrollLeft += after.left + ((x - before.left) / before.width) * after.width - x;
    this.stage.scrollTop += after.top + ((y - before.top) / before.height) * after.height - y;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.own.dispose();
  }

  private screen(): DOMRect {
    return (this.stage.querySelector('.xterm-screen') ?? this.stage).getBoundingClientRect();
  }

  /** How much of the window a soft keyboard covers: letters do not shrink when it comes up. */
  private keyboard(): number {
    const { innerWidth: width, innerHeight } = window;
    const height = Math.min(innerHeight, window.visualViewport?.height ?? innerHeight);
    const typing = document.activeElement?.tagName === 'TEXTAREA' && window.matchMedia('(pointer: coarse)').matches;
    if (!typing || width !== this.width || height > this.height) {
      this.width = width;
      this.height = height;
    }
    return this.height - height;
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
function measureFont(family: () => string): Measure {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<number, ReturnType<Measure>>();
  let of = '';
  return (fontSize) => {
    if (context === null) return { width: fontSize * 0.6, height: fontSize * 1.2 };
    const now = family();
    // A fit tries some twenty sizes, and most fits try the same.
    if (now !== of || known.size > MOST_KNOWN) known.clear();
    of = now;
    const before = known.get(fontSize);
    if (before !== undefined) return before;
    context.font = `${fontSize}px ${now}`;
    const metrics = context.measureText('W');
    const cell = { width: metrics.width, height: metrics.fontBoundingBoxAscent + metrics.fontBoundingBoxDescent };
    known.set(fontSize, cell);
    return cell;
  };
}
