import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClientMessage, Request, ServerMessage } from '../src/core/messages';
import { credentials, decodeServer, encodeClient, subprotocols } from '../src/core/protocol';
import { ProtocolError } from '../src/core/protocolError';
import { inflate } from '../src/page/inflate';
import { fromHex, text, toHex } from './fakes';

interface Fixture {
  name: string;
  direction: 'server' | 'viewer';
  dialect: string;
  hex: string;
  message?: Record<string, unknown> & { type: string };
  error?: string;
}

const FOLDER = new URL('../../src/test/resources/protocol/', import.meta.url);
const fixtures = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Fixture[])
  .filter((fixture) => fixture.dialect === 'jshare.v1');
const valid = (direction: string) => fixtures.filter((f) => f.direction === direction && f.message !== undefined);

/** A decoded message in the form of the fixtures. */
function described(message: ServerMessage): object {
  const { kind, ...fields } = message;
  const shown: Record<string, unknown> = { type: kind };
  for (const [name, value] of Object.entries(fields)) shown[name] = value instanceof Uint8Array ? toHex(value) : value;
  return shown;
}

function viewerMessage(message: NonNullable<Fixture['message']>): ClientMessage {
  switch (message.type) {
    case 'input':
      return { kind: 'input', bytes: fromHex(String(message['bytes'])) };
    case 'ack':
      return { kind: 'ack', offset: Number(message['offset']) };
    default:
      return { kind: 'request', request: message['request'] as Request };
  }
}

describe('the shared fixtures', () => {
  it('cover every message of both directions', () => {
    const types = (direction: string) => new Set(valid(direction).map((f) => f.message?.type));
    expect(types('server')).toEqual(
      new Set(['output', 'snapshot', 'resize', 'event', 'unknown-event', 'deflated', 'deflated-snapshot']),
    );
    expect(types('viewer')).toEqual(new Set(['input', 'ack', 'request']));
  });

  it.each(valid('server'))('decode: $name', async ({ hex, message }) => {
    const decoded = decodeServer(fromHex(hex));
    if (decoded.kind === 'deflated' || decoded.kind === 'deflated-snapshot') {
      const { bytes, ...rest }: Record<string, unknown> = message ?? {};
      expect(described(decoded)).toEqual(rest);
      expect(toHex(await inflate(decoded.deflate, decoded.length))).toBe(bytes);
    } else if (decoded.kind === 'unknown-event') {
      expect(message?.type).toBe('unknown-event');
      expect(decoded.type).toBe((message?.['event'] as { type: string }).type);
    } else {
      expect(described(decoded)).toEqual(message);
    }
  });

  it.each(valid('viewer'))('encode: $name', ({ hex, message }) => {
    const encoded = encodeClient(viewerMessage(message ?? { type: '' }));
    if (message?.type === 'request') {
      expect(toHex(encoded.subarray(0, 1))).toBe('12');
      expect(JSON.parse(text(encoded.subarray(1)))).toEqual(message['request']);
    } else {
      expect(toHex(encoded)).toBe(hex);
    }
  });

  it.each(fixtures.filter((f) => f.direction === 'server' && f.error !== undefined))(
    'refuse: $name',
    ({ hex, error }) => {
      let thrown: unknown;
      try {
        decodeServer(fromHex(hex));
      } catch (problem) {
        thrown = problem;
      }
      expect(thrown).toBeInstanceOf(ProtocolError);
      expect((thrown as ProtocolError).fault).toBe(error);
    },
  );
});

describe('inflating', () => {
  const deflated = valid('server').find((f) => f.message?.['length'] === 420);
  const deflate = fromHex(String(deflated?.message?.['deflate']));

  it('refuses more and fewer bytes than announced, and what is not deflate', async () => {
    expect((await inflate(deflate, 420)).length).toBe(420);
    await expect(inflate(deflate, 419)).rejects.toThrow('more bytes');
    await expect(inflate(deflate, 421)).rejects.toThrow('fewer bytes');
    await expect(inflate(fromHex('ffffffff'), 4)).rejects.toThrow();
    await expect(inflate(deflate.subarray(0, 10), 420)).rejects.toThrow();
  });
});

it('offers the dialect first and the token second', () => {
  expect(subprotocols('abc')).toEqual(['jshare.v1', 'jshare.token.abc']);
});

it('offers a ticket third, and beside the token in HTTP', () => {
  expect(subprotocols('abc', 'xyz')).toEqual(['jshare.v1', 'jshare.token.abc', 'jshare.ticket.xyz']);
  expect(credentials('abc')).toEqual({ Authorization: 'Bearer abc' });
  expect(credentials('abc', 'xyz')).toEqual({ Authorization: 'Bearer abc', 'X-Jshare-Ticket': 'xyz' });
});
