import { verdictOf, type Verdict } from '../core/closing';
import { Connection } from '../core/connection';
import { InputSender } from '../core/inputSender';
import { factsPath, screenPath, socketUrl, type Link } from '../core/link';
import type { ClientMessage } from '../core/messages';
import { Poller, polledScreen, type Polled } from '../core/poller';
import { credentials, encodeClient, subprotocols } from '../core/protocol';
import { RoundTrip } from '../core/roundTrip';
import type { Screen } from '../core/stream';
import type { Emoji, Talk } from '../core/talk';
import { Traffic, type TrafficReading } from '../core/traffic';
import { Viewer, type ViewerState } from '../core/viewer';
import { browserClock, openSocket } from './browserSocket';
import { inflate } from './inflate';

const ANSWER_MS = 10_000;

export interface ClientListener {
  changed(state: ViewerState): void;
  notice(text: string): void;
  talk(talk: Talk): void;
  /** Something was not taken; it may come for every key. */
  refused(text: string): void;
}

/** One visit to a session: a viewer, its connection and what is typed, put together with a browser's means. */
export class Client {
  private readonly viewer: Viewer;
  private readonly connection: Connection;
  private readonly poller: Poller;
  private readonly sender: InputSender;
  private readonly counts = new Traffic(browserClock);
  private limits: ViewerState['limits'];
  private typist: ViewerState['typing'] = null;
  private readonly trip = new RoundTrip(browserClock, (id) =>
    this.send({ kind: 'request', request: { type: 'ping', id } }),
  );

  constructor(
    readonly link: Link,
    private readonly token: string,
    private name: string,
    screen: Screen,
    listener: ClientListener,
    ticket: string | undefined,
  ) {
    this.viewer = new Viewer(
      screen,
      browserClock,
      inflate,
      {
        changed: (state) => {
          this.renew(state);
          listener.changed(state);
        },
        notice: (text) => {
          listener.notice(text);
        },
        talk: (talk) => {
          listener.talk(talk);
        },
        refused: (text) => {
          this.sender.cut();
          listener.refused(text);
        },
        ask: () => {
          this.send({ kind: 'request', request: { type: 'ask-to-type' } });
        },
        ack: (offset) => this.send({ kind: 'ack', offset }),
        pong: (id) => {
          this.trip.heard(id);
        },
        poll: (on) => {
          if (on) this.poller.start();
          else this.poller.stop();
        },
        refresh: () => {
          this.refresh();
        },
        history: (lines) => {
          this.counts.asked();
          this.send({ kind: 'request', request: { type: 'history', lines } });
        },
      },
      ticket,
    );
    this.connection = new Connection(
      {
        connect: (heard) => {
          this.counts.connecting(this.viewer.received !== undefined);
          return openSocket(
            socketUrl(window.location, link, this.viewer.received, this.name),
            subprotocols(token, this.viewer.ticket),
            {
              message: (data) => {
                this.counts.came(data);
                heard.message(data);
              },
              closed: (code) => {
                heard.closed(code);
              },
            },
          );
        },
        probe: () => this.probe(),
        ping: () => {
          this.trip.ask();
        },
        expecting: () => this.viewer.history.waiting,
        clock: browserClock,
        random: Math.random,
      },
      this.viewer,
    );
    this.poller = new Poller(browserClock, () => this.fetchScreen(), {
      screen: (screen) => {
        this.viewer.screen(screen);
      },
      failed: (until) => {
        this.viewer.failed(until);
      },
      refused: () => {
        this.connection.stop();
        this.viewer.over('expired');
      },
    });
    this.sender = new InputSender(browserClock, (bytes) => {
      this.send({ kind: 'input', bytes });
    });
  }

  get state(): ViewerState {
    return this.viewer.state;
  }

  /** What gets this viewer back in where the link is used up. */
  get ticket(): string | undefined {
    return this.viewer.ticket;
  }

  /** The offsets received and drawn, for tests. */
  get offsets(): { readonly received: number | undefined; readonly rendered: number | undefined } {
    return { received: this.viewer.received, rendered: this.viewer.rendered };
  }

  /** What came and went since the last look at it. */
  get traffic(): TrafficReading {
    return this.counts.read();
  }

  /** How long the latest answer took, in milliseconds; undefined: none has come yet. */
  get roundTrip(): number | undefined {
    return this.trip.latest;
  }

  measure(): void {
    this.trip.ask();
  }

  /** Asks for a snapshot. */
  refresh(): void {
    this.counts.asked();
    this.send({ kind: 'request', request: { type: 'refresh' } });
  }

  /** Calls the viewer something else, now and in later connections. */
  rename(name: string): void {
    this.name = name;
    this.send({ kind: 'request', request: { type: 'name', name } });
  }

  /** Asks the host to be allowed to type. */
  ask(): void {
    this.viewer.ask();
  }

  /** Says something to everybody; false: there is no connection. */
  say(text: string): boolean {
    return this.send({ kind: 'request', request: { type: 'chat', text } });
  }

  react(emoji: Emoji): boolean {
    return this.send({ kind: 'request', request: { type: 'react', emoji } });
  }

  /** Goes away, until {@link start}. */
  leave(): void {
    this.stop();
    this.viewer.over('left');
  }

  /** A person scrolled: so many lines above the screen, the first of which is in sight or near, or is not. */
  scrolled(above: number, atTop: boolean, atBottom: boolean): void {
    this.viewer.history.moved(atBottom);
    if (atTop && this.connection.open) this.viewer.history.top(above);
  }

  /** Has the lines above the screen sent that are not here; false: there are none, or no connection. */
  more(above: number, ready: (came: boolean) => void): boolean {
    return this.connection.open && this.viewer.history.all(above, ready);
  }

  start(): void {
    this.connection.start();
  }

  stop(): void {
    this.poller.stop();
    this.connection.stop();
  }

  wake(): void {
    this.connection.wake();
    this.poller.wake();
  }

  /** Types; false: there is no connection, and the bytes are gone. */
  type(bytes: Uint8Array): boolean {
    // Whatever gets here: a watch link has nothing to send.
    if (this.state.role === 'watch' || this.state.locked || this.state.paused) return true;
    if (!this.connection.open) return false;
    this.sender.push(bytes);
    return true;
  }

  private send(message: ClientMessage): boolean {
    const data = encodeClient(message);
    const sent = this.connection.send(data);
    if (sent) this.counts.went(data);
    return sent;
  }

  private renew(state: ViewerState): void {
    const typist = state.typing;
    if (typist !== this.typist && typist !== null && typist !== state.viewer) this.sender.cut();
    this.typist = typist;
    // Every welcome brings limits of its own, and with it a fresh allowance.
    if (state.limits !== undefined && state.limits !== this.limits) this.sender.restart(state.limits);
    this.limits = state.limits;
  }

  private async probe(): Promise<Verdict> {
    try {
      return verdictOf((await this.fetch(factsPath(this.link))).status);
    } catch {
      return 'unreachable';
    }
  }

  private async fetchScreen(): Promise<Polled> {
    try {
      const answer = await this.fetch(screenPath(this.link));
      const bytes = new Uint8Array(await answer.arrayBuffer());
      return polledScreen(answer.status, (name) => answer.headers.get(name), bytes);
    } catch {
      return 'failed';
    }
  }

  private fetch(path: string): Promise<Response> {
    return fetch(path, {
      headers: credentials(this.token, this.viewer.ticket),
      cache: 'no-store',
      signal: AbortSignal.timeout(ANSWER_MS),
    });
  }
}
