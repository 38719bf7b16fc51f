/* What runs inside the page uses its globals by `globalThis`. */

import { keepNotices, typeAtOnce } from '../test/browser/browser.mjs';

/** One person's browser window with a link open in it, and a log of everything it did. */
export class Viewer {
  #requests = [];
  #complaints = [];

  static async open(browser, { url, width = 1280, height = 800, scale = 1 }) {
    const viewer = new Viewer();
    const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: scale });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await context.addInitScript(() => {
      globalThis.violations = [];
      globalThis.document.addEventListener('securitypolicyviolation', (event) => {
        globalThis.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
      });
    });
    await context.addInitScript(keepNotices);
    context.on('request', (request) => viewer.#requests.push(request.url()));
    context.setDefaultTimeout(120_000);
    viewer.page = await context.newPage();
    viewer.page.on('websocket', (socket) => viewer.#requests.push(socket.url()));
    viewer.page.on('pageerror', (error) => viewer.#complaints.push(`exception: ${error}`));
    viewer.page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) viewer.#complaints.push(message.text());
    });
    await viewer.page.goto(url);
    await viewer.#ready();
    return viewer;
  }

  /** What a person sees beside the terminal. */
  look() {
    return this.page.evaluate(() => {
      const { document, jshare, location, notices, violations } = globalThis;
      const shown = (id) => {
        const found = document.getElementById(id);
        return found === null || !found.checkVisibility() ? '' : found.innerText;
      };
      return {
        ...jshare?.state(),
        title: document.title,
        url: location.href,
        overlay: shown('overlay'),
        notices, // All that there were: each is gone after a few seconds.
        people: shown('people'),
        role: shown('role'),
        ask: shown('ask'),
        typist: shown('typist'),
        chat: document.getElementById('chat').checkVisibility(),
        terminal: document.getElementById('terminal').checkVisibility({ visibilityProperty: true }),
        violations,
      };
    });
  }

  screen() {
    return this.page.evaluate(() => globalThis.jshare.screen());
  }

  /** The text of the screen, and of the lines above it if asked for. */
  text({ scrollback }) {
    return this.page.evaluate(
      (scrollback) =>
        globalThis.jshare
          .screen({ scrollback })
          .lines.map((line) => line.text.trimEnd())
          .join('\n'),
      scrollback !== undefined,
    );
  }

  /**
   * All of the terminal, with the lines above its screen if asked for: cursor and modes, then the lines; `{…}` stands
   * before cells of another look or width. What nobody can see is left out: how a blank would show text.
   */
  everything({ scrollback }) {
    return this.page.evaluate((scrollback) => {
      const painted = ['inverse', 'underline', 'strikethrough', 'overline'];
      const seen = ({ text, width, fg, bg, attributes }) => {
        if (width === 0 && text === '') return '{}';
        const blank = text === '' && !attributes.some((name) => painted.includes(name));
        return blank ? `{${bg}}` : `{${width} ${fg} ${bg} ${attributes}}`;
      };
      const { lines, ...rest } = globalThis.jshare.screen({ scrollback });
      const drawn = lines.map(({ cells, wrapped }) => {
        let line = wrapped ? '+' : ' ';
        let last = '';
        for (const cell of cells) {
          const now = seen(cell);
          line += (now === last ? '' : now) + (cell.text === '' ? '·' : cell.text);
          last = now;
        }
        return line;
      });
      return [JSON.stringify(rest), ...drawn];
    }, scrollback !== undefined);
  }

  /** The text of an element of any page. */
  innerText({ selector }) {
    return this.page.locator(selector).innerText();
  }

  press({ key }) {
    return this.page.keyboard.press(key);
  }

  click({ id }) {
    return this.page.locator(`#${id}`).click();
  }

  type({ text }) {
    return this.page.keyboard.type(text);
  }

  /** Pastes through the clipboard, by the keys that a person uses. */
  async paste({ text }) {
    await this.page.evaluate((text) => globalThis.navigator.clipboard.writeText(text), text);
    await this.page.keyboard.press('Control+Shift+V');
  }

  async reload() {
    await this.page.reload();
    await this.#ready();
  }

  /** The page's script waits for the screen a moment, and a window is loaded before that. Other pages have none. */
  async #ready() {
    await this.page.waitForFunction(
      () => globalThis.jshare !== undefined || globalThis.document.querySelector('#terminal') === null,
    );
  }

  /** Types letters in one turn of the page, and gives what is guessed right after; for no letters what is guessed now. */
  typeAtOnce({ text }) {
    return this.page.evaluate(typeAtOnce, text);
  }

  /** From now on notes what is guessed. */
  watchEcho() {
    return this.page.evaluate(() => {
      const { document, MutationObserver } = globalThis;
      globalThis.guessed = [];
      const look = () => {
        const text = [...document.querySelectorAll('#echo .guess')].map((cell) => cell.textContent).join('');
        if (text !== globalThis.guessed.at(-1)) globalThis.guessed.push(text);
      };
      new MutationObserver(look).observe(document.querySelector('#echo'), { childList: true, subtree: true });
    });
  }

  /** Every text that was guessed meanwhile. */
  echo() {
    return this.page.evaluate(() => globalThis.guessed);
  }

  /** Everything asked of any server, and every error and warning of the console, since the window was opened. */
  log() {
    return { requests: this.#requests, complaints: this.#complaints };
  }

  async picture({ path }) {
    await this.page.screenshot({ path });
  }

  async close() {
    await this.page.context().close();
  }
}
