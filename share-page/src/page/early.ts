/**
 * Runs before the rest of the page is even read (vite.config.ts puts it into the head, as a script of its own): opens the
 * socket, and keeps what comes until there is somebody to take it. headStart.ts takes it over.
 */

import { linkAt, socketUrl } from '../core/link';
import { subprotocols } from '../core/protocol';
import { givenName } from './givenName';
import { EARLY, type EarlySocket } from './earlySocket';
import { isSupported } from './support';
import { takeToken, ticketLeft } from './tokens';

const link = linkAt(window.location);
const token = link === undefined || !isSupported() ? undefined : takeToken(link);
if (link !== undefined && token !== undefined) {
  const url = socketUrl(window.location, link, undefined, givenName() ?? '');
  const protocols = subprotocols(token, ticketLeft(link));
  try {
    const socket = new WebSocket(url, protocols);
    socket.binaryType = 'arraybuffer';
    const early: EarlySocket = { url, protocols: protocols.join(), socket, messages: [], closed: undefined };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data instanceof ArrayBuffer) early.messages.push(data);
    };
    socket.onclose = ({ code }) => {
      early.closed = code;
    };
    window[EARLY] = early;
  } catch {
    // It is tried again when there is somebody to tell.
  }
}
