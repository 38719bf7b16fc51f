import { ProtocolError } from './protocolError';
import { checkedSize } from './protocol';
import { Timer } from './timer';
import type { Clock } from './socket';

/** Milliseconds between two screens. */
const PAUSE_MS = 2_000;
/** The longest pause after failures. */
const LONGEST_MS = 30_000;

/** A screen fetched by HTTP: bytes which rebuild it, without lines above it. */
export interface PolledScreen {
  readonly offset: number;
  readonly cols: number;
  readonly rows: number;
  readonly bytes: Uint8Array;
}

export type Polled = PolledScreen | 'refused' | 'failed';

export interface PollListener {
  screen(screen: PolledScreen): void;
  /** Nothing came; the next try is at that time of the clock. */
  failed(until: number): void;
  /** The link opens nothing any more. */
  refused(): void;
}

/** Fetches the screen again and again, where no socket can be opened. */
export class Poller {
  private readonly timer: Timer;
  private failures = 0;
  /** Counts starts and stops, so that an answer from before is known to be late. */
  private round = 0;

  constructor(
    private readonly clock: Clock,
    private readonly fetch: () => Promise<Polled>,
    private readonly listener: PollListener,
  ) {
    this.timer = new Timer(clock);
  }

  start(): void {
    this.stop();
    this.failures = 0;
    this.poll();
  }

  stop(): void {
    this.round++;
    this.timer.clear();
  }

  /** Does not wait for the next time. */
  wake(): void {
    if (!this.timer.running) return;
    this.timer.clear();
    this.poll();
  }

  private poll(): void {
    const round = this.round;
    void this.fetch().then((polled) => {
      if (round === this.round) this.take(polled);
    });
  }

  private take(polled: Polled): void {
    if (polled === 'refused') {
      this.stop();
      this.listener.refused();
      return;
    }
    this.failures = polled === 'failed' ? this.failures + 1 : 0;
    const pause = Math.min(LONGEST_MS, PAUSE_MS * 2 ** this.failures);
    this.timer.set(pause, () => {
      this.poll();
    });
    if (polled === 'failed') this.listener.failed(this.clock.now() + pause);
    else this.listener.screen(polled);
  }
}

/** Reads an answer of HTTP; `header` gives a header's value by its name. */
export function polledScreen(status: number, header: (name: string) => string | null, bytes: Uint8Array): Polled {
  if (status === 401 || status === 403 || status === 421) return 'refused';
  if (status !== 200) return 'failed';
  const count = (name: string) => {
    const value = header(name) ?? '';
    return /^\d{1,16}$/.test(value) ? Number(value) : NaN;
  };
  const offset = count('X-Jshare-Offset');
  try {
    const size = checkedSize(count('X-Jshare-Cols'), count('X-Jshare-Rows'));
    return Number.isSafeInteger(offset) ? { offset, ...size, bytes } : 'failed';
  } catch (error) {
    if (error instanceof ProtocolError) return 'failed';
    throw error;
  }
}
