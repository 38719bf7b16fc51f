/**
 * Begins to connect before the terminal is made, which takes longer than a server nearby takes to answer. It has to be
 * imported first. Nothing can come from the socket meanwhile: that waits until the script has run.
 */

import { linkAt, socketUrl } from '../core/link';
import { subprotocols } from '../core/protocol';
import { recall } from './storage';
import { isSupported } from './support';
import { takeToken, ticketLeft } from './tokens';

export const NAME_KEY = 'jshare.name';

/** What the address says, in front of the `#`. */
export const wanted = new URLSearchParams(window.location.search);
/** What the viewer is called, by the address or by what is remembered; undefined: nobody has said so far. */
export const givenName = (wanted.get('name') ?? recall(NAME_KEY))?.slice(0, 40);
export const supported = isSupported();

const link = linkAt(window.location);
const token = link === undefined || !supported ? undefined : takeToken(link);
let first: { readonly url: string; readonly protocols: string; readonly socket: WebSocket } | undefined;
if (link !== undefined && token !== undefined) {
  const url = socketUrl(window.location, link, undefined, givenName ?? '');
  const protocols = subprotocols(token, ticketLeft(link));
  try {
    first = { url, protocols: protocols.join(), socket: new WebSocket(url, protocols) };
  } catch {
    // It is tried again when there is somebody to tell.
  }
}

/** A socket to that address, with a head start if it is the first. */
export function socketTo(url: string, protocols: string[]): WebSocket {
  const ready = first;
  first = undefined;
  if (ready?.url === url && ready.protocols === protocols.join()) return ready.socket;
  ready?.socket.close();
  return new WebSocket(url, protocols);
}
