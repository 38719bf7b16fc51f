import { Timer } from './timer';
import type { Clock } from './socket';

/** A round trip from which on a prediction is worth showing, in milliseconds, and one below which it is not any more. */
const SLOW_MS = 30;
const FAST_MS = 20;
/** What a shell may take for an echo beside the round trip. */
const GRACE_MS = 150;
/** One printable character that takes one cell for sure: Latin, Greek and Cyrillic letters, digits and signs. */
const SIMPLE = /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0377\u0384-\u0482\u048a-\u0556]$/;
const BACKSPACE = '\x7f';
/** So many characters have to be echoed in a row before others are predicted: one may be there by chance. */
const PROOF = 2;

/** The line in which the cursor is, as it is drawn. */
export interface LineView {
  /** Whether keys are echoed here as in a line of text: not where a program takes the whole screen. */
  readonly line: boolean;
  /** The cursor's row, counted from the first line that is kept, and its column. */
  readonly row: number;
  readonly column: number;
  readonly cols: number;
  /** What a cell of the cursor's row shows; empty or a blank where there is nothing. */
  cell(column: number): string;
}

export interface Prediction {
  readonly column: number;
  readonly text: string;
}

/** The text typed since the last key of unknown effect, as it is after a key. */
interface Typed {
  readonly text: string;
  readonly at: number;
}

/**
 * Guesses what the echo of keys will look like, as mosh does, so that typing feels near where the line is long. It follows
 * one text: what was typed since the last key whose effect is not known, as Enter or an arrow. Where that text is being
 * echoed is found out when its beginning stands before the cursor; only then is the rest shown. So nothing is ever shown
 * where the echo is off, as for a password. What is drawn by the server's output confirms it; anything else, and a round trip
 * without any of it, takes everything back.
 */
export class Predictor {
  private readonly timer: Timer;
  /** What the keys that are not confirmed yet make of the text, in their order. */
  private waiting: Typed[] = [];
  private confirmed = '';
  /** The column at which the text begins; undefined: it was not seen yet. */
  private start: number | undefined;
  private row = 0;
  private slow = false;
  private trip = 0;

  /** `show` is told what is to be seen; nothing: an empty list. */
  constructor(
    private readonly clock: Clock,
    private readonly view: () => LineView,
    private readonly show: (predictions: readonly Prediction[]) => void,
  ) {
    this.timer = new Timer(clock);
  }

  /** How long a message takes to the server and back, in milliseconds. */
  set roundTrip(milliseconds: number | undefined) {
    this.trip = milliseconds ?? 0;
    if (this.trip > SLOW_MS) this.slow = true;
    else if (this.trip < FAST_MS) this.slow = false;
    if (!this.slow) this.reset();
  }

  /** A person has typed this, and it was sent. */
  typed(key: string): void {
    if (!this.slow) return;
    const before = this.latest;
    const text = key === BACKSPACE ? before.slice(0, -1) : before + key;
    const known = key === BACKSPACE ? before !== '' : SIMPLE.test(key);
    if (!known || !this.view().line) {
      this.reset();
      return;
    }
    this.waiting.push({ text, at: this.clock.now() });
    this.publish();
    if (!this.timer.running) this.watch();
  }

  /** Output was drawn: what was guessed is right or wrong. */
  drawn(): void {
    if (this.start === undefined && this.waiting.length === 0) return;
    const view = this.view();
    if (this.start === undefined) this.find(view);
    else if (!this.follow(view, this.start, false)) this.reset();
    this.publish();
    this.watch();
  }

  /** Forgets what was typed: its effect is not known, or everything is drawn anew. */
  reset(): void {
    this.timer.clear();
    this.waiting = [];
    this.confirmed = '';
    if (this.start === undefined) return;
    this.start = undefined;
    this.show([]);
  }

  private get latest(): string {
    return this.waiting[this.waiting.length - 1]?.text ?? this.confirmed;
  }

  /** Looks for the beginning of the text before the cursor. */
  private find(view: LineView): void {
    if (!view.line || !blankFrom(view, view.column)) return;
    const index = this.lastWhere((text) => text.trim().length >= PROOF && shows(view, view.column - text.length, text));
    const seen = this.waiting[index];
    if (seen === undefined) return;
    this.start = view.column - seen.text.length;
    this.row = view.row;
    this.confirm(index);
  }

  /**
   * Whether what is drawn is what was typed up to some key: the first of which that may be true, or the last. (After a
   * character and a backspace all is as before.)
   */
  private follow(view: LineView, start: number, last: boolean): boolean {
    if (!view.line || view.row !== this.row || !blankFrom(view, view.column)) return false;
    const is = (text: string) => view.column === start + text.length && shows(view, start, text);
    const index = last ? this.lastWhere(is) : this.waiting.findIndex(({ text }) => is(text));
    if (index < 0) return !last && is(this.confirmed);
    this.confirm(index);
    return true;
  }

  /** The last key after which the text is so; -1: there is none. */
  private lastWhere(condition: (text: string) => boolean): number {
    let index = this.waiting.length - 1;
    while (index >= 0 && !condition(this.waiting[index]?.text ?? '')) index--;
    return index;
  }

  private confirm(index: number): void {
    const [last] = this.waiting.splice(0, index + 1).slice(-1);
    this.confirmed = last?.text ?? this.confirmed;
  }

  private publish(): void {
    const { start, latest, confirmed } = this;
    if (start === undefined) return;
    // At the edge the line goes on elsewhere.
    if (start + latest.length >= this.view().cols - 1) {
      this.reset();
      return;
    }
    const predictions: Prediction[] = [];
    for (let i = 0; i < Math.max(latest.length, confirmed.length); i++) {
      if (latest[i] !== confirmed[i]) predictions.push({ column: start + i, text: latest[i] ?? ' ' });
    }
    this.show(predictions);
  }

  /** What has not come true in a round trip does not come true. */
  private watch(): void {
    this.timer.clear();
    const first = this.waiting[0];
    if (first === undefined) return;
    const patience = this.trip + GRACE_MS;
    this.timer.set(Math.max(1, first.at + patience - this.clock.now()), () => {
      if (this.start === undefined || !this.follow(this.view(), this.start, true)) this.reset();
      this.publish();
      this.watch();
    });
  }
}

function blankFrom(view: LineView, column: number): boolean {
  for (let x = column; x < view.cols; x++) if (view.cell(x).trim() !== '') return false;
  return true;
}

/** Whether a text stands there; a blank is a cell that holds one, or nothing yet. */
function shows(view: LineView, column: number, text: string): boolean {
  return column >= 0 && Array.from(text).every((char, i) => (view.cell(column + i) || ' ') === char);
}
