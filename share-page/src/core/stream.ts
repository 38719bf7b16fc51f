import { Acks } from './acks';
import { History, JOIN_LINES } from './history';
import type { Incoming } from './inbox';
import type { PolledScreen } from './poller';
import type { Clock } from './socket';

/** What shows the terminal. Its calls take effect in the order in which they are made. */
export interface Screen {
  write(bytes: Uint8Array, done: () => void): void;
  resize(cols: number, rows: number): void;
  /**
   * Replaces everything: afterwards the terminal is one that was fed nothing but these bytes at this size. From now on
   * at most `keep` lines above the screen are kept; `done` is told how many there are.
   */
  restore(cols: number, rows: number, bytes: Uint8Array, keep: number, done: (above: number) => void): void;
  /** Keeps at most so many lines above the screen, the newest ones. */
  keep(lines: number): void;
}

export interface StreamListener {
  ack(offset: number): void;
  /** Asks for a snapshot. */
  refresh(): void;
  /** Asks for a snapshot with so many lines above the screen. */
  history(lines: number): void;
  /** The server sent a snapshot in place of output: there was more than gets through to here. */
  skipped(): void;
  /** The offset received or rendered has moved. */
  progress(): void;
}

/**
 * The terminal's bytes on their way to the screen. Holds the protocol's rule that output continues exactly where the
 * last one stopped; where it does not, nothing more is shown until a snapshot has come.
 */
export class Stream {
  /** The offset reached by what was received; undefined: a snapshot is awaited. */
  private reached: number | undefined;
  private asked = false;
  private drawn: number | undefined;
  private readonly acks: Acks;
  private restored = 0;
  private seen = 0;
  readonly history: History;

  constructor(
    private readonly screen: Screen,
    clock: Clock,
    private readonly listener: StreamListener,
  ) {
    this.acks = new Acks(clock, (offset) => {
      listener.ack(offset);
    });
    this.history = new History(
      clock,
      (lines) => {
        listener.history(lines);
      },
      (lines) => {
        screen.keep(lines);
      },
    );
  }

  /** The offset at which a new connection may continue. */
  get received(): number | undefined {
    return this.reached;
  }

  /** The offset up to which the screen is drawn; undefined: there is none yet. */
  get rendered(): number | undefined {
    return this.drawn;
  }

  /** How many snapshots have come. */
  get snapshots(): number {
    return this.restored;
  }

  /** Which of them was drawn last, counted from 1; 0: none. */
  get shown(): number {
    return this.seen;
  }

  /** A new connection: the server sends a snapshot by itself unless it was told where to continue. */
  connected(): void {
    this.asked = this.reached === undefined;
    this.acks.restart();
    this.history.restart();
  }

  take(message: Incoming): void {
    if (message.kind === 'snapshot') {
      // One that nobody asked for.
      if (this.reached !== undefined && message.offset > this.reached && !this.history.waiting) this.listener.skipped();
      this.reached = message.offset;
      this.asked = false;
      const { offset, cols, rows, bytes } = message;
      const number = ++this.restored;
      this.screen.restore(cols, rows, bytes, this.history.replaced(), (above) => {
        this.drawn = offset;
        this.seen = number;
        this.history.drawn(above);
        this.acks.replaced(offset);
        this.listener.progress();
      });
    } else if (message.kind === 'output' && this.continues(message.offset)) {
      this.reached = message.offset + message.bytes.length;
      this.screen.write(message.bytes, this.done(this.reached));
    } else if (message.kind === 'resize' && this.continues(message.offset)) {
      this.screen.resize(message.cols, message.rows);
    }
    this.listener.progress();
  }

  /** A screen came without a connection: one that is made later has to begin anew. */
  show({ offset, cols, rows, bytes }: PolledScreen): void {
    this.reached = undefined;
    // The same place has nothing new: while the host pauses, a blank screen is all that is fetched.
    const number = offset === this.drawn ? this.seen : ++this.restored;
    this.screen.restore(cols, rows, bytes, JOIN_LINES, () => {
      this.drawn = offset;
      this.seen = number;
      this.listener.progress();
    });
  }

  /** Something was missed: the screen stays as it is until there is a snapshot. */
  missed(): void {
    this.reached = undefined;
    if (this.asked) return;
    this.asked = true;
    this.listener.refresh();
  }

  private continues(offset: number): boolean {
    if (offset === this.reached) return true;
    this.missed();
    return false;
  }

  private done(offset: number): () => void {
    return () => {
      this.drawn = offset;
      this.acks.rendered(offset);
      this.listener.progress();
    };
  }
}
