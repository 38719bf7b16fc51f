import { endingOf, type Ending, type Verdict } from './closing';
import { Timer } from './timer';
import type { Clock, SocketLike, SocketListener } from './socket';

/** Seconds before the tries that follow each other without success (PROTOCOL.md, "Life of a connection"). */
const DELAYS = [1, 2, 4, 8, 16, 30] as const;
/** Sockets that could not be opened, one after the other, although the server was there. */
const BLOCKED = 3;
/** Time for a socket to open and bring its first message. */
const OPENING_MS = 15_000;
/** Silence after which the server is asked for a sign of life: a script never sees the pings of RFC 6455. */
const SILENCE_MS = 45_000;
/** Time for that sign of life. */
const ANSWER_MS = 8_000;
/** The same while something large is on its way, all of which comes before the answer. */
const PATIENT_MS = 300_000;

export interface Surroundings {
  connect(listener: SocketListener): SocketLike;
  /** Asks by HTTP, since a script cannot see why an upgrade was refused. */
  probe(): Promise<Verdict>;
  /** Sends whatever the server has to answer. */
  ping(): void;
  /** Whether a large message was asked for, of which a script sees nothing until it has come as a whole. */
  expecting(): boolean;
  readonly clock: Clock;
  /** A random number from 0 to 1. */
  random(): number;
}

export interface ConnectionListener {
  connecting(): void;
  message(data: Uint8Array): void;
  /** The connection is lost; the next try is at that time of the clock. */
  waiting(until: number): void;
  /** The server can be reached, but not by a socket. It is still tried. */
  blocked(): void;
  over(ending: Ending): void;
}

/**
 * One connection that is made again and again until there is a reason to stop. What is sent while there is none is
 * lost: keys typed into nothing must not arrive minutes later.
 */
export class Connection {
  private readonly timer: Timer;
  private socket: SocketLike | undefined;
  private phase: 'idle' | 'opening' | 'open' | 'probing' | 'waiting' = 'idle';
  private failures = 0;
  /** Tries in a row whose socket did not open although HTTP got through. */
  private unopened = 0;
  /** Whether a message ever came: what is refused afterwards was once allowed. */
  private lived = false;
  /** Counts the tries, so that what belongs to an earlier one is known to be late. */
  private round = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly listener: ConnectionListener,
  ) {
    this.timer = new Timer(around.clock);
  }

  get open(): boolean {
    return this.phase === 'open';
  }

  /** Connects now, whatever happened before. */
  start(): void {
    this.stop();
    const round = this.round;
    this.phase = 'opening';
    this.listener.connecting();
    this.timer.set(OPENING_MS, () => {
      this.ask();
    });
    this.socket = this.around.connect({
      message: (data) => {
        if (round === this.round) this.heard(data);
      },
      closed: (code) => {
        if (round === this.round) this.closed(code);
      },
    });
  }

  stop(): void {
    this.round++;
    this.phase = 'idle';
    this.timer.clear();
    this.socket?.drop();
    this.socket = undefined;
  }

  send(data: Uint8Array<ArrayBuffer>): boolean {
    if (!this.open) return false;
    this.socket?.send(data);
    return true;
  }

  /** Says that things may have changed (the network is back, the page is looked at): do not wait any longer. */
  wake(): void {
    if (this.phase === 'waiting') this.start();
    else if (this.phase === 'open') this.askForLife();
  }

  private heard(data: Uint8Array): void {
    this.phase = 'open';
    this.lived = true;
    this.failures = 0;
    this.unopened = 0;
    this.timer.set(SILENCE_MS, () => {
      this.askForLife();
    });
    this.listener.message(data);
  }

  private askForLife(): void {
    this.timer.set(this.around.expecting() ? PATIENT_MS : ANSWER_MS, () => {
      this.lost();
    });
    this.around.ping();
  }

  private closed(code: number): void {
    const ending = endingOf(code);
    if (ending !== undefined) this.over(ending);
    else if (this.phase === 'opening') this.ask();
    else this.lost();
  }

  private ask(): void {
    const round = this.round;
    this.phase = 'probing';
    this.timer.clear();
    this.socket?.drop();
    void this.around.probe().then((verdict) => {
      if (round !== this.round) return;
      if (verdict === 'refused') this.over(this.lived ? 'expired' : 'refused');
      // Who was in comes again: its place may still be held for the line that it has lost.
      else if (verdict === 'full' && !this.lived) this.over('full');
      else {
        this.unopened = verdict === 'valid' ? this.unopened + 1 : 0;
        this.lost();
        if (this.unopened >= BLOCKED) this.listener.blocked();
      }
    });
  }

  private lost(): void {
    this.stop();
    const seconds = DELAYS[Math.min(this.failures, DELAYS.length - 1)] ?? 30;
    const delay = seconds * 1000 * (0.5 + this.around.random() / 2);
    this.failures++;
    this.phase = 'waiting';
    this.timer.set(delay, () => {
      this.start();
    });
    this.listener.waiting(this.around.clock.now() + delay);
  }

  private over(ending: Ending): void {
    this.stop();
    this.listener.over(ending);
  }
}
