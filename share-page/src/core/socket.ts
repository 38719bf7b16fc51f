/** What core needs of its surroundings: a socket and the time. The page brings real ones, the tests their own. */

export interface SocketLike {
  /** Sends a binary message; does nothing unless the socket is open. */
  send(data: Uint8Array<ArrayBuffer>): void;
  /** Lets go of the socket: its listener hears nothing more. */
  drop(): void;
}

export interface SocketListener {
  message(data: Uint8Array): void;
  /** Comes once, also when the socket never opened. */
  closed(code: number): void;
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the task once after so many milliseconds; the result cancels it. */
  after(milliseconds: number, task: () => void): () => void;
}
