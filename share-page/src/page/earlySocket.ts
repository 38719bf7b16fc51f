/** Where the script in the head leaves its socket for the page, which takes it away from there at once. */
export const EARLY = 'jshareEarly';

/** A socket that was opened before the page was there, and what came through it so far. */
export interface EarlySocket {
  readonly url: string;
  /** The subprotocols offered, joined by commas. */
  readonly protocols: string;
  readonly socket: WebSocket;
  readonly messages: ArrayBuffer[];
  /** The code it was closed with; undefined: it was not. */
  closed: number | undefined;
}

declare global {
  interface Window {
    [EARLY]?: EarlySocket;
  }
}
