import './headStart';
import './style.css';
import { linkAt } from '../core/link';
import { readSettings, type Settings } from '../core/settings';
import { cardFor, NO_LINK, NOWHERE, PAUSED, refusal } from '../core/words';
import type { HostColours } from '../core/messages';
import type { ViewerState } from '../core/viewer';
import { Appearance, themeFor } from './appearance';
import { Asking } from './asking';
import { Bar } from './bar';
import { Chat } from './chat';
import { Client } from './client';
import { Composing } from './composing';
import { ConnectionPanel } from './connectionPanel';
import { DebugDrawer } from './debugDrawer';
import { Disposables } from './disposables';
import { element } from './elements';
import { Echo } from './echo';
import { Fitter } from './fitter';
import { familyOf } from './fonts';
import { Follower } from './follower';
import { FullScreen } from './fullScreen';
import { givenName, NAME_KEY } from './givenName';
import { LinkOpener } from './links';
import { LongPress } from './longPress';
import { NameBar } from './nameBar';
import { Notices } from './notices';
import { Overlay } from './overlay';
import { PasteBar } from './pasteBar';
import { People } from './people';
import { Search } from './search';
import { SettingsPanel } from './settingsPanel';
import { recall, remember } from './storage';
import { offerTestHook } from './testHook';
import { ScreenReaderSwitch } from './screenReader';
import { hasGraphics } from './graphics';
import { giveStrayKey } from './strayKeys';
import { isSupported } from './support';
import { TakeAway } from './takeAway';
import { TerminalView } from './terminal';
import { HOST, hostTheme, READABLE, THEMES } from './theme';
import { TouchKeys } from './touchKeys';
import { leaveTicket, takeTicket, takeToken } from './tokens';
import { Wrapping } from './wrapping';
import { Zoom } from './zoom';

const SETTINGS_KEY = 'jshare.settings';
/** What the address says, in front of the `#`. */
const wanted = new URLSearchParams(window.location.search);
const supported = isSupported();

let settings = readSettings(recall(SETTINGS_KEY), [HOST, ...THEMES.map(({ id }) => id)]);
const own = new Disposables();
let client: Client | undefined;

const notices = new Notices();
const overlay = new Overlay(() => client?.start());
const bar = own.add(new Bar(() => client?.wake()));
const terminal = own.add(
  new TerminalView(
    element('terminal'),
    {
      input: (bytes) => {
        zoom.back();
        wrapping.back();
        send(bytes);
      },
      pointed: send,
      transform: (text) => touchKeys.transform(text),
      refused: () => {
        notices.hint(client === undefined ? NOWHERE : refusal(client.state));
      },
      resized: () => {
        fitter.fit();
      },
      scrolled: (above, atTop, atBottom) => {
        client?.scrolled(above, atTop, atBottom);
      },
    },
    new LinkOpener(element('target')),
    { theme: themeFor(settings), family: familyOf(settings.font), cursor: settings.cursor },
  ),
);
const touchKeys: TouchKeys = own.add(
  new TouchKeys({
    finish: () => composing?.finish(),
    application: () => terminal.xterm.modes.applicationCursorKeysMode,
    type: (text) => {
      terminal.type(text);
    },
    paste: (text) => {
      terminal.pasteText(text);
    },
    askForPaste: () => {
      pasteBar.open();
    },
  }),
);
const pasteBar = own.add(
  new PasteBar(
    (text) => {
      terminal.pasteText(text);
    },
    () => {
      terminal.xterm.focus();
    },
  ),
);
const { textarea } = terminal.xterm;
const composing =
  textarea === undefined
    ? undefined
    : own.add(
        new Composing(
          textarea,
          (text) => {
            wrapping.compose(text);
            // Ctrl and Alt are for a key, and not for a word that begins with it.
            if (text !== '' && touchKeys.holding) window.setTimeout(() => composing?.finish());
          },
          (text) => {
            terminal.type(touchKeys.transform(text));
          },
        ),
      );
const echo: Echo = own.add(new Echo(terminal, () => client));
own.add(
  new ScreenReaderSwitch((on) => {
    terminal.xterm.options.screenReaderMode = on;
  }),
);
const stage = element('stage');
const follower = own.add(new Follower(stage, terminal));
const fitter: Fitter = own.add(
  new Fitter(stage, terminal, () => {
    follower.request();
  }),
);
const wrapping: Wrapping = own.add(
  new Wrapping(terminal, {
    change,
    say: (text) => {
      notices.say(text);
    },
  }),
);
const appearance = own.add(
  new Appearance(terminal, (theme) => {
    wrapping.dress(theme, READABLE);
    // What a program has set of the colours is gone with those of before; a snapshot has it.
    if (client?.state.shown === true) client.refresh();
  }),
);
own.add(new Search(terminal, (ready) => client?.state.paused === false && client.more(terminal.linesAbove, ready)));
function send(bytes: Uint8Array): void {
  if (client?.type(bytes) === false) notices.hint(NOWHERE);
  else if (client?.state.locked === true) notices.hint('Only the host types at the moment');
  else if (client?.state.paused === false) echo.typed(bytes);
}

function change(part: Partial<Settings>): void {
  settings = { ...settings, ...part };
  remember(SETTINGS_KEY, JSON.stringify(settings));
  apply();
}

function apply(): void {
  appearance.apply(settings);
  fitter.request();
  follower.on = settings.follow;
  wrapping.show(settings);
  settingsPanel.show(settings);
}

const takeAway = own.add(
  new TakeAway(
    terminal,
    () => wrapping.selected,
    () => {
      const theme = appearance.theme;
      return { palette: theme, ratio: READABLE, family: familyOf(settings.font) };
    },
    () => client?.state.paused !== true,
    (text) => {
      notices.say(text);
    },
  ),
);
// Before the gestures that move and zoom, which it keeps from them once it selects.
own.add(
  new LongPress(stage, terminal, () => {
    takeAway.copy(false);
  }),
);
const zoom: Zoom = own.add(
  new Zoom(stage, terminal, fitter, follower, {
    chosen: (zoom) => {
      change({ zoom });
      notices.say(zoom === 1 ? 'The whole terminal' : `${Math.round(zoom * 100)} %`);
    },
    instead: (direction) => wrapping.step(direction),
  }),
);
const settingsPanel = own.add(
  new SettingsPanel({
    change,
    zoom: (direction) => {
      zoom.step(direction);
    },
  }),
);
own.add(
  new FullScreen((text) => {
    notices.say(text);
  }),
);
let selecting = false;
for (const place of ['terminal', 'reflow']) {
  own.listen(
    element(place),
    'mousedown',
    () => {
      selecting = true;
    },
    { capture: true },
  );
}
// When the selection is made, not while it grows; that may be anywhere, outside of the window as well.
own.listen(window, 'mouseup', () => {
  const selected = selecting && (terminal.xterm.hasSelection() || wrapping.selected !== '');
  selecting = false;
  if (settings.copyOnSelect && selected && terminal.copy()) notices.say('Copied');
});

const known = givenName();
/** What the viewer is called; one given in the address is not remembered. */
let ownName = known ?? '';

function rename(name: string): void {
  nameBar.withdraw();
  remember(NAME_KEY, name);
  people.name = name;
  if (name !== ownName) client?.rename(name);
  ownName = name;
}

function sent(done = false): boolean {
  if (!done) notices.say('Not connected: nothing was sent');
  return done;
}

const people = own.add(
  new People(ownName, {
    rename,
    leave: () => client?.leave(),
  }),
);
const nameBar = own.add(
  new NameBar(known === undefined, rename, () => {
    terminal.xterm.focus();
  }),
);
const asking = own.add(
  new Asking(
    () => client?.ask(),
    () => {
      terminal.xterm.focus();
    },
  ),
);
const chat = own.add(
  new Chat({
    say: (text) => sent(client?.say(text)),
    react: (emoji) => sent(client?.react(emoji)),
    heard: (words) => {
      notices.say(words);
    },
  }),
);
const connectionPanel = own.add(
  new ConnectionPanel(
    () => client,
    () => terminal.xterm,
  ),
);

let shown = false;
let colours: HostColours | undefined;

function show(state: ViewerState): void {
  if (state.shown && !shown) {
    shown = true;
    firstShown();
  }
  if (state.colours !== colours) {
    colours = state.colours;
    const theme = colours === undefined ? undefined : hostTheme(colours);
    settingsPanel.offer(theme);
    appearance.offer(theme);
  }
  terminal.setRole(state.role);
  bar.show(state);
  people.show(state);
  asking.show(state);
  // Whatever is not live shows what is there, and nothing else.
  if (state.phase.kind !== 'live' || state.role === 'watch' || state.paused) echo.reset();
  chat.show(state);
  connectionPanel.draw();
  const card = cardFor(state.phase, state.exit) ?? (state.paused ? PAUSED : undefined);
  // First: what is hidden cannot get the focus back.
  document.body.dataset['curtain'] = String(state.paused);
  overlay.show(card, state.shown && !state.paused);
  // Before there is a screen, which would have to make room for it.
  nameBar.offer(state.limits !== undefined && card === undefined);
  document.body.dataset['phase'] = state.phase.kind;
  document.body.dataset['role'] = state.role;
}

/** A way out of the terminal, which takes the Tab key for itself, and back. */
function walk(event: KeyboardEvent): void {
  const bar = document.querySelector('header');
  const inBar = bar?.contains(document.activeElement) === true;
  if (event.code === 'Space' && event.ctrlKey && event.shiftKey) {
    event.preventDefault();
    event.stopPropagation();
    if (inBar) terminal.xterm.focus();
    else bar?.querySelector<HTMLElement>('.quiet:not([hidden])')?.focus();
  } else if (event.key === 'Escape' && inBar && bar.querySelector('[aria-expanded=true]') === null) {
    terminal.xterm.focus();
  }
}

/** Begins, or begins again with another link. */
function visit(): void {
  const link = linkAt(window.location);
  const token = link === undefined ? undefined : takeToken(link);
  client?.stop();
  client = undefined;
  overlay.show(undefined, false);
  if (link === undefined || token === undefined) {
    overlay.show(NO_LINK, false);
    return;
  }
  const next = new Client(
    link,
    token,
    ownName,
    terminal,
    {
      changed: (state) => {
        // What an earlier visit still draws is not news.
        if (client === next) show(state);
      },
      notice: (text) => {
        notices.say(text);
      },
      talk: (talk) => {
        chat.take(talk);
      },
      refused: (text) => {
        notices.hint(text);
      },
    },
    takeTicket(link),
  );
  client = next;
  client.start();
}

/** The page goes away, perhaps to be loaded anew. */
function goAway(): void {
  if (client?.ticket !== undefined) leaveTicket(client.link, client.ticket);
}

/** The page is there again as it was. */
function comeBack(): void {
  if (client !== undefined) takeTicket(client.link);
  wakeUp();
}

function wakeUp(): void {
  if (document.visibilityState === 'visible') client?.wake();
}

function start(): void {
  fitter.zoom = settings.zoom;
  apply();
  own.listen(window, 'hashchange', visit);
  own.listen(
    window,
    'keydown',
    (event) => {
      walk(event as KeyboardEvent);
      if (terminal.xterm.textarea !== undefined) giveStrayKey(event as KeyboardEvent, terminal.xterm.textarea);
    },
    { capture: true },
  );
  own.listen(window, 'online', () => {
    client?.wake();
  });
  own.listen(window, 'pagehide', goAway);
  own.listen(window, 'pageshow', comeBack);
  own.listen(document, 'visibilitychange', wakeUp);
  if (wanted.has('debug')) own.add(new DebugDrawer(() => client, terminal));
  offerTestHook(terminal, () => client);
  visit();
  if (wanted.get('renderer') === 'webgl') terminal.accelerate();
  terminal.xterm.focus();
}

/** There is a screen for the first time. Looking for graphics takes longer than drawing it without them. */
function firstShown(): void {
  if (wanted.has('renderer')) return;
  window.setTimeout(() => {
    if (hasGraphics()) terminal.accelerate();
  }, 100);
}

document.body.dataset['phase'] = supported ? 'starting' : 'unsupported';
if (supported) start();
