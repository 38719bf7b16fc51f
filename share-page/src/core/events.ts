/** Reads the JSON events of the server. Members are checked here, so that nothing behind has to. */

import { ProtocolError } from './protocolError';
import type { Event, Limits, Person, Role, ServerMessage, Typist } from './messages';

type Members = Readonly<Record<string, unknown>>;

/**
 * Reads an event; one of an unknown type is no error.
 *
 * @throws ProtocolError if it is no JSON object, or a member is missing or of the wrong type
 */
export function decodeEvent(json: Uint8Array): ServerMessage {
  const members = parse(json);
  const type = text(members, 'type');
  const event = known(type, members);
  return event === undefined ? { kind: 'unknown-event', type } : { kind: 'event', event };
}

function known(type: string, members: Members): Event | undefined {
  switch (type) {
    case 'welcome':
      return {
        type,
        protocol: count(members, 'protocol'),
        session: text(members, 'session'),
        name: text(members, 'name'),
        viewer: count(members, 'viewer'),
        role: role(members),
        cols: count(members, 'cols'),
        rows: count(members, 'rows'),
        offset: count(members, 'offset'),
        expires: end(members),
        ...ticket(members),
        ...(members['chat'] === true ? { chat: true } : {}),
        limits: limits(object(members['limits'], 'limits')),
      };
    case 'presence':
      return {
        type,
        watching: count(members, 'watching'),
        viewers: list(members, 'viewers').map(person),
        ...(members['typing'] === undefined ? {} : { typing: typist(members) }),
      };
    case 'title':
      return { type, title: text(members, 'title') };
    case 'palette':
      return {
        type,
        foreground: colour(members['foreground']),
        background: colour(members['background']),
        ...(members['cursor'] == null ? {} : { cursor: colour(members['cursor']) }),
        ...(members['colors'] == null ? {} : { colors: sixteen(list(members, 'colors')) }),
      };
    case 'role':
      return {
        type,
        role: role(members),
        ...(members['until'] == null ? {} : { until: text(members, 'until') }),
      };
    case 'expiry':
      return { type, expires: end(members) };
    case 'locked':
    case 'unlocked':
    case 'paused':
    case 'resumed':
      return { type };
    case 'chat':
      return { type, ...speaker(members), text: text(members, 'text') };
    case 'reaction':
      return { type, ...speaker(members), emoji: text(members, 'emoji') };
    case 'notice':
      return { type, text: text(members, 'text') };
    case 'pong':
      return { type, id: count(members, 'id') };
    case 'error':
      return { type, code: text(members, 'code'), text: text(members, 'text') };
    case 'ended':
      return { type, status: count(members, 'status') };
    default:
      return undefined;
  }
}

function parse(json: Uint8Array): Members {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch {
    throw new ProtocolError('bad-json', 'an event that is not JSON');
  }
  return object(value, 'event');
}

function object(value: unknown, what: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw bad(what);
  return value as Members;
}

function text(members: Members, name: string): string {
  const value = members[name];
  if (typeof value !== 'string') throw bad(name);
  return value;
}

function count(members: Members, name: string): number {
  const value = members[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) throw bad(name);
  return value;
}

function list(members: Members, name: string): readonly unknown[] {
  const value: unknown = members[name];
  if (!Array.isArray(value)) throw bad(name);
  return value;
}

function role(members: Members): Role {
  const value = members['role'];
  if (value !== 'watch' && value !== 'type') throw bad('role');
  return value;
}

function end(members: Members): string | null {
  return members['expires'] == null ? null : text(members, 'expires');
}

function sixteen(colours: readonly unknown[]): readonly string[] {
  if (colours.length !== 16) throw bad('colors');
  return colours.map(colour);
}

/** Nothing else gets into styles. */
function colour(value: unknown): string {
  if (typeof value !== 'string' || !/^#[0-9a-f]{6}$/.test(value)) throw bad('colour');
  return value;
}

function ticket(members: Members): { ticket?: string } {
  return members['ticket'] === undefined ? {} : { ticket: text(members, 'ticket') };
}

function speaker(members: Members): { from: number; name: string } {
  return { from: count(members, 'from'), name: text(members, 'name') };
}

function typist(members: Members): Typist {
  const value = members['typing'];
  return value === null || value === 'host' ? value : count(members, 'typing');
}

function limits(members: Members): Limits {
  return { input: count(members, 'input'), inputRate: count(members, 'inputRate'), window: count(members, 'window') };
}

function person(value: unknown): Person {
  const members = object(value, 'viewers');
  return { id: count(members, 'id'), name: text(members, 'name'), role: role(members) };
}

function bad(name: string): ProtocolError {
  return new ProtocolError('bad-event', `an event without a proper "${name}"`);
}
