import type { Clock } from './socket';

/** The types of messages (protocol.ts), for people. */
const NAMES: Readonly<Record<number, string>> = {
  0x01: 'output',
  0x02: 'snapshot',
  0x03: 'resize',
  0x04: 'event',
  0x05: 'deflated',
  0x06: 'deflated-snapshot',
  0x10: 'input',
  0x11: 'ack',
  0x12: 'request',
};
const SNAPSHOTS = [0x02, 0x06];

/** What was counted up to now. */
export interface TrafficReading {
  /** How many messages of each type came and went. */
  readonly frames: Readonly<Record<string, number>>;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Bytes in a second, since the last reading. */
  readonly rate: number;
  /** Snapshots that came although nobody had asked: output was skipped. */
  readonly skipped: number;
  readonly largest: number;
  readonly connections: number;
}

/** Counts what comes and goes, to see why something is slow. */
export class Traffic {
  private readonly frames: Record<string, number> = {};
  private bytesIn = 0;
  private bytesOut = 0;
  private skipped = 0;
  private largest = 0;
  private connections = 0;
  private due = false;
  private readAt: number;
  private readIn = 0;

  constructor(private readonly clock: Clock) {
    this.readAt = clock.now();
  }

  /** A new connection; one that does not resume gets a snapshot. */
  connecting(resumes: boolean): void {
    this.connections++;
    this.due = !resumes;
  }

  /** A snapshot was asked for. */
  asked(): void {
    this.due = true;
  }

  came(data: Uint8Array): void {
    this.count(data);
    this.bytesIn += data.length;
    this.largest = Math.max(this.largest, data.length);
    if (!SNAPSHOTS.includes(data[0] ?? 0)) return;
    if (!this.due) this.skipped++;
    this.due = false;
  }

  went(data: Uint8Array): void {
    this.count(data);
    this.bytesOut += data.length;
  }

  read(): TrafficReading {
    const now = this.clock.now();
    const seconds = Math.max(1, now - this.readAt) / 1000;
    const rate = Math.round((this.bytesIn - this.readIn) / seconds);
    this.readAt = now;
    this.readIn = this.bytesIn;
    const { bytesIn, bytesOut, skipped, largest, connections } = this;
    return { frames: { ...this.frames }, bytesIn, bytesOut, rate, skipped, largest, connections };
  }

  private count(data: Uint8Array): void {
    const name = NAMES[data[0] ?? 0] ?? 'unknown';
    this.frames[name] = (this.frames[name] ?? 0) + 1;
  }
}
