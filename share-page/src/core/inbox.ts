import { decodeServer } from './protocol';
import { ProtocolError } from './protocolError';
import type { Deflated, ServerMessage } from './messages';

/** What comes out of an inbox: what was deflated has become what it was before. */
export type Incoming = Exclude<ServerMessage, Deflated>;

/** Inflates raw deflate (RFC 1951); rejects unless there are exactly `length` bytes. */
export type Inflate = (deflate: Uint8Array, length: number) => Promise<Uint8Array>;

export interface InboxListener {
  take(message: Incoming): void;
  /** A message could not be read. */
  unreadable(error: unknown): void;
}

function plain(message: Deflated, bytes: Uint8Array): Incoming {
  const { offset } = message;
  if (message.kind === 'deflated') return { kind: 'output', offset, bytes };
  return { kind: 'snapshot', offset, cols: message.cols, rows: message.rows, bytes };
}

/** Decodes messages and hands them on in the order of their arrival, although inflating takes its time. */
export class Inbox {
  /** The work under way; undefined when there is none, and messages pass straight through. */
  private tail: Promise<void> | undefined;
  private closed = false;

  constructor(
    private readonly inflate: Inflate,
    private readonly listener: InboxListener,
  ) {}

  /** Lets go of everything under way: the connection it came from is gone. */
  close(): void {
    this.closed = true;
  }

  push(data: Uint8Array): void {
    let message: ServerMessage;
    try {
      message = decodeServer(data);
    } catch (error) {
      // Only what may be a part of the screen is missed; a strange event is not.
      if (error instanceof ProtocolError && ['bad-json', 'bad-event', 'unknown-type'].includes(error.fault)) return;
      this.inOrder(() => {
        this.listener.unreadable(error);
      });
      return;
    }
    if (message.kind === 'deflated' || message.kind === 'deflated-snapshot') this.unpack(message);
    else {
      const read = message;
      this.inOrder(() => {
        this.listener.take(read);
      });
    }
  }

  private unpack(message: Deflated): void {
    const inflated = this.inflate(message.deflate, message.length);
    inflated.catch(() => undefined);
    this.chain(async () => {
      const bytes = await inflated;
      if (!this.closed) this.listener.take(plain(message, bytes));
    });
  }

  private inOrder(step: () => void): void {
    if (this.tail === undefined) step();
    else {
      this.chain(() => {
        if (!this.closed) step();
        return Promise.resolve();
      });
    }
  }

  private chain(step: () => Promise<void>): void {
    const tail = (this.tail ?? Promise.resolve()).then(step).catch((error: unknown) => {
      if (!this.closed) this.listener.unreadable(error);
    });
    this.tail = tail;
    void tail.then(() => {
      if (this.tail === tail) this.tail = undefined;
    });
  }
}
