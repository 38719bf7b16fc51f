/** Takes over the socket that was opened before this script was read; to be imported first. */

import { EARLY, type EarlySocket } from './earlySocket';

// Nobody else is to find the socket, nor the token in it.
let first = window[EARLY];
Reflect.deleteProperty(window, EARLY);

/** How long making the terminal waits for what to show in it, which from a server nearby is on its way by now. */
const WAIT_MS = 15;
/** The welcome and the snapshot. */
const ENOUGH = 2;

// With the screen at hand the first picture is the right one; without, an empty one is drawn first.
if (first !== undefined) await come(first);

function come({ socket, messages }: EarlySocket): Promise<void> {
  return new Promise((done) => {
    const look = () => {
      if (messages.length >= ENOUGH) done();
    };
    // Behind the listener that keeps them.
    socket.addEventListener('message', look);
    window.setTimeout(done, WAIT_MS);
    look();
  });
}

/** A socket to that address, with a head start if it is the first: then with what has come already. */
export function socketTo(url: string, protocols: string[]): Pick<EarlySocket, 'socket' | 'messages' | 'closed'> {
  const ready = first;
  first = undefined;
  if (ready?.url === url && ready.protocols === protocols.join()) return ready;
  ready?.socket.close();
  return { socket: new WebSocket(url, protocols), messages: [], closed: undefined };
}
