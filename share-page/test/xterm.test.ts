/** What is done about xterm.js, against xterm.js: its headless build has the same parser and input handler. */

import { readFileSync } from 'node:fs';
import headless from '@xterm/headless';
import type { Terminal } from '@xterm/headless';
import { beforeEach, describe, expect, it } from 'vitest';
import { InputGate } from '../src/core/inputGate';
import { RESET } from '../src/core/reset';
import { forgetOldSize } from '../src/page/resizing';
import { saveRows } from '../src/page/savedRow';
import { limitCounts, swallowQueries } from '../src/page/guard';
import type { XtermCore } from '../src/page/xtermParts';

/** Parts of xterm.js that the tests look into or drive as the browser would. */
interface Core extends XtermCore {
  coreService: XtermCore['coreService'] & { triggerDataEvent(data: string, user: boolean): void };
  coreMouseService: { triggerMouseEvent(event: object): boolean };
  _inputHandler: Record<string, unknown>;
}

const coreOf = (terminal: Terminal) => (terminal as unknown as { _core: Core })._core;

function open(): Terminal {
  // Everything that could answer is switched on, other than on the page.
  const windowOptions = { getWinSizeChars: true, getWinSizePixels: true, getCellSizePixels: true };
  return new headless.Terminal({ cols: 20, rows: 6, scrollback: 100, allowProposedApi: true, windowOptions });
}

const write = (terminal: Terminal, data: string | Uint8Array) =>
  new Promise<void>((resolve) => {
    terminal.write(data, resolve);
  });

/** Every query that InputHandler.ts of xterm.js 6.0.0 answers, and some that a later version might. */
const QUERIES: Record<string, string> = {
  DA1: '\x1b[c',
  'DA1 with 0': '\x1b[0c',
  'DA1, eight bits': '\x9bc',
  DA2: '\x1b[>c',
  DA3: '\x1b[=c',
  'DSR status': '\x1b[5n',
  CPR: '\x1b[6n',
  DECXCPR: '\x1b[?6n',
  'DECRQM ANSI': '\x1b[4$p',
  'DECRQM private': '\x1b[?2004$p',
  XTVERSION: '\x1b[>0q',
  'DECRQSS SGR': '\x1bP$qm\x1b\\',
  'DECRQSS DECSTBM': '\x1bP$qr\x1b\\',
  'DECRQSS DECSCUSR': '\x1bP$q q\x1b\\',
  'DECRQSS DECSCA': '\x1bP$q"q\x1b\\',
  'DECRQSS DECSCL': '\x1bP$q"p\x1b\\',
  'DECRQSS of nothing': '\x1bP$qxyz\x1b\\',
  XTGETTCAP: '\x1bP+q544e\x1b\\',
  'OSC 4': '\x1b]4;1;?\x07',
  'OSC 4 twice': '\x1b]4;1;?;2;?\x1b\\',
  'OSC 4 set and asked': '\x1b]4;1;rgb:11/22/33;2;?\x1b\\',
  'OSC 10': '\x1b]10;?\x07',
  'OSC 11': '\x1b]11;?\x1b\\',
  'OSC 12': '\x1b]12;?\x07',
  'OSC 10 to 12': '\x1b]10;?;?;?\x07',
  'OSC 52': '\x1b]52;c;?\x07',
  'window size in cells': '\x1b[18t',
  'window size in pixels': '\x1b[14t',
  'cell size': '\x1b[16t',
  'focus reports': '\x1b[?1004h',
};

describe('answers of xterm.js', () => {
  let terminal: Terminal;
  let left: string[];

  beforeEach(() => {
    terminal = open();
    left = [];
    const gate = new InputGate();
    coreOf(terminal).coreService.onUserInput(() => {
      gate.announce();
    });
    terminal.onData((data) => {
      if (gate.passes()) left.push(data);
    });
  });

  it('would be given without the guard', async () => {
    let answers = 0;
    terminal.onData(() => answers++);
    for (const query of Object.values(QUERIES)) await write(terminal, query);
    expect(answers).toBeGreaterThanOrEqual(16);
  });

  it.each(Object.entries(QUERIES))('%s: none leaves through the gate, however it is cut', async (_name, query) => {
    const bytes = new TextEncoder().encode(query);
    for (let cut = 0; cut <= bytes.length; cut++) {
      await write(terminal, bytes.subarray(0, cut));
      await write(terminal, bytes.subarray(cut));
    }
    expect(left).toEqual([]);
  });

  it('are not even made where a handler can swallow the query', async () => {
    swallowQueries(terminal.parser);
    const made: string[] = [];
    terminal.onData((data) => made.push(data));
    for (const [name, query] of Object.entries(QUERIES)) {
      const mixed = ['OSC 4 set and asked'].includes(name);
      if (!mixed && !query.endsWith('t')) await write(terminal, query);
    }
    expect(made).toEqual([]);
  });

  it('are still dropped when somebody types at the same time', async () => {
    const core = coreOf(terminal);
    core.coreService.triggerDataEvent('a', true);
    await write(terminal, '\x1b[c\x1b[6n');
    core.coreService.triggerDataEvent('b', true);
    await write(terminal, '\x1b[5n');
    expect(left).toEqual(['a', 'b']);
  });

  it('do not keep mouse reports from leaving', async () => {
    await write(terminal, '\x1b[?1000h\x1b[?1006h\x1b[c');
    coreOf(terminal).coreMouseService.triggerMouseEvent({ col: 2, row: 3, button: 0, action: 1, ctrl: false });
    expect(left).toEqual(['\x1b[<0;3;4M']);
  });

  it('are swallowed without losing what is set', async () => {
    swallowQueries(terminal.parser);
    const seen: unknown[] = [];
    const handler = coreOf(terminal)._inputHandler as unknown as { onColor(listener: (event: unknown) => void): void };
    handler.onColor((event) => seen.push(event));
    await write(terminal, '\x1b]4;1;rgb:11/22/33\x07\x1b]10;#ffffff\x07\x1b]4;1;rgb:11/22/33;2;?\x1b\\');
    expect(seen.length).toBe(3);
  });
});

describe('huge counts', () => {
  const content = 'one\r\ntwo\r\nthree\r\n\x1b[31mfour\x1b[2;3H';

  it.each(['S', 'T', 'L', 'M', '@', 'P', 'X', 'I', 'Z', ' @', ' A', "'}", "'~"])(
    'CSI 2147483647 %s does what a large one does, at once',
    async (final) => {
      const limited = open();
      limitCounts(coreOf(limited));
      await write(limited, `${content}\x1b[2147483647${final}`);
      const plain = open();
      await write(plain, `${content}\x1b[500${final}`);
      expect(picture(limited)).toEqual(picture(plain));
    },
    1000,
  );

  it('CSI 2147483647 b repeats as often as the emulator of the host', async () => {
    const limited = open();
    limitCounts(coreOf(limited));
    await write(limited, 'x\x1b[2147483647b');
    const plain = open();
    await write(plain, 'x\x1b[4096b');
    expect(picture(limited)).toEqual(picture(plain));
  }, 1000);

  it.each(['\x1b[S', '\x1b[0S', '\x1b[3L', '\x1b[2;7@', 'x\x1b[4b'])(
    'small ones stay as they are: %j',
    async (sequence) => {
      const limited = open();
      limitCounts(coreOf(limited));
      await write(limited, content + sequence);
      const plain = open();
      await write(plain, content + sequence);
      expect(picture(limited)).toEqual(picture(plain));
    },
  );
});

describe('the reset before a snapshot', () => {
  const catalogue = [
    'plain text\r\n'.repeat(300),
    '\x1b[?1049h\x1b[2J\x1b[5;5Halternate',
    '\x1b[1;31;44;4:3m\x1b[58:2::1:2:3mstyled',
    '\x1b[2;4r\x1b[?6h\x1b[?7l\x1b[4h\x1b[20h\x1b[?1h\x1b=\x1b[?45h\x1b[?66h',
    '\x1b[?25l\x1b[?12h\x1b[5 q\x1b[?2004h\x1b[?1004h\x1b[?2026h',
    '\x1b[?1003h\x1b[?1006h',
    '\x1b[?9h\x1b[?1016h',
    '\x1b(0\x1b)A\x0eabc\x1b*0\x1bn',
    '\x1b[3g\x1b[1;5H\x1bH\x1b7\x1b[3;3H\x1b[s',
    '\x1b]8;id=x;https://example.org/\x1b\\link',
    '\x1b]2;a title\x07\x1b]4;1;rgb:11/22/33\x07\x1b]10;#123456\x07',
    '\x1b[1"qprotected',
    'no end \x1b[31;4',
    'no end \x1b]2;title without an end',
    'no end \x1bP$qm',
    'no end \x1b_application',
    'a letter to repeat x',
    'wide \u6f22\u5b57 and joined e\u0301\ufe0f',
    'x'.repeat(20),
  ];

  it.each(catalogue)('makes a used terminal a new one: %j', async (dirt) => {
    const used = open();
    await write(used, dirt);
    await write(used, RESET);
    const fresh = open();
    await write(fresh, RESET);
    expect(innards(used)).toEqual(innards(fresh));
  });

  it('also behind half a character', async () => {
    const used = open();
    await write(used, Uint8Array.of(0x61, 0xe6, 0xbc));
    await write(used, new TextEncoder().encode(`${RESET}\u6f22`));
    expect(picture(used).lines[0]).toBe('\u6f22');
  });

  it('is itself nothing that a new terminal would notice', async () => {
    const reset = open();
    await write(reset, RESET);
    expect(innards(reset)).toEqual(innards(open()));
  });

  it('neither sets the unfinished title nor answers the unfinished query', async () => {
    const used = open();
    const heard: string[] = [];
    used.onTitleChange((title) => heard.push(title));
    used.onData((data) => heard.push(data));
    await write(used, `\x1b]2;unfinished${RESET}\x1bP$qm${RESET}`);
    expect(heard).toEqual([]);
  });
});

it('what a resize cut off in the alternate screen does not come back', async () => {
  const resized = (forget: boolean) => async () => {
    const terminal = open();
    await write(terminal, '\x1b[?1049h' + 'x'.repeat(20));
    for (const cols of [10, 20]) {
      terminal.resize(cols, 6);
      if (forget) forgetOldSize(coreOf(terminal));
    }
    return picture(terminal).lines[0];
  };
  expect(await resized(false)()).toBe('x'.repeat(20));
  expect(await resized(true)()).toBe('x'.repeat(10));
});

describe('the saved cursor', () => {
  const rowAfter = async (terminal: Terminal, output: string) => {
    await write(terminal, output);
    return terminal.buffer.active.cursorY;
  };
  const scrolled = '\x1b[3;4H\x1b7\x1b[6H' + '\r\n'.repeat(4);

  it('keeps its row on the screen while lines scroll away', async () => {
    const terminal = open();
    saveRows(coreOf(terminal));
    expect(await rowAfter(terminal, scrolled + '\x1b8')).toBe(2);
    expect(await rowAfter(terminal, '\r\n'.repeat(300) + '\x1b8')).toBe(2);
    expect(await rowAfter(terminal, '\x1b[3J\x1b[6H\x1b8')).toBe(2);
    expect(await rowAfter(terminal, '\x1b[?1049h\x1b[5Hx\x1b[?1049l')).toBe(2);
  });

  it('keeps it over a resize, and stays on the screen', async () => {
    const terminal = open();
    saveRows(coreOf(terminal));
    await write(terminal, 'x'.repeat(400) + '\x1b[5H\x1b7' + '\n'.repeat(9));
    terminal.resize(7, 9);
    expect(await rowAfter(terminal, '\x1b8')).toBe(4);
    terminal.resize(30, 3);
    expect(await rowAfter(terminal, '\x1b8')).toBe(2);
  });

  it('is at the top after a reset', async () => {
    const terminal = open();
    saveRows(coreOf(terminal));
    expect(await rowAfter(terminal, scrolled + '\x1b[!p\x1b8')).toBe(0);
    expect(await rowAfter(terminal, scrolled + '\x1bc\x1b[4H\x1b8')).toBe(0);
    terminal.reset();
    expect(await rowAfter(terminal, '\x1b[4H\x1b8')).toBe(0);
  });
});

it('the version is the one whose inner parts are known', () => {
  const version = (file: string) =>
    (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { version: string }).version;
  expect(version('../node_modules/@xterm/xterm/package.json')).toBe('6.0.0');
  expect(version('../node_modules/@xterm/headless/package.json')).toBe('6.0.0');
});

/** What can be seen of a terminal. */
function picture(terminal: Terminal) {
  const buffer = terminal.buffer.active;
  const lines = [];
  for (let y = 0; y < buffer.length; y++) {
    const line = buffer.getLine(y);
    lines.push(`${line?.translateToString(true) ?? ''}${line?.isWrapped === true ? ' (wrapped)' : ''}`);
  }
  return { lines, x: buffer.cursorX, y: buffer.cursorY, base: buffer.baseY, type: buffer.type };
}

/** Everything inside a terminal that output can change. */
function innards(terminal: Terminal) {
  const core = coreOf(terminal) as unknown as Record<string, Record<string, unknown>>;
  const handler = core['_inputHandler'] ?? {};
  const parser = (handler['_parser'] ?? {}) as Record<string, unknown>;
  const service = core['coreService'] ?? {};
  const charsets = core['_charsetService'] ?? {};
  const mouse = core['coreMouseService'] ?? {};
  const decoder = (handler['_utf8Decoder'] ?? {}) as { interim?: Uint8Array };
  const buffers = (core['_bufferService'] as { buffers?: Record<string, Record<string, unknown>> }).buffers ?? {};
  return {
    picture: picture(terminal),
    modes: terminal.modes,
    options: {
      blink: terminal.options.cursorBlink,
      eol: terminal.options.convertEol,
      style: terminal.options.cursorStyle,
    },
    service: { hidden: service['isCursorHidden'], modes: service['modes'], private: service['decPrivateModes'] },
    charsets: { charset: charsets['charset'], level: charsets['glevel'], all: charsets['_charsets'] },
    mouse: { protocol: mouse['activeProtocol'], encoding: mouse['activeEncoding'] },
    pen: handler['_curAttrData'],
    parser: { state: parser['currentState'], join: parser['precedingJoinState'] },
    interim: decoder.interim,
    buffers: ['_normal', '_alt'].map((name) => {
      const b = buffers[name] ?? {};
      const fields = [
        'x',
        'y',
        'ybase',
        'ydisp',
        'scrollTop',
        'scrollBottom',
        'tabs',
        'savedX',
        'savedY',
        'savedCharset',
      ];
      return [b['savedCurAttrData'], ...fields.map((field) => b[field])];
    }),
  };
}
