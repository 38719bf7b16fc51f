import { Predictor, type Prediction } from '../core/prediction';
import { browserClock } from './browserSocket';
import { Disposables } from './disposables';
import type { TerminalView } from './terminal';

/** How old the measure of the line may be when somebody types. */
const MEASURE_MS = 5_000;

/** What `Echo` asks of a visit. */
export interface Line {
  readonly roundTrip: number | undefined;
  measure(): void;
}

/** Shows predicted characters over the terminal, underlined; the terminal itself knows nothing of them. */
export class Echo {
  private readonly own = new Disposables();
  private readonly layer = document.createElement('div');
  private readonly predictor: Predictor;
  private measured = 0;

  constructor(
    private readonly terminal: TerminalView,
    private readonly line: () => Line | undefined,
  ) {
    this.layer.id = 'echo';
    this.layer.setAttribute('aria-hidden', 'true');
    const { xterm } = terminal;
    xterm.element?.querySelector('.xterm-screen')?.append(this.layer);
    this.predictor = new Predictor(
      browserClock,
      () => {
        const { active } = xterm.buffer;
        const line = active.getLine(active.baseY + active.cursorY);
        return {
          line: active.type === 'normal' && !terminal.cursorHidden && active.viewportY === active.baseY,
          row: active.baseY + active.cursorY,
          column: active.cursorX,
          cols: xterm.cols,
          cell: (column) => line?.getCell(column)?.getChars() ?? '',
        };
      },
      (predictions) => {
        this.draw(predictions);
      },
    );
    this.own.add(
      xterm.onWriteParsed(() => {
        this.predictor.drawn();
      }),
    );
    this.own.add(
      xterm.onResize(() => {
        this.predictor.reset();
      }),
    );
    this.own.add(
      xterm.onScroll(() => {
        this.predictor.drawn();
      }),
    );
  }

  /** A person has typed this, and it was sent. */
  typed(bytes: Uint8Array): void {
    const line = this.line();
    if (line === undefined) return;
    const now = browserClock.now();
    if (now - this.measured > MEASURE_MS) {
      this.measured = now;
      line.measure();
    }
    this.predictor.roundTrip = line.roundTrip;
    this.predictor.typed(new TextDecoder().decode(bytes));
  }

  /** The connection is gone, or there is another screen. */
  reset(): void {
    this.predictor.reset();
  }

  dispose(): void {
    this.predictor.reset();
    this.layer.remove();
    this.own.dispose();
  }

  private draw(predictions: readonly Prediction[]): void {
    const { xterm } = this.terminal;
    const first = predictions[0];
    if (first === undefined) {
      this.layer.replaceChildren();
      return;
    }
    const { width, height } = this.terminal.cursorBox();
    const { fontFamily, fontSize } = xterm.options;
    this.layer.style.font = `${fontSize ?? 12}px/${height}px ${fontFamily ?? 'monospace'}`;
    const cell = (column: number, text: string, kind: string) => {
      const made = document.createElement('span');
      made.className = kind;
      made.textContent = text;
      Object.assign(made.style, {
        left: `${column * width}px`,
        top: `${xterm.buffer.active.cursorY * height}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
      return made;
    };
    const last = predictions[predictions.length - 1] ?? first;
    this.layer.replaceChildren(
      ...predictions.map(({ column, text }) => cell(column, text, 'guess')),
      cell(last.column + 1, '', 'ahead'),
    );
  }
}
