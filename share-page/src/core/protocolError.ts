/** What can be wrong with a message. */
export type Fault = 'short' | 'long' | 'unknown-type' | 'bad-json' | 'bad-event' | 'offset' | 'size' | 'too-long';

/** A message that the protocol does not allow. */
export class ProtocolError extends Error {
  constructor(
    readonly fault: Fault,
    message: string,
  ) {
    super(message);
  }
}
