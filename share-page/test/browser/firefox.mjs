/** Drives the Firefox of the system by WebDriver BiDi (w3c.github.io/webdriver-bidi), with nothing but a socket. */

import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';

const PROGRAM = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

export const hasFirefox = existsSync(PROGRAM);

/** One window. Emits `log` with every error and warning of the page. */
export class Firefox extends EventEmitter {
  #ids = 0;
  #waiting = new Map();

  static async start() {
    const firefox = new Firefox();
    firefox.profile = mkdtempSync(join(tmpdir(), 'jshare-firefox-'));
    firefox.process = spawn(
      PROGRAM,
      ['--headless', '--no-remote', '--profile', firefox.profile, '--remote-debugging-port', '0', 'about:blank'],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, HOME: firefox.profile, MOZ_DISABLE_CONTENT_SANDBOX: '1' },
      },
    );
    let said = '';
    const limit = AbortSignal.timeout(60_000);
    while (!/WebDriver BiDi listening on (ws:\S+)/.test(said)) {
      const [data] = await once(firefox.process.stderr, 'data', { signal: limit });
      said += data;
    }
    firefox.process.stderr.resume();
    firefox.socket = new WebSocket(`${/WebDriver BiDi listening on (ws:\S+)/.exec(said)[1]}/session`);
    await once(firefox.socket, 'open');
    firefox.socket.on('message', (data) => firefox.#take(JSON.parse(data)));
    await firefox.ask('session.new', { capabilities: {} });
    await firefox.ask('session.subscribe', { events: ['log.entryAdded'] });
    const { contexts } = await firefox.ask('browsingContext.getTree', {});
    firefox.context = contexts[0].context;
    return firefox;
  }

  ask(method, params) {
    const id = ++this.#ids;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  open(url) {
    return this.ask('browsingContext.navigate', { context: this.context, url, wait: 'complete' });
  }

  size(width, height) {
    return this.ask('browsingContext.setViewport', { context: this.context, viewport: { width, height } });
  }

  /** The value of an expression in the page, which may be a promise. */
  async value(expression) {
    const answer = await this.ask('script.evaluate', {
      expression: `Promise.resolve(${expression}).then(JSON.stringify)`,
      target: { context: this.context },
      awaitPromise: true,
    });
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails.text);
    return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value);
  }

  /** Waits until an expression holds; it is looked at before every picture. */
  until(condition) {
    return this.value(
      `new Promise((resolve) => { const look = () => (${condition}) ? resolve(true) : requestAnimationFrame(look); look(); })`,
    );
  }

  /** Types text, or the keys of WebDriver (`\ue007` is Enter). */
  type(text) {
    const actions = Array.from(text).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return this.ask('input.performActions', { context: this.context, actions: [{ type: 'key', id: 'keys', actions }] });
  }

  async close() {
    const gone = once(this.process, 'exit');
    this.socket.terminate();
    this.process.kill();
    await gone;
    rmSync(this.profile, { recursive: true, force: true });
  }

  #take(message) {
    if (message.type === 'event') {
      if (['error', 'warn'].includes(message.params.level)) this.emit('log', message.params.text);
      return;
    }
    const { resolve, reject } = this.#waiting.get(message.id) ?? {};
    this.#waiting.delete(message.id);
    if (message.type === 'error') reject?.(new Error(`${message.error}: ${message.message}`));
    else resolve?.(message.result);
  }
}
