import { ACK_BYTES } from './acks';

/** The address of a shared terminal: `…/s/SESSION#TOKEN`. */

const PATH = /^(.*)\/s\/([A-Za-z0-9_-]{1,64})\/?$/;
/** A token has to be a token of RFC 9110 too, since it travels in a subprotocol. */
const TOKEN = /^[A-Za-z0-9._~-]{1,256}$/;

export interface Link {
  /** Everything before `/s/`: empty, or the prefix under which a proxy serves the host. */
  readonly base: string;
  readonly session: string;
}

/** What of a location a link is made of. */
export interface Place {
  readonly protocol: string;
  readonly host: string;
  readonly pathname: string;
  readonly hash: string;
}

export function linkAt(place: Place): Link | undefined {
  const [, base, session] = PATH.exec(place.pathname) ?? [];
  return base === undefined || session === undefined ? undefined : { base, session };
}

/** The token in the fragment; undefined if there is none that could be one. */
export function tokenAt(place: Place): string | undefined {
  const token = place.hash.replace(/^#/, '');
  return TOKEN.test(token) ? token : undefined;
}

/** Half of a character that takes two units; no URL can be made of one. */
const HALF = /\p{Surrogate}/gu;

/** The socket's URL; `from` is the offset to continue at, if the terminal is still as it was there. */
export function socketUrl(place: Place, link: Link, from: number | undefined, name: string): string {
  const query = [`ack=${ACK_BYTES}`, 'snapshots=deflated'];
  if (from !== undefined) query.push(`from=${from}`);
  if (name !== '') query.push(`name=${encodeURIComponent(name.replace(HALF, '\ufffd'))}`);
  const scheme = place.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${place.host}${link.base}/ws/${link.session}?${query.join('&')}`;
}

/** The path of the screen as it is now, as bytes which rebuild it. */
export function screenPath(link: Link): string {
  return `${factsPath(link)}/screen?format=ansi`;
}

/** The path at which the server tells in HTTP's words whether a token opens a session. */
export function factsPath(link: Link): string {
  return `${link.base}/api/v1/sessions/${link.session}`;
}
