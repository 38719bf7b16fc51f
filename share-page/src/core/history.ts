import { Timer } from './timer';
import type { Clock } from './socket';

/** Lines above the screen in the snapshot that the server sends by itself (PROTOCOL.md). */
export const JOIN_LINES = 1000;
/** More lines than any host keeps who wants browsers to watch: some 300 MB of cells in 200 columns. */
const MOST_LINES = 128_000;
/** Lines kept beyond those asked for, so that output which goes on does not push them out at once. */
const SLACK = 2000;
/** A viewer who is back at the bottom for so long is done with reading. */
const DONE_MS = 60_000;

/**
 * The lines above the screen. A viewer who reads up to the top of them gets more, twice as many each time, until the
 * host has no more; long after, they are let go again.
 */
export class History {
  private readonly timer: Timer;
  /** The lines asked for, until a snapshot comes. */
  private wanted: number | undefined;
  /** Lines above the screen when they were asked for. */
  private before = 0;
  private complete = false;
  private kept = JOIN_LINES;
  /** As many lines as may be asked for: fewer once a line was lost that was to bring more. */
  private most = MOST_LINES;
  /** Whom to tell whether what was asked for has come. */
  private ready: ((came: boolean) => void) | undefined;

  /** `ask` requests a snapshot with so many lines above the screen; `keep` limits them from now on. */
  constructor(
    clock: Clock,
    private readonly ask: (lines: number) => void,
    private readonly keep: (lines: number) => void,
  ) {
    this.timer = new Timer(clock);
  }

  /** Whether a snapshot with more lines was asked for, and has not come. */
  get waiting(): boolean {
    return this.wanted !== undefined;
  }

  /** A new connection knows nothing of what the last one was asked for. */
  restart(): void {
    // Perhaps they were too many for the line. Twice the lines that come anyway are not.
    if (this.wanted !== undefined) this.most = Math.max(2 * JOIN_LINES, Math.floor(this.wanted / 2));
    this.wanted = undefined;
    this.complete = false;
    this.settle(false);
  }

  /** The viewer looks at the first of so many lines. */
  top(lines: number): void {
    this.want(lines, 2 * Math.max(lines, JOIN_LINES));
  }

  /**
   * The viewer, who has so many lines, looks for something in all there are. False: these are all; else `ready` is told
   * once more have come, or the connection is gone that was to bring them.
   */
  all(lines: number, ready: (came: boolean) => void): boolean {
    this.want(lines, MOST_LINES);
    if (!this.waiting) return false;
    this.ready = ready;
    return true;
  }

  /** The viewer looks at the screen, or above it. */
  moved(atBottom: boolean): void {
    if (!atBottom) this.timer.clear();
    else if (this.kept > JOIN_LINES && !this.timer.running) {
      this.timer.set(DONE_MS, () => {
        this.complete = false;
        this.kept = JOIN_LINES;
        this.keep(JOIN_LINES);
      });
    }
  }

  /** A snapshot has come: how many lines are to be kept from now on. */
  replaced(): number {
    this.kept = this.wanted === undefined ? JOIN_LINES : this.wanted + SLACK;
    return this.kept;
  }

  /** The snapshot is drawn, and brought so many lines above the screen. */
  drawn(lines: number): void {
    // Fewer than there were: no answer but a snapshot of another reason, which may have come instead.
    if (this.wanted !== undefined && lines >= this.before) {
      this.complete = lines < this.wanted;
      this.most = MOST_LINES;
    } else this.complete = false;
    this.wanted = undefined;
    this.settle(true);
  }

  private want(lines: number, wanted: number): void {
    // What is pushed out here may still be there at the host.
    if (this.wanted !== undefined || (this.complete && lines < this.kept) || lines >= this.most) return;
    this.before = lines;
    this.wanted = Math.min(this.most, wanted);
    this.ask(this.wanted);
  }

  private settle(came: boolean): void {
    const { ready } = this;
    this.ready = undefined;
    ready?.(came);
  }
}
