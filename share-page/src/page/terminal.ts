import { Terminal } from '@xterm/xterm';
import { SearchAddon, type ISearchOptions } from '@xterm/addon-search';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import '@xterm/xterm/css/xterm.css';
import { JOIN_LINES } from '../core/history';
import { InputGate } from '../core/inputGate';
import { letterOf, signTyped } from '../core/keys';
import type { Role } from '../core/messages';
import type { CursorStyle } from '../core/settings';
import { pasted } from '../core/paste';
import { RESET } from '../core/reset';
import type { Place } from '../core/place';
import { readInFrames } from './boxContrast';
import type { Screen } from '../core/stream';
import { Disposables, type Disposable } from './disposables';
import { limitCounts, swallowQueries } from './guard';
import type { LinkOpener } from './links';
import { lineOf, readingPlace } from './reading';
import { forgetOldSize } from './resizing';
import { saveRows } from './savedRow';
import { READABLE, xtermTheme, type Theme } from './theme';
import type { XtermCore } from './xtermParts';

/** More matches than these are not counted. */
const MOST_MATCHES = 1000;
/** With this begins what xterm.js reports of the mouse as text, and no key. */
const MOUSE = '\x1b[<';
/** How xterm.js calls the selection of a block. */
const COLUMNS = 3;
/** Where Alt is a way to other signs, as AltGr is elsewhere. */
const APPLE = /Macintosh|iPhone|iPad/.test(navigator.userAgent);

export type Renderer = 'webgl' | 'dom';

export interface TerminalEvents {
  /** A person typed or pasted. */
  input(bytes: Uint8Array): void;
  /** A person used the mouse or scrolled inside a program, and looks at where that was. */
  pointed(bytes: Uint8Array): void;
  /** Changes what was typed on a keyboard, before it becomes bytes. */
  transform(text: string): string;
  /** A person tried to type where only watching is allowed. */
  refused(): void;
  /** The size in columns and rows has changed. */
  resized(): void;
  /** What is looked at has moved, or somebody tried to move it: how many lines are above the screen, and where it is. */
  scrolled(above: number, atTop: boolean, atBottom: boolean): void;
}

/** The terminal on the page; the only place that knows xterm.js. */
export class TerminalView implements Screen {
  private readonly own = new Disposables();
  private readonly gate = new InputGate();
  private readonly encoder = new TextEncoder();
  private readonly core: XtermCore;
  private readonly finder = new SearchAddon({ highlightLimit: MOST_MATCHES });
  private webgl: WebglAddon | undefined;
  private theme: Theme;
  private role: Role = 'watch';
  /** Whether nothing was written so far. */
  private fresh = true;
  private scrollFrame = 0;
  /** Whether a wheel turned last, and no key was pressed: arrow keys are what a program without a mouse gets of it. */
  private wheeling = false;
  readonly xterm: Terminal;

  constructor(
    private readonly parent: HTMLElement,
    private readonly events: TerminalEvents,
    links: LinkOpener,
    look: { readonly theme: Theme; readonly family: string; readonly cursor: CursorStyle },
  ) {
    // Given from the start: each change of an option later on has letters measured anew.
    this.theme = look.theme;
    this.xterm = this.own.add(
      new Terminal({
        allowProposedApi: true,
        altClickMovesCursor: false,
        cursorInactiveStyle: 'block',
        cursorStyle: look.cursor,
        disableStdin: true,
        fontFamily: look.family,
        linkHandler: {
          activate: (_event, uri) => {
            links.open(uri);
          },
          hover: (_event, uri) => {
            links.show(uri);
          },
          leave: () => {
            links.hide();
          },
          allowNonHttpProtocols: true,
        },
        logLevel: 'off',
        minimumContrastRatio: READABLE,
        scrollback: JOIN_LINES,
        theme: xtermTheme(look.theme),
      }),
    );
    this.core = (this.xterm as unknown as { _core: XtermCore })._core;
    saveRows(this.core);
    this.xterm.loadAddon(new Unicode11Addon());
    this.xterm.unicode.activeVersion = '11';
    this.xterm.loadAddon(
      new WebLinksAddon(
        (_event, uri) => {
          links.open(uri);
        },
        {
          hover: (_event, uri) => {
            links.show(uri);
          },
          leave: () => {
            links.hide();
          },
        },
      ),
    );
    this.xterm.loadAddon(this.finder);
    for (const handler of [...swallowQueries(this.xterm.parser), ...limitCounts(this.core)]) this.own.add(handler);
    this.listen();
    this.xterm.open(parent);
    readInFrames(this.core);
    // Else there would be no cursor until somebody clicks into the terminal.
    this.core.coreService.isCursorInitialized = true;
  }

  get renderer(): Renderer {
    return this.webgl === undefined ? 'dom' : 'webgl';
  }

  get cursorHidden(): boolean {
    return this.core.coreService.isCursorHidden;
  }

  /** Whether nothing was written so far, and the size is nobody's. */
  get empty(): boolean {
    return this.fresh;
  }

  /** Draws on the graphics processor for as long as there is one. */
  accelerate(): void {
    const webgl = new WebglAddon();
    webgl.onContextLoss(() => {
      this.decelerate();
    });
    try {
      this.xterm.loadAddon(webgl);
      this.webgl = webgl;
    } catch {
      webgl.dispose();
    }
  }

  readonly mostMatches = MOST_MATCHES;

  onMatches(listener: (matches: { resultIndex: number; resultCount: number }) => void): Disposable {
    return this.finder.onDidChangeResults(listener);
  }

  /** Goes to the next match upwards or downwards; false: there is none. */
  search(text: string, down: boolean, incremental: boolean): boolean {
    const shade = this.theme.dark ? '#7a5c00' : '#ffe08a';
    const active = this.theme.dark ? '#c2410c' : '#fb923c';
    const options: ISearchOptions = {
      incremental,
      decorations: {
        matchBackground: shade,
        matchOverviewRuler: shade,
        activeMatchBackground: active,
        activeMatchColorOverviewRuler: active,
      },
    };
    return down ? this.finder.findNext(text, options) : this.finder.findPrevious(text, options);
  }

  endSearch(): void {
    this.finder.clearDecorations();
    this.xterm.clearSelection();
  }

  /** How the cursor looks unless a program says otherwise (DECSCUSR). */
  set cursorStyle(style: CursorStyle) {
    this.xterm.options.cursorStyle = style;
  }

  set fontFamily(family: string) {
    this.xterm.options.fontFamily = family;
  }

  dress(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    this.xterm.options.theme = xtermTheme(theme);
  }

  /** Copies what is selected. */
  copy(): boolean {
    // The modern interface is missing where the page came by plain http.
    return document.execCommand('copy'); // eslint-disable-line @typescript-eslint/no-deprecated
  }

  /** Whether what is selected is a block of columns, as with Alt held, and no lines. */
  get selectsBlock(): boolean {
    return this.core._selectionService._activeSelectionMode === COLUMNS;
  }

  /** Selects the word at a place in the window; where it is, in cells from the start of the buffer. */
  selectWord(x: number, y: number): { readonly from: number; readonly to: number } | undefined {
    const { cols, buffer } = this.xterm;
    const cell = this.cellAt(x, y);
    const row = Math.floor(cell / cols);
    const line = buffer.active.getLine(row);
    if (line === undefined) return undefined;
    const isWord = (column: number) => {
      const at = line.getCell(column);
      return at !== undefined && (at.getWidth() === 0 || /\S/.test(at.getChars()));
    };
    let from = cell - row * cols;
    if (!isWord(from)) return undefined;
    let to = from + 1;
    while (from > 0 && isWord(from - 1)) from--;
    while (to < cols && isWord(to)) to++;
    const word = { from: row * cols + from, to: row * cols + to };
    this.xterm.select(from, row, to - from);
    return word;
  }

  /** Selects from a word to a place in the window, in either direction. */
  selectTo(word: { readonly from: number; readonly to: number }, x: number, y: number): void {
    const { cols } = this.xterm;
    const cell = this.cellAt(x, y);
    const from = Math.min(word.from, cell);
    this.xterm.select(from % cols, Math.floor(from / cols), Math.max(word.to, cell + 1) - from);
  }

  private cellAt(x: number, y: number): number {
    const { cols, rows, buffer } = this.xterm;
    const box = (this.parent.querySelector('.xterm-screen') ?? this.parent).getBoundingClientRect();
    const column = Math.floor(((x - box.left) / box.width) * cols);
    const row = Math.floor(((y - box.top) / box.height) * rows);
    const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));
    return (buffer.active.viewportY + within(row, rows)) * cols + within(column, cols);
  }

  write(bytes: Uint8Array, done: () => void): void {
    this.fresh = false;
    this.xterm.write(bytes, done);
  }

  resize(cols: number, rows: number): void {
    this.fresh = false;
    // A write's callback runs between that write and the next.
    this.xterm.write('', () => {
      this.take(cols, rows);
    });
  }

  restore(cols: number, rows: number, bytes: Uint8Array, keep: number, done: (above: number) => void): void {
    const reset = this.encoder.encode(RESET);
    const all = new Uint8Array(reset.length + bytes.length);
    all.set(reset);
    all.set(bytes, reset.length);
    let place: Place | undefined;
    if (this.fresh) {
      // Nothing is there to keep, and nothing before it to wait for.
      this.fresh = false;
      this.take(cols, rows);
      this.setScrollback(keep);
      this.events.resized();
    } else {
      this.xterm.write('', () => {
        place = readingPlace(this.xterm);
        this.take(cols, rows);
        this.setScrollback(keep);
      });
    }
    // In one piece, so that neither the empty screen in between nor another place is ever drawn.
    this.xterm.write(all, () => {
      if (place !== undefined) this.goBack(place);
      done(this.linesAbove);
    });
  }

  keep(lines: number): void {
    this.xterm.write('', () => {
      this.setScrollback(lines);
    });
  }

  /** Where the cursor's cell is in the window, in CSS pixels. */
  cursorBox(): { readonly left: number; readonly top: number; readonly width: number; readonly height: number } {
    const { cols, rows, buffer } = this.xterm;
    const box = (this.parent.querySelector('.xterm-screen') ?? this.parent).getBoundingClientRect();
    const [width, height] = [box.width / cols, box.height / rows];
    const { cursorX, cursorY } = buffer.active;
    return { left: box.left + cursorX * width, top: box.top + cursorY * height, width, height };
  }

  /** Scrolls as the wheel of a mouse does: above the screen, or inside a program which takes the wheel. */
  roll(lines: number): void {
    if (this.xterm.buffer.active.type === 'normal' && this.xterm.modes.mouseTrackingMode === 'none') {
      this.xterm.scrollLines(lines);
      return;
    }
    const box = this.cursorBox();
    const wheel = { deltaY: Math.sign(lines), deltaMode: WheelEvent.DOM_DELTA_LINE, bubbles: true, cancelable: true };
    for (let i = 0; i < Math.min(this.xterm.rows, Math.abs(lines)); i++) {
      const target = this.parent.querySelector('.xterm-screen');
      target?.dispatchEvent(new WheelEvent('wheel', { ...wheel, clientX: box.left, clientY: box.top }));
    }
  }

  /** Lines above the screen. */
  get linesAbove(): number {
    const { normal } = this.xterm.buffer;
    return normal.length - this.xterm.rows;
  }

  /** Types a text as if it came from the keyboard. */
  type(text: string): void {
    this.events.input(this.encoder.encode(text));
  }

  pasteText(text: string): void {
    if (this.role === 'watch') this.events.refused();
    else if (text !== '') this.type(pasted(text, this.xterm.modes.bracketedPasteMode));
  }

  setRole(role: Role): void {
    this.role = role;
    this.xterm.options.disableStdin = role === 'watch';
    this.xterm.options.cursorInactiveStyle = role === 'watch' ? 'block' : 'outline';
    // Where nothing can be typed, no keyboard needs to come up.
    if (this.xterm.textarea !== undefined) this.xterm.textarea.inputMode = role === 'watch' ? 'none' : 'text';
  }

  dispose(): void {
    cancelAnimationFrame(this.scrollFrame);
    this.own.dispose();
  }

  private listen(): void {
    this.own.add(
      this.core.coreService.onUserInput(() => {
        this.gate.announce();
      }),
    );
    this.own.add(
      this.xterm.onData((data) => {
        if (!this.gate.passes()) return;
        if (this.wheeling || data.startsWith(MOUSE)) this.events.pointed(this.encoder.encode(data));
        else this.type(this.events.transform(data));
      }),
    );
    // Only mouse reports in their oldest form come as binary.
    this.own.add(
      this.xterm.onBinary((data) => {
        this.events.pointed(Uint8Array.from(data, (char) => char.charCodeAt(0)));
      }),
    );
    this.own.add(
      this.xterm.onScroll(() => {
        // It fires for every line of output.
        if (this.scrollFrame === 0) this.scrollFrame = requestAnimationFrame(this.reportScroll);
      }),
    );
    this.own.listen(this.parent, 'wheel', (event) => {
      // Where nothing is above the screen nothing scrolls, and yet the host may have more.
      if ((event as WheelEvent).deltaY < 0 && this.linesAbove === 0) this.events.scrolled(0, true, false);
    });
    // Before xterm.js, which makes input of them.
    for (const type of ['wheel', 'keydown', 'input', 'compositionend']) {
      this.own.listen(
        this.parent,
        type,
        () => {
          this.wheeling = type === 'wheel';
        },
        { capture: true, passive: true },
      );
    }
    this.xterm.attachCustomKeyEventHandler((event) => this.key(event));
    this.own.listen(
      this.parent,
      'paste',
      (event) => {
        this.paste(event as ClipboardEvent);
      },
      { capture: true },
    );
  }

  /** Whether xterm.js is to see a key. */
  private key(event: KeyboardEvent): boolean {
    if (this.clipboardKey(event)) return false;
    if (this.role === 'type') return !this.signKey(event);
    const typing = event.key.length === 1 || event.key === 'Enter' || event.key === 'Backspace';
    if (event.type === 'keydown' && typing && !event.ctrlKey && !event.metaKey && !event.altKey) this.events.refused();
    // These two scroll, and are typed nowhere.
    return event.shiftKey && (event.key === 'PageUp' || event.key === 'PageDown');
  }

  /** Whether a key copies or pastes, as in other terminals with Ctrl and Shift; copying is done at once. */
  private clipboardKey(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey) return false;
    const letter = letterOf(event);
    if (letter === 'c') {
      event.preventDefault();
      if (event.type === 'keydown') this.copy();
    }
    return letter === 'c' || letter === 'v';
  }

  /** Types what xterm.js would not. */
  private signKey(event: KeyboardEvent): boolean {
    const text = signTyped(event, !APPLE && !event.getModifierState('AltGraph'));
    if (text === undefined || event.isComposing) return false;
    event.preventDefault();
    if (event.type === 'keydown') this.xterm.input(text);
    return true;
  }

  private paste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.pasteText(event.clipboardData?.getData('text/plain') ?? '');
  }

  private setScrollback(lines: number): void {
    if (this.xterm.options.scrollback !== lines) this.xterm.options.scrollback = lines;
  }

  private goBack(place: Place): void {
    const line = lineOf(place, this.xterm);
    if (line === undefined) return;
    // The public way goes by the height of the lines that were drawn last, and these are not yet.
    this.core._bufferService.scrollLines(line - this.xterm.buffer.active.viewportY);
  }

  private readonly reportScroll = (): void => {
    this.scrollFrame = 0;
    const { active } = this.xterm.buffer;
    if (active.type !== 'normal') return;
    // A selection would not survive new lines; and a screenful ahead nobody has to wait for them.
    const atTop = active.viewportY <= this.xterm.rows && !this.xterm.hasSelection();
    const atBottom = active.viewportY >= active.baseY;
    this.events.scrolled(this.linesAbove, atTop && !atBottom, atBottom);
  };

  private take(cols: number, rows: number): void {
    if (cols === this.xterm.cols && rows === this.xterm.rows) return;
    this.xterm.resize(cols, rows);
    forgetOldSize(this.core);
    this.events.resized();
  }

  private decelerate(): void {
    this.webgl?.dispose();
    this.webgl = undefined;
  }
}
