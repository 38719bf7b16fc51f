import { END } from './paste';
import { Timer } from './timer';
import type { Limits } from './messages';
import type { Clock } from './socket';

/** Bytes of one part of a large input: half of what a message may hold. */
const PART = 32 * 1024;

/**
 * Sends input in order, in parts, and no faster than the server takes it: what is over the rate would be dropped, and
 * with it the end marker of a paste.
 */
export class InputSender {
  private readonly timer: Timer;
  private parts: Uint8Array[] = [];
  private rate = 256 * 1024;
  private largest = PART;
  /** Bytes that may be sent now. */
  private credit = this.rate;
  private counted: number;

  constructor(
    private readonly clock: Clock,
    private readonly send: (bytes: Uint8Array) => void,
  ) {
    this.timer = new Timer(clock);
    this.counted = clock.now();
  }

  /** Takes the limits of a new connection and forgets what was to be sent over the last one. */
  restart(limits: Limits): void {
    this.parts = [];
    this.timer.clear();
    this.rate = Math.max(1, limits.inputRate);
    this.largest = Math.max(4, Math.min(PART, limits.input));
    this.credit = this.rate;
    this.counted = this.clock.now();
  }

  /** Forgets the rest, but for the mark that ends a paste: the server takes nothing else until it comes. */
  cut(): void {
    if (this.parts.length > 0) this.parts = [new TextEncoder().encode(END)];
  }

  push(bytes: Uint8Array): void {
    this.parts.push(...split(bytes, this.largest));
    if (!this.timer.running) this.pump();
  }

  private pump(): void {
    for (let part = this.parts[0]; part !== undefined; part = this.parts[0]) {
      this.earn();
      const missing = Math.min(part.length, this.rate) - this.credit;
      if (missing > 0) {
        this.timer.set(Math.ceil((missing / this.rate) * 1000) + 1, () => {
          this.pump();
        });
        return;
      }
      this.parts.shift();
      this.credit -= part.length;
      this.send(part);
    }
  }

  private earn(): void {
    const now = this.clock.now();
    // A clock that was set back must not take anything away.
    this.credit = Math.min(this.rate, this.credit + (Math.max(0, now - this.counted) / 1000) * this.rate);
    this.counted = now;
  }
}

/** Cuts into parts of at most `size` bytes, 4 at least, never inside a UTF-8 character. */
export function split(bytes: Uint8Array, size: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let from = 0;
  while (from < bytes.length) {
    let to = Math.min(from + size, bytes.length);
    // A byte 10xxxxxx continues a character; no character has more than three of them.
    for (let back = 0; back < 3 && to < bytes.length && ((bytes[to] ?? 0) & 0xc0) === 0x80; back++) to--;
    parts.push(bytes.subarray(from, to));
    from = to;
  }
  return parts;
}
