import { clean } from './text';
import type { Ending } from './closing';
import type { ConnectionListener } from './connection';
import type { Event, HostColours, Limits, Person, Typist, Welcome } from './messages';
import type { History } from './history';
import { Inbox, type Incoming, type Inflate } from './inbox';
import { CHAT_TEXT, isReaction, type Talk } from './talk';
import { decided, type Permission } from './permission';
import type { PolledScreen } from './poller';
import { Stream, type Screen } from './stream';
import type { Clock } from './socket';
import { Timer } from './timer';

/** Bytes received and not drawn yet, from which on the page says that it is catching up. */
const BEHIND = 128 * 1024;
/** Skips follow each other as fast as snapshots get through; without one for so long, the viewer keeps up again. */
const KEEPING_UP_MS = 1000;

export type Phase =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'behind' }
  /** `until`: when the next try is, in milliseconds since 1970. */
  | { readonly kind: 'waiting'; readonly until: number }
  /** No socket gets through: the screen is fetched now and then, and nothing can be typed. */
  | { readonly kind: 'polling' }
  | { readonly kind: Ending };

/** Everything that the page shows about a session beside the terminal. Names and titles are clean already. */
export interface ViewerState extends Permission {
  readonly phase: Phase;
  readonly name: string;
  readonly title: string;
  readonly viewer: number;
  readonly watching: number;
  readonly viewers: readonly Person[];
  readonly typing: Typist;
  /** Nobody but the host types, whatever the roles. */
  readonly locked: boolean;
  /** Whether viewers may talk to each other. */
  readonly chat: boolean;
  /** The host has drawn a curtain, and what was there before is not to be looked at. */
  readonly paused: boolean;
  /** Milliseconds since 1970; undefined: the link has no end. */
  readonly expires: number | undefined;
  readonly exit: number | undefined;
  readonly limits: Limits | undefined;
  /** The colours of the host's terminal; undefined: nobody knows them. */
  readonly colours: HostColours | undefined;
  /** Whether there is a screen to look at. */
  readonly shown: boolean;
}

export interface ViewerListener {
  changed(state: ViewerState): void;
  notice(text: string): void;
  /** A viewer says something, or shows one of {@link REACTIONS}. */
  talk(talk: Talk): void;
  /** Something was not taken; it may come for every key. */
  refused(text: string): void;
  /** Asks the host to be allowed to type. */
  ask(): void;
  ack(offset: number): void;
  refresh(): void;
  pong(id: number): void;
  history(lines: number): void;
  /** The screen has to be fetched by HTTP from now on, or no longer. */
  poll(on: boolean): void;
}

const START: ViewerState = {
  phase: { kind: 'connecting' },
  name: '',
  title: '',
  role: 'watch',
  until: undefined,
  asking: 'no',
  viewer: 0,
  watching: 0,
  viewers: [],
  typing: null,
  locked: false,
  chat: false,
  paused: false,
  expires: undefined,
  exit: undefined,
  limits: undefined,
  colours: undefined,
  shown: false,
};

/** One viewer of one session: what the messages of a connection mean for the screen and for what is said about it. */
export class Viewer implements ConnectionListener {
  private current = START;
  private inbox: Inbox | undefined;
  /** The offset at which the server was when it said welcome. */
  private goal = 0;
  /** How many snapshots had come when the curtain was drawn; what they showed is not to be seen any more. */
  private curtain = 0;
  /** What the server gave last for coming back, or an earlier visit left. */
  private returning: string | undefined;
  private polling = false;
  private polled: PolledScreen | undefined;
  private readonly stream: Stream;
  /** Runs for a while after the server has skipped output. */
  private readonly skipping: Timer;

  /** `ticket`: what an earlier visit left for coming back. */
  constructor(
    screen: Screen,
    private readonly clock: Clock,
    private readonly inflate: Inflate,
    private readonly listener: ViewerListener,
    ticket?: string,
  ) {
    this.returning = sound(ticket);
    this.skipping = new Timer(clock);
    this.stream = new Stream(screen, clock, {
      ack: (offset) => {
        listener.ack(offset);
      },
      refresh: () => {
        listener.refresh();
      },
      history: (lines) => {
        listener.history(lines);
      },
      skipped: () => {
        this.skipping.set(KEEPING_UP_MS, () => {
          this.progress();
        });
      },
      progress: () => {
        this.progress();
      },
    });
  }

  get state(): ViewerState {
    return this.current;
  }

  /** The offset to resume at. */
  get received(): number | undefined {
    return this.stream.received;
  }

  /** What is to be presented when the connection is made again; undefined: the link is enough. */
  get ticket(): string | undefined {
    return this.returning;
  }

  get rendered(): number | undefined {
    return this.stream.rendered;
  }

  /** What is known of the lines above the screen, and asks for more of them. */
  get history(): History {
    return this.stream.history;
  }

  connecting(): void {
    this.inbox?.close();
    this.inbox = new Inbox(this.inflate, {
      take: (message) => {
        this.take(message);
      },
      unreadable: () => {
        this.stream.missed();
        this.progress();
      },
    });
    if (!this.polling) this.update({ phase: { kind: 'connecting' } });
  }

  message(data: Uint8Array): void {
    this.inbox?.push(data);
  }

  waiting(until: number): void {
    if (!this.polling) this.update({ phase: { kind: 'waiting', until } });
  }

  blocked(): void {
    if (!this.polling) this.poll(true);
  }

  /** A screen was fetched. */
  screen(screen: PolledScreen): void {
    const last = this.polled;
    this.polled = screen;
    if (this.current.phase.kind !== 'polling') this.update({ phase: { kind: 'polling' } });
    // One that shows nothing new would only take away what a person has selected.
    const same = last?.offset === screen.offset && last.cols === screen.cols && last.rows === screen.rows;
    if (!same) this.stream.show(screen);
  }

  /** No screen could be fetched either. */
  failed(until: number): void {
    this.update({ phase: { kind: 'waiting', until } });
  }

  over(ending: Ending): void {
    this.poll(false);
    this.update({ phase: { kind: ending } });
  }

  /** Asks the host to be allowed to type, unless that was done already. */
  ask(): void {
    if (this.current.asking !== 'no' || this.current.role === 'type') return;
    this.update({ asking: 'pending' });
    this.listener.ask();
  }

  private poll(on: boolean): void {
    if (this.polling === on) return;
    this.polling = on;
    this.polled = undefined;
    this.listener.poll(on);
  }

  private take(message: Incoming): void {
    if (message.kind === 'event') this.event(message.event);
    else if (message.kind !== 'unknown-event') this.stream.take(message);
  }

  private event(event: Event): void {
    switch (event.type) {
      case 'welcome':
        this.welcome(event);
        break;
      case 'presence':
        this.update({
          watching: event.watching,
          viewers: event.viewers.map((person) => ({ ...person, name: clean(person.name) })),
          typing: event.typing ?? null,
        });
        break;
      case 'title':
        this.update({ title: clean(event.title) });
        break;
      case 'palette':
        this.update({ colours: event });
        break;
      case 'role': {
        const { permission, words } = decided(this.current, event.role, time(event.until), this.clock.now());
        this.update(permission);
        if (words !== undefined) this.listener.notice(words);
        break;
      }
      case 'expiry':
        this.update({ expires: time(event.expires) });
        break;
      case 'locked':
      case 'unlocked':
        this.update({ locked: event.type === 'locked' });
        break;
      case 'paused':
        this.curtain = this.stream.snapshots;
        this.update({ paused: true });
        break;
      case 'resumed':
        this.progress();
        break;
      case 'chat':
        this.listener.talk({ from: event.from, name: clean(event.name), text: clean(event.text, CHAT_TEXT) });
        break;
      case 'reaction':
        if (isReaction(event.emoji))
          this.listener.talk({ from: event.from, name: clean(event.name), emoji: event.emoji });
        break;
      case 'notice':
        this.listener.notice(clean(event.text));
        break;
      case 'error':
        if (event.code === 'no-typing') this.update({ asking: 'never' });
        this.listener.refused(clean(event.text));
        break;
      case 'ended':
        this.update({ exit: event.status });
        break;
      case 'pong':
        this.listener.pong(event.id);
        break;
    }
  }

  private welcome(welcome: Welcome): void {
    this.poll(false);
    this.returning = sound(welcome.ticket);
    this.goal = welcome.offset;
    this.stream.connected();
    this.update({
      phase: { kind: 'behind' },
      name: clean(welcome.name),
      role: welcome.role,
      until: undefined,
      viewer: welcome.viewer,
      expires: time(welcome.expires),
      limits: welcome.limits,
      chat: welcome.chat === true,
      // Told again at once where it still holds; the curtain stays until there is something else to see.
      locked: false,
    });
    if (welcome.role === 'type') this.update({ asking: 'no' });
    else if (this.current.asking === 'pending') this.listener.ask();
    this.progress();
  }

  private progress(): void {
    const { received, rendered } = this.stream;
    if (rendered !== undefined && !this.current.shown) this.update({ shown: true });
    // Not when the host resumes: the screen that came before that may still have to be drawn.
    if (this.current.paused && this.stream.shown > this.curtain) this.update({ paused: false });
    const kind = this.current.phase.kind;
    if (kind !== 'live' && kind !== 'behind') return;
    const skipping = this.skipping.running;
    const caughtUp = received !== undefined && rendered === received && received >= this.goal;
    if (kind === 'behind' && caughtUp && !skipping) this.update({ phase: { kind: 'live' } });
    if (kind === 'live' && (skipping || received === undefined || received - (rendered ?? 0) > BEHIND)) {
      this.update({ phase: { kind: 'behind' } });
    }
  }

  private update(change: Partial<ViewerState>): void {
    this.current = { ...this.current, ...change };
    this.listener.changed(this.current);
  }
}

/** The ticket, if it is one: what cannot travel in a subprotocol would keep the socket from being opened. */
function sound(ticket: string | undefined): string | undefined {
  return ticket !== undefined && /^[A-Za-z0-9_-]{1,256}$/.test(ticket) ? ticket : undefined;
}

function time(instant: string | null | undefined): number | undefined {
  const at = instant == null ? NaN : Date.parse(instant);
  return Number.isNaN(at) ? undefined : at;
}
