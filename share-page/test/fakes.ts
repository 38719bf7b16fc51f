/** A clock that the test moves, a socket that the test speaks through, a screen that remembers. */

import type { Clock, SocketLike, SocketListener } from '../src/core/socket';
import type { Screen } from '../src/core/stream';

export class FakeClock implements Clock {
  private time = 1_000_000;
  private tasks: { at: number; task: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, task: () => void): () => void {
    const entry = { at: this.time + milliseconds, task };
    this.tasks.push(entry);
    return () => {
      this.tasks = this.tasks.filter((other) => other !== entry);
    };
  }

  /** Lets time pass, and does what falls due in its order. */
  pass(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const due = this.tasks.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.tasks = this.tasks.filter((other) => other !== due);
      this.time = due.at;
      due.task();
    }
    this.time = end;
  }

  get pending(): number {
    return this.tasks.length;
  }
}

export class FakeSocket implements SocketLike {
  readonly sent: Uint8Array[] = [];
  dropped = false;

  constructor(readonly listener: SocketListener) {}

  send(data: Uint8Array<ArrayBuffer>): void {
    this.sent.push(data);
  }

  drop(): void {
    this.dropped = true;
  }
}

/** Remembers what it was told; writes are done when the test says so. */
export class FakeScreen implements Screen {
  readonly calls: string[] = [];
  /** How many lines above the screen are kept. */
  kept = 0;
  /** How many the next snapshot brings. */
  above = 0;
  private waiting: (() => void)[] = [];

  write(bytes: Uint8Array, done: () => void): void {
    this.calls.push(`write ${text(bytes)}`);
    this.waiting.push(done);
  }

  resize(cols: number, rows: number): void {
    this.calls.push(`resize ${cols}x${rows}`);
  }

  restore(cols: number, rows: number, bytes: Uint8Array, keep: number, done: (above: number) => void): void {
    this.calls.push(`restore ${cols}x${rows} ${text(bytes)}`);
    this.kept = keep;
    this.waiting.push(() => {
      done(this.above);
    });
  }

  keep(lines: number): void {
    this.kept = lines;
  }

  draw(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const done of waiting) done();
  }
}

export function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

export function bytes(content: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(content);
}

export function fromHex(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

export function toHex(data: Uint8Array): string {
  return Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A message from the server: its type, then fields. */
export function frame(type: number, offset: number, ...rest: Uint8Array[]): Uint8Array {
  const head = new Uint8Array(9);
  head[0] = type;
  new DataView(head.buffer).setBigUint64(1, BigInt(offset));
  return concat(head, ...rest);
}

export function event(members: object): Uint8Array {
  return concat(Uint8Array.of(4), bytes(JSON.stringify(members)));
}

export function size(cols: number, rows: number): Uint8Array {
  return Uint8Array.of(cols >> 8, cols & 255, rows >> 8, rows & 255);
}

export function concat(...parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
