/** The codec of the dialect `jshare.v1`. */

import { decodeEvent } from './events';
import { ProtocolError } from './protocolError';
import type { ClientMessage, ServerMessage } from './messages';

export const DIALECT = 'jshare.v1';
const TOKEN_PREFIX = 'jshare.token.';
const TICKET_PREFIX = 'jshare.ticket.';

const OUTPUT = 0x01;
const SNAPSHOT = 0x02;
const RESIZE = 0x03;
const EVENT = 0x04;
const DEFLATED = 0x05;
const SNAPSHOT_DEFLATED = 0x06;
const INPUT = 0x10;
const ACK = 0x11;
const REQUEST = 0x12;

/** More raw bytes than a deflated message may announce: many times the size of any frame, yet no bomb. */
const MAX_INFLATED = 4 * 1024 * 1024;

/** More cells than any screen has, and than a browser should be asked to hold. */
const MAX_CELLS = 1_000_000;

/** The subprotocols to offer; the server picks the dialect and never echoes the secrets. */
export function subprotocols(token: string, ticket?: string): string[] {
  const offered = [DIALECT, TOKEN_PREFIX + token];
  return ticket === undefined ? offered : [...offered, TICKET_PREFIX + ticket];
}

/** The headers that say by HTTP what the subprotocols say to a socket. */
export function credentials(token: string, ticket?: string): Record<string, string> {
  const headers = { Authorization: `Bearer ${token}` };
  return ticket === undefined ? headers : { ...headers, 'X-Jshare-Ticket': ticket };
}

/**
 * Reads one message from the server. Byte fields are views on `data`.
 *
 * @throws ProtocolError if this is no message of the dialect
 */
export function decodeServer(data: Uint8Array): ServerMessage {
  const fields = new DataView(data.buffer, data.byteOffset, data.byteLength);
  switch (data[0]) {
    case OUTPUT:
      need(data, 9);
      return { kind: 'output', offset: offsetAt(fields, 1), bytes: data.subarray(9) };
    case SNAPSHOT:
      need(data, 13);
      return { kind: 'snapshot', offset: offsetAt(fields, 1), ...sizeAt(fields, 9), bytes: data.subarray(13) };
    case RESIZE:
      need(data, 13);
      if (data.length > 13) throw new ProtocolError('long', `${data.length} bytes where 13 are all`);
      return { kind: 'resize', offset: offsetAt(fields, 1), ...sizeAt(fields, 9) };
    case EVENT:
      return decodeEvent(data.subarray(1));
    case DEFLATED:
      need(data, 13);
      return { kind: 'deflated', offset: offsetAt(fields, 1), ...deflateAt(data, 9) };
    case SNAPSHOT_DEFLATED:
      need(data, 17);
      return { kind: 'deflated-snapshot', offset: offsetAt(fields, 1), ...sizeAt(fields, 9), ...deflateAt(data, 13) };
    case undefined:
      throw new ProtocolError('short', 'an empty message');
    default:
      throw new ProtocolError('unknown-type', `a message of the type ${data[0]}`);
  }
}

export function encodeClient(message: ClientMessage): Uint8Array<ArrayBuffer> {
  switch (message.kind) {
    case 'input':
      return tagged(INPUT, message.bytes);
    case 'ack': {
      const bytes = new Uint8Array(9);
      bytes[0] = ACK;
      new DataView(bytes.buffer).setBigUint64(1, BigInt(message.offset));
      return bytes;
    }
    case 'request':
      return tagged(REQUEST, new TextEncoder().encode(JSON.stringify(message.request)));
  }
}

function tagged(type: number, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(1 + body.length);
  bytes[0] = type;
  bytes.set(body, 1);
  return bytes;
}

function need(data: Uint8Array, length: number): void {
  if (data.length < length) throw new ProtocolError('short', `${data.length} bytes where ${length} are needed`);
}

function offsetAt(fields: DataView, at: number): number {
  const offset = fields.getBigUint64(at);
  if (offset > BigInt(Number.MAX_SAFE_INTEGER)) throw new ProtocolError('offset', `the offset ${offset.toString()}`);
  return Number(offset);
}

/** What is deflated up to the end of a message, behind the length that it has without that. */
function deflateAt(data: Uint8Array, at: number): { length: number; deflate: Uint8Array } {
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(at);
  if (length > MAX_INFLATED) throw new ProtocolError('too-long', `a message of ${length} bytes`);
  return { length, deflate: data.subarray(at + 4) };
}

function sizeAt(fields: DataView, at: number): { cols: number; rows: number } {
  return checkedSize(fields.getUint16(at), fields.getUint16(at + 2));
}

/**
 * A terminal's size as it came from the server.
 *
 * @throws ProtocolError if no terminal has it
 */
export function checkedSize(cols: number, rows: number): { cols: number; rows: number } {
  if (!(cols > 0 && rows > 0 && cols * rows <= MAX_CELLS))
    throw new ProtocolError('size', `a terminal of ${cols}x${rows}`);
  return { cols, rows };
}
