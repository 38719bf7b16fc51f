import type { Clock, SocketLike, SocketListener } from '../core/socket';
import { socketTo } from './headStart';

export const browserClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, task) => {
    const timer = window.setTimeout(task, milliseconds);
    return () => {
      window.clearTimeout(timer);
    };
  },
};

/** Opens a real socket; one that cannot even be tried closes like one that could not be opened. */
export function openSocket(url: string, protocols: string[], listener: SocketListener): SocketLike {
  let opened: ReturnType<typeof socketTo>;
  try {
    opened = socketTo(url, protocols);
  } catch {
    queueMicrotask(() => {
      listener.closed(1006);
    });
    return { send: () => undefined, drop: () => undefined };
  }
  const { socket, messages, closed } = opened;
  let dropped = false;
  socket.binaryType = 'arraybuffer';
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (event.data instanceof ArrayBuffer) listener.message(new Uint8Array(event.data));
  };
  socket.onclose = (event) => {
    listener.closed(event.code);
  };
  // Before whatever else comes from the socket, which needs a task; not before there is a socket to answer by.
  queueMicrotask(() => {
    for (const data of messages) if (!dropped) listener.message(new Uint8Array(data));
    if (closed !== undefined && !dropped) listener.closed(closed);
  });
  return {
    send: (data) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(data);
    },
    drop: () => {
      dropped = true;
      socket.onmessage = null;
      socket.onclose = null;
      socket.close();
    },
  };
}
