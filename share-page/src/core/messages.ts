/** The messages of the dialect `jshare.v1` (src/docs/PROTOCOL.md); the Java twins are in dev.jshare.protocol. */

/** What a link allows its holder to do. */
export type Role = 'watch' | 'type';

export interface Limits {
  /** Bytes in one message. */
  readonly input: number;
  /** Bytes in a second. */
  readonly inputRate: number;
  /** Bytes which the server sends ahead of the last ack. */
  readonly window: number;
}

export interface Welcome {
  readonly type: 'welcome';
  readonly protocol: number;
  readonly session: string;
  readonly name: string;
  readonly viewer: number;
  readonly role: Role;
  readonly cols: number;
  readonly rows: number;
  readonly offset: number;
  /** ISO 8601, or null for a link without an end. */
  readonly expires: string | null;
  /** With this one comes back once where the link alone is not enough. */
  readonly ticket?: string;
  /** Whether viewers may talk to each other. */
  readonly chat?: boolean;
  readonly limits: Limits;
}

/** The colours of the host's terminal, as `#rrggbb`. */
export interface HostColours {
  readonly foreground: string;
  readonly background: string;
  readonly cursor?: string;
  /** The sixteen of SGR 30 to 37 and 90 to 97. */
  readonly colors?: readonly string[];
}

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
}

/** Who types: the number of a viewer, or the host, or nobody. */
export type Typist = number | 'host' | null;

export type Event =
  | Welcome
  | {
      readonly type: 'presence';
      readonly watching: number;
      readonly viewers: readonly Person[];
      readonly typing?: Typist;
    }
  | { readonly type: 'title'; readonly title: string }
  | ({ readonly type: 'palette' } & HostColours)
  /** `until`: when a role for a time ends, ISO 8601. */
  | { readonly type: 'role'; readonly role: Role; readonly until?: string }
  /** When the own link ends, ISO 8601, or null for never. */
  | { readonly type: 'expiry'; readonly expires: string | null }
  | { readonly type: 'locked' | 'unlocked' | 'paused' | 'resumed' }
  | { readonly type: 'chat'; readonly from: number; readonly name: string; readonly text: string }
  | { readonly type: 'reaction'; readonly from: number; readonly name: string; readonly emoji: string }
  | { readonly type: 'notice'; readonly text: string }
  | { readonly type: 'pong'; readonly id: number }
  | { readonly type: 'error'; readonly code: string; readonly text: string }
  | { readonly type: 'ended'; readonly status: number };

/** Offsets count the terminal's bytes and stay below 2^53. */
export type ServerMessage =
  | { readonly kind: 'output'; readonly offset: number; readonly bytes: Uint8Array }
  | {
      readonly kind: 'snapshot';
      readonly offset: number;
      readonly cols: number;
      readonly rows: number;
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'resize'; readonly offset: number; readonly cols: number; readonly rows: number }
  | { readonly kind: 'event'; readonly event: Event }
  /** An event of a type that this version does not know; viewers ignore it. */
  | { readonly kind: 'unknown-event'; readonly type: string }
  | Deflated;

/** Output or a snapshot that came deflated, and has this length without that. */
export type Deflated =
  | { readonly kind: 'deflated'; readonly offset: number; readonly length: number; readonly deflate: Uint8Array }
  | {
      readonly kind: 'deflated-snapshot';
      readonly offset: number;
      readonly cols: number;
      readonly rows: number;
      readonly length: number;
      readonly deflate: Uint8Array;
    };

export type Request =
  | { readonly type: 'ping'; readonly id: number }
  | { readonly type: 'refresh' }
  | { readonly type: 'history'; readonly lines: number }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'chat'; readonly text: string }
  | { readonly type: 'react'; readonly emoji: string }
  | { readonly type: 'ask-to-type' };

export type ClientMessage =
  | { readonly kind: 'input'; readonly bytes: Uint8Array }
  | { readonly kind: 'ack'; readonly offset: number }
  | { readonly kind: 'request'; readonly request: Request };
