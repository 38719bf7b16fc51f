/**
 * `window.jshare`: what end-to-end tests read. It reads only, and knows no more than what is on the screen: the token,
 * the socket and the terminal itself cannot be reached through it.
 *
 * - `jshare.state()`: connection, session, sizes, offsets.
 * - `jshare.screen({ scrollback })`: cells, cursor and modes of the active buffer, with the lines above the screen if
 *   asked for. A cell that a wide character covers has the width 0 and no text.
 */

import type { Client } from './client';
import { readScreen } from './cellReader';
import type { TerminalView } from './terminal';

export function offerTestHook(terminal: TerminalView, client: () => Client | undefined): void {
  const hook = Object.freeze({
    version: 1,
    state: () => {
      const now = client();
      return {
        ...now?.state,
        ...now?.offsets,
        cols: terminal.xterm.cols,
        rows: terminal.xterm.rows,
        renderer: terminal.renderer,
        fontSize: terminal.xterm.options.fontSize,
        roundTrip: now?.roundTrip,
      };
    },
    screen: (options: { scrollback?: boolean } = {}) => readScreen(terminal, options.scrollback === true),
  });
  Object.defineProperty(window, 'jshare', { value: hook });
}
