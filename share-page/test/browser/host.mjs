/**
 * A stand-in for the server of PROTOCOL.md, for the browser tests: serves the built page under its content security
 * policy, and lets a test speak to the page message by message.
 */

import { EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

export const SESSION = 'test-session';
export const TOKEN = 'a-token-of-the-tests';

const PAGE = readFileSync(new URL('../../dist/index.html', import.meta.url), 'utf8');
const HASHES = readFileSync(new URL('../../dist/index.html.hashes', import.meta.url), 'utf8');

/** The policy under which the page is served; `style` is what it allows of styles. */
export function policy(style = "style-src-elem 'unsafe-inline'; style-src-attr 'unsafe-inline'") {
  const hashes = HASHES.trim()
    .split('\n')
    .map((hash) => `'${hash}'`);
  return (
    `default-src 'none'; script-src ${hashes.join(' ')}; ${style}; connect-src 'self'; img-src data:; ` +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  );
}

/** Emits `join` with a `Viewer` for every socket that is let in. */
export class Host extends EventEmitter {
  /** The HTTP status for sockets and facts: 200 lets in. */
  status = 200;
  /** Whether sockets are let through, as by most proxies. */
  sockets = true;
  /** What the screen's address answers, with its size and offset. */
  screen = { cols: 80, rows: 24, offset: 0, bytes: '' };
  csp = policy();
  viewers = [];
  requests = [];
  #http = createServer((request, response) => this.#answer(request, response));
  #sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'jshare.v1' });

  async listen(prefix = '') {
    this.prefix = prefix;
    this.#http.on('upgrade', (request, socket, head) => {
      this.requests.push(request.url);
      const offered = request.headers['sec-websocket-protocol'] ?? '';
      const [dialect, token, ticket] = offered.split(', ');
      const known = dialect === 'jshare.v1' && token === `jshare.token.${TOKEN}`;
      const path = new URL(request.url, 'http://host').pathname;
      if (path !== `${prefix}/ws/${SESSION}` || !known || !this.sockets || this.status !== 200) {
        socket.end(`HTTP/1.1 ${this.status === 200 ? 401 : this.status} Refused\r\nConnection: close\r\n\r\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (socket) => {
        const viewer = new Viewer(socket, new URL(request.url, 'http://host').searchParams);
        viewer.ticket = ticket?.replace('jshare.ticket.', '');
        this.viewers.push(viewer);
        this.emit('join', viewer);
      });
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    this.origin = `http://127.0.0.1:${this.#http.address().port}`;
    this.link = `${this.origin}${prefix}/s/${SESSION}#${TOKEN}`;
  }

  async joined() {
    const [viewer] = await once(this, 'join');
    return viewer;
  }

  close() {
    for (const viewer of this.viewers) viewer.socket.terminate();
    this.#http.close();
    this.#http.closeAllConnections();
  }

  #answer(request, response) {
    this.requests.push(request.url);
    const path = new URL(request.url, 'http://host').pathname;
    if (path === `${this.prefix}/s/${SESSION}`) {
      response.writeHead(200, {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': this.csp,
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
      });
      response.end(PAGE);
    } else if (path === `${this.prefix}/api/v1/sessions/${SESSION}`) {
      const known = request.headers.authorization === `Bearer ${TOKEN}`;
      response.writeHead(known ? this.status : 401, { 'Content-Type': 'application/json' }).end('{}');
    } else if (path === `${this.prefix}/api/v1/sessions/${SESSION}/screen`) {
      const known = request.headers.authorization === `Bearer ${TOKEN}`;
      const { cols, rows, offset, bytes } = this.screen;
      response.writeHead(known ? this.status : 401, {
        'Content-Type': 'text/plain; charset=utf-8',
        'X-Jshare-Cols': cols,
        'X-Jshare-Rows': rows,
        'X-Jshare-Offset': offset,
      });
      response.end(bytes);
    } else response.writeHead(404).end();
  }
}

/** One page at the other end of a socket. */
class Viewer extends EventEmitter {
  input = Buffer.alloc(0);
  acked = -1;
  /** Requests, but for pings, which come whenever the page wants to know how slow the line is. */
  asked = [];
  pings = [];

  constructor(socket, query) {
    super();
    this.socket = socket;
    this.query = query;
    socket.on('message', (data) => this.#take(data));
    socket.on('close', () => this.emit('gone'));
  }

  welcome(more = {}) {
    this.event({
      type: 'welcome',
      protocol: 1,
      session: SESSION,
      name: 'ann@workstation',
      viewer: 1,
      role: 'type',
      cols: 80,
      rows: 24,
      offset: 0,
      expires: null,
      limits: { input: 65536, inputRate: 262144, window: 524288 },
      ...more,
    });
  }

  event(event) {
    this.socket.send(Buffer.concat([Buffer.of(4), Buffer.from(JSON.stringify(event))]));
  }

  snapshot(offset, cols, rows, bytes) {
    this.socket.send(Buffer.concat([Buffer.of(2), u64(offset), u16(cols), u16(rows), Buffer.from(bytes)]));
  }

  output(offset, bytes) {
    this.socket.send(Buffer.concat([Buffer.of(1), u64(offset), Buffer.from(bytes)]));
  }

  deflated(offset, length, deflate) {
    this.socket.send(Buffer.concat([Buffer.of(5), u64(offset), u32(length), deflate]));
  }

  resize(offset, cols, rows) {
    this.socket.send(Buffer.concat([Buffer.of(3), u64(offset), u16(cols), u16(rows)]));
  }

  /** Waits until the condition holds; it is looked at after every message. */
  async until(condition, what) {
    const limit = AbortSignal.timeout(60_000);
    while (!condition(this)) {
      try {
        await once(this, 'message', { signal: limit });
      } catch {
        throw new Error(`never: ${what}`);
      }
    }
  }

  #take(data) {
    if (data[0] === 0x10) this.input = Buffer.concat([this.input, data.subarray(1)]);
    else if (data[0] === 0x11) this.acked = Number(data.readBigUInt64BE(1));
    else if (data[0] === 0x12) {
      const request = JSON.parse(data.subarray(1).toString());
      (request.type === 'ping' ? this.pings : this.asked).push(request);
    }
    this.emit('message');
  }
}

function u64(value) {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

function u32(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function u16(value) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}
