import type { Palette } from '../core/colour';
import { CURSOR, joinRows, type Line, type Run } from '../core/runs';
import { Timer } from '../core/timer';
import { browserClock } from './browserSocket';
import { Disposables } from './disposables';
import { element } from './elements';
import { isPlain, lookOf } from './looks';
import { readRows } from './rows';
import type { TerminalView } from './terminal';

/** Rows read for one picture where somebody reads above while output pours; the rest is read when it is quiet. */
const ROWS_A_FRAME = 300;
/** Rows above the screen that are shown. */
const MOST_ROWS = 2000;
const QUIET_MS = 200;
/** As in style.css. */
const LINE_HEIGHT = 1.25;

type Buffer = TerminalView['xterm']['buffer']['active'];
type Marker = NonNullable<ReturnType<TerminalView['xterm']['registerMarker']>>;

interface Shown {
  readonly element: HTMLElement;
  readonly line: Line;
}

/**
 * The lines of the normal buffer, wrapped to the window and not to the host's columns; letters are as large as a person
 * likes. Only what has changed since the last picture is read: lines above the screen stay as they are.
 */
export class Reflow {
  private readonly own = new Disposables();
  private readonly root = element('reflow');
  private readonly quiet = new Timer(browserClock);
  private shown: Shown[] = [];
  /** How many of them begin above the edge, and change no more. */
  private settled = 0;
  /** Where the line began that the screen began with at the last picture; xterm.js moves it as rows are pushed out. */
  private edge: Marker | undefined;
  private frame = 0;
  private active = false;
  /** Whether the next picture has all there is, and not just what is in sight. */
  private whole = false;
  private palette: Palette | undefined;
  private ratio = 1;
  private pinned = true;
  private letters = 14;

  constructor(private readonly terminal: TerminalView) {
    const { xterm } = terminal;
    const request = () => {
      this.request();
    };
    this.own.add(xterm.onWriteParsed(request));
    this.own.add(xterm.onCursorMove(request));
    this.own.add(
      xterm.onResize(() => {
        this.forget();
      }),
    );
    // RIS, which every snapshot begins with, leaves the old lines and their markers behind.
    this.own.add(
      xterm.parser.registerEscHandler({ final: 'c' }, () => {
        this.forget();
        return false;
      }),
    );
    this.own.listen(this.root, 'scroll', () => {
      this.pinned = this.root.scrollTop + this.root.clientHeight >= this.root.scrollHeight - 4;
    });
    this.own.listen(this.root, 'click', () => {
      if (window.getSelection()?.isCollapsed !== false) xterm.focus();
    });
    const observer = new ResizeObserver(() => {
      if (this.pinned) this.toEnd();
    });
    observer.observe(this.root);
    this.own.add({
      dispose: () => {
        observer.disconnect();
      },
    });
  }

  /** Shows it in place of the terminal, or no longer. */
  show(on: boolean): void {
    if (on === this.active) return;
    this.active = on;
    this.root.hidden = !on;
    this.pinned = true;
    this.forget();
  }

  /** The colours to show it in; `ratio`: how readable letters have to be made. */
  dress(palette: Palette, ratio: number): void {
    this.palette = palette;
    this.ratio = ratio;
    this.root.style.color = palette.foreground;
    this.root.style.background = palette.background;
    this.clear();
    this.forget();
  }

  set fontSize(pixels: number) {
    this.letters = pixels;
    this.root.style.fontSize = `${pixels}px`;
    if (this.pinned) this.toEnd();
  }

  /** What stands at the cursor and is not typed yet. */
  set composed(text: string) {
    this.root.style.setProperty(
      '--composed',
      `'${text.replace(/['\\\n]/g, (char) => `\\${char.charCodeAt(0).toString(16)} `)}'`,
    );
  }

  /** What is selected of it. */
  get selected(): string {
    const selection = window.getSelection();
    return selection?.containsNode(this.root, true) === true ? selection.toString() : '';
  }

  /** Goes back to the newest lines. */
  toEnd(): void {
    this.root.scrollTop = this.root.scrollHeight;
  }

  dispose(): void {
    cancelAnimationFrame(this.frame);
    this.quiet.clear();
    this.edge?.dispose();
    this.own.dispose();
  }

  /** Has everything read again. */
  private forget(): void {
    this.edge?.dispose();
    this.edge = undefined;
    this.request();
  }

  private clear(): void {
    this.root.replaceChildren();
    this.shown = [];
    this.settled = 0;
  }

  private request(): void {
    if (!this.active || this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (this.active) this.draw();
    });
  }

  private draw(): void {
    const { active } = this.terminal.xterm.buffer;
    if (active.type !== 'normal' || this.palette === undefined) return;
    const { baseY, cursorX, cursorY } = active;
    const cursor = { x: cursorX, y: baseY + cursorY };
    let start = this.edge?.line ?? -1;
    const most = this.pinned ? this.rowsInSight() : ROWS_A_FRAME;
    // A flood may bring a snapshot for each picture, which leaves nothing of what was read: all of it can wait, too.
    const late = start < 0 ? this.pinned && !this.whole && baseY > most : baseY - start > most;
    this.whole = false;
    if (start < 0 || late) {
      start = lineStart(active, Math.max(0, baseY - (late ? most : MOST_ROWS)));
      this.settled = 0;
    } else this.trim(start);
    const end = usedEnd(active, cursor.y);
    const lines = joinRows(readRows(active, start, end, this.terminal.cursorHidden ? undefined : cursor));
    this.replace(lines, this.palette);
    this.settle(lines, start, cursor.y);
    if (this.pinned) this.toEnd();
    if (late || this.quiet.running) {
      this.quiet.set(QUIET_MS, () => {
        this.whole = true;
        this.forget();
      });
    }
  }

  /** As many as can be seen: what is drawn beyond costs time, too, and is gone with the next picture. */
  private rowsInSight(): number {
    return Math.ceil(this.root.clientHeight / (LINE_HEIGHT * this.letters));
  }

  /** Lets go of lines which the terminal has let go of, and of those beyond what is shown. */
  private trim(rowsAbove: number): void {
    const settled = this.shown.slice(0, this.settled);
    let rows = settled.reduce((sum, { line }) => sum + line.rows, 0);
    for (const { element, line } of settled) {
      if (rows <= Math.min(rowsAbove, MOST_ROWS)) break;
      rows -= line.rows;
      element.remove();
      this.shown.shift();
      this.settled--;
    }
  }

  /** Puts these lines behind the settled ones, and leaves those alone that look as before. */
  private replace(lines: readonly Line[], palette: Palette): void {
    for (const { element } of this.shown.splice(this.settled + lines.length)) element.remove();
    lines.forEach((line, i) => {
      const before = this.shown[this.settled + i];
      if (before?.line.key === line.key) {
        this.shown[this.settled + i] = { element: before.element, line };
        return;
      }
      const target = before?.element ?? this.root.appendChild(document.createElement('div'));
      target.replaceChildren(...line.runs.map((run) => this.span(run, palette)));
      this.shown[this.settled + i] = { element: target, line };
    });
  }

  private span(run: Run, palette: Palette): Node {
    if (isPlain(run)) return document.createTextNode(run.text);
    const span = document.createElement('span');
    if ((run.flags & CURSOR) !== 0) span.className = 'here';
    for (const [property, value] of lookOf(run, palette, this.ratio)) span.style.setProperty(property, value);
    span.textContent = run.text;
    return span;
  }

  /** Lines which begin above the screen are settled from now on. */
  private settle(lines: readonly Line[], start: number, cursorY: number): void {
    const { active } = this.terminal.xterm.buffer;
    const edge = lineStart(active, active.baseY);
    let row = start;
    for (const line of lines) {
      if (row >= edge) break;
      row += line.rows;
      this.settled++;
    }
    this.edge?.dispose();
    this.edge = this.terminal.xterm.registerMarker(edge - cursorY);
  }
}

/** The row at which the line begins that this row is part of. */
function lineStart(buffer: Buffer, row: number): number {
  let start = row;
  while (start > 0 && row - start < MOST_ROWS && buffer.getLine(start)?.isWrapped === true) start--;
  return start;
}

/** Behind the last row that holds anything, or the cursor. */
function usedEnd(buffer: Buffer, cursorY: number): number {
  let end = buffer.length;
  while (end - 1 > cursorY && buffer.getLine(end - 1)?.translateToString(true) === '') end--;
  return end;
}
