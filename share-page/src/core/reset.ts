/**
 * Makes an xterm.js terminal one that was never fed anything, in band and thus in order with what was written before
 * (`Terminal.reset()` is neither, and forgets less). In turn: CAN drops an unfinished sequence without acting on it;
 * ESC c (RIS) resets parser, screen, cursor, modes and charsets; and the rest is what RIS leaves alone in xterm.js:
 * the palette (OSC 104, 110, 111, 112), new line mode (20), cursor blinking (?12) and the hidden cursor (?25).
 */
export const RESET = '\x18\x1bc\x1b]104\x1b\\\x1b]110\x1b\\\x1b]111\x1b\\\x1b]112\x1b\\\x1b[20l\x1b[?12l\x1b[?25h';
