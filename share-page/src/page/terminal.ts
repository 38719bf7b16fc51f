import { Terminal } from '@xterm/xterm';
import { Unicode11Addon } from '@xterm/addon-unicode11';
import { WebLinksAddon } from '@xterm/addon-web-links';
import { WebglAddon } from '@xterm/addon-webgl';
import '@xterm/xterm/css/xterm.css';
import { InputGate } from '../core/inputGate';
import type { Role } from '../core/messages';
import { pasted } from '../core/paste';
import { RESET } from '../core/reset';
import type { Screen } from '../core/stream';
import { Disposables } from './disposables';
import { limitCounts, swallowQueries } from './guard';
import type { LinkOpener } from './links';
import { forgetOldSize } from './resizing';
import { FONT, THEME } from './theme';
import type { XtermCore } from './xtermParts';

/** Lines kept above the screen: as many as the server puts into a snapshot, or late viewers would see fewer. */
const SCROLLBACK = 1000;

export type Renderer = 'webgl' | 'dom';

export interface TerminalEvents {
  /** A person typed, pasted or used the mouse. */
  input(bytes: Uint8Array): void;
  /** Changes what was typed on a keyboard, before it becomes bytes. */
  transform(text: string): string;
  /** A person tried to type where only watching is allowed. */
  refused(): void;
  /** The size in columns and rows has changed. */
  resized(): void;
}

/** The terminal on the page; the only place that knows xterm.js. */
export class TerminalView implements Screen {
  private readonly own = new Disposables();
  private readonly gate = new InputGate();
  private readonly encoder = new TextEncoder();
  private readonly core: XtermCore;
  private webgl: WebglAddon | undefined;
  private role: Role = 'watch';
  readonly xterm: Terminal;

  constructor(
    private readonly parent: HTMLElement,
    private readonly events: TerminalEvents,
    links: LinkOpener,
  ) {
    this.xterm = this.own.add(
      new Terminal({
        allowProposedApi: true,
        altClickMovesCursor: false,
        cursorInactiveStyle: 'block',
        disableStdin: true,
        fontFamily: FONT,
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
        scrollback: SCROLLBACK,
        theme: THEME,
      }),
    );
    this.core = (this.xterm as unknown as { _core: XtermCore })._core;
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
    for (const handler of [...swallowQueries(this.xterm.parser), ...limitCounts(this.core)]) this.own.add(handler);
    this.listen();
    this.xterm.open(parent);
    // Else there would be no cursor until somebody clicks into the terminal.
    this.core.coreService.isCursorInitialized = true;
  }

  get renderer(): Renderer {
    return this.webgl === undefined ? 'dom' : 'webgl';
  }

  get cursorHidden(): boolean {
    return this.core.coreService.isCursorHidden;
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

  write(bytes: Uint8Array, done: () => void): void {
    this.xterm.write(bytes, done);
  }

  resize(cols: number, rows: number): void {
    // A write's callback runs between that write and the next.
    this.xterm.write('', () => {
      this.take(cols, rows);
    });
  }

  restore(cols: number, rows: number, bytes: Uint8Array, done: () => void): void {
    const reset = this.encoder.encode(RESET);
    const all = new Uint8Array(reset.length + bytes.length);
    all.set(reset);
    all.set(bytes, reset.length);
    this.resize(cols, rows);
    // In one piece, so that the empty screen in between is never drawn.
    this.xterm.write(all, done);
  }

  /** Types a text as if it came from the keyboard. */
  type(text: string): void {
    this.events.input(this.encoder.encode(text));
  }

  setRole(role: Role): void {
    this.role = role;
    this.xterm.options.disableStdin = role === 'watch';
    this.xterm.options.cursorInactiveStyle = role === 'watch' ? 'block' : 'outline';
    // Where nothing can be typed, no keyboard needs to come up.
    if (this.xterm.textarea !== undefined) this.xterm.textarea.inputMode = role === 'watch' ? 'none' : 'text';
  }

  dispose(): void {
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
        if (this.gate.passes()) this.type(this.events.transform(data));
      }),
    );
    // Only mouse reports in their oldest form come as binary.
    this.own.add(
      this.xterm.onBinary((data) => {
        this.events.input(Uint8Array.from(data, (char) => char.charCodeAt(0)));
      }),
    );
    this.xterm.attachCustomKeyEventHandler((event) => this.key(event));
    const capture = true;
    this.own.listen(
      this.parent,
      'paste',
      (event) => {
        this.paste(event as ClipboardEvent);
      },
      capture,
    );
  }

  /** Whether xterm.js is to see a key. */
  private key(event: KeyboardEvent): boolean {
    if (this.role === 'type') return !this.clipboardKey(event);
    const typing = event.key.length === 1 || event.key === 'Enter' || event.key === 'Backspace';
    if (event.type === 'keydown' && typing && !event.ctrlKey && !event.metaKey && !event.altKey) this.events.refused();
    return false;
  }

  /** Whether a key copies or pastes, as in other terminals with Ctrl and Shift; copying is done at once. */
  private clipboardKey(event: KeyboardEvent): boolean {
    if (!event.ctrlKey || !event.shiftKey) return false;
    if (event.code === 'KeyC') {
      event.preventDefault();
      // The modern interface is missing where the page came by plain http.
      if (event.type === 'keydown') document.execCommand('copy'); // eslint-disable-line @typescript-eslint/no-deprecated
    }
    return event.code === 'KeyC' || event.code === 'KeyV';
  }

  private paste(event: ClipboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (this.role === 'watch') this.events.refused();
    else if (text !== '') this.type(pasted(text, this.xterm.modes.bracketedPasteMode));
  }

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
