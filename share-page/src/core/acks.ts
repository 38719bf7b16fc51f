import { Timer } from './timer';
import type { Clock } from './socket';

/**
 * Rendered bytes after which an ack is due at once. The server is told (PROTOCOL.md, `ack`): with few, it can keep a slow
 * line near to now.
 */
export const ACK_BYTES = 8 * 1024;
/** The shortest time between acks of fewer bytes. */
const QUIET_MS = 50;

/** Tells the server how far the screen is drawn: soon, but not for every few bytes. */
export class Acks {
  private readonly timer: Timer;
  private last = 0;
  private latest = 0;

  constructor(
    clock: Clock,
    private readonly send: (offset: number) => void,
  ) {
    this.timer = new Timer(clock);
  }

  /** Forgets what an earlier connection was told. */
  restart(): void {
    this.timer.clear();
  }

  /** A snapshot is drawn. The server waits for its ack even where output up to the same offset has had one. */
  replaced(offset: number): void {
    this.latest = offset;
    this.flush();
  }

  rendered(offset: number): void {
    this.latest = offset;
    if (!this.timer.running || Math.abs(offset - this.last) >= ACK_BYTES) this.flush();
  }

  private flush(): void {
    this.last = this.latest;
    this.send(this.latest);
    this.timer.set(QUIET_MS, () => {
      if (this.latest !== this.last) this.flush();
    });
  }
}
