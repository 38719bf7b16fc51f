/** How the terminal looks before a program changes its colours. */

import { isDark } from '../core/colour';
import type { HostColours } from '../core/messages';

export const FONT =
  '"Cascadia Mono", "JetBrains Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

export interface Theme {
  readonly id: string;
  readonly name: string;
  readonly dark: boolean;
  readonly background: string;
  readonly foreground: string;
  /** That of the letters where it is left out. */
  readonly cursor?: string;
  /** The sixteen colours of ECMA-48's SGR 30 to 37 and their bright ones, in that order. */
  readonly palette: readonly string[];
}

function theme(id: string, name: string, dark: boolean, colours: string): Theme {
  const [background = '', foreground = '', ...palette] = colours.split(' ').map((colour) => `#${colour}`);
  return { id, name, dark, background, foreground, palette };
}

/** What follows the system: dark as most hosts have it, or light. */
const MIDNIGHT = theme(
  'midnight',
  'Midnight',
  true,
  '000000 e4e4e7 1c1c1f e5534b 57ab5a d4a72c 539bf5 b083f0 39c5cf c9c9cf 71717a ff7b72 7ee787 f2cc60 79c0ff d2a8ff 76e3ea ffffff',
);
const PAPER = theme(
  'paper',
  'Paper',
  false,
  'ffffff 24292f 24292f c21f2e 116329 7d4e00 0860ca 7a3fc9 146b75 6e7781 57606a a40e26 1a7f37 633c01 1f6feb 8250df 2b7d89 8c959f',
);

/** `system` stands for one of these, and is no theme of its own. */
export const THEMES: readonly Theme[] = [
  MIDNIGHT,
  theme(
    'slate',
    'Slate',
    true,
    '1e2128 d7dae0 2b2f38 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 abb2bf 6b7280 f08a92 b1d99a f0d399 83c3f7 d896ea 7fd0da ffffff',
  ),
  theme(
    'nord',
    'Nord',
    true,
    '2e3440 d8dee9 3b4252 bf616a a3be8c ebcb8b 81a1c1 b48ead 88c0d0 e5e9f0 6f7a91 d08770 b4cf9d f0d9a5 8fb2d6 c4a0be 8fbcbb eceff4',
  ),
  theme(
    'dracula',
    'Dracula',
    true,
    '282a36 f8f8f2 21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff',
  ),
  theme(
    'gruvbox',
    'Gruvbox',
    true,
    '282828 ebdbb2 3c3836 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2',
  ),
  theme(
    'tokyo',
    'Tokyo Night',
    true,
    '1a1b26 c0caf5 15161e f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff a9b1d6 565f89 ff8fa3 b4e07f f0c587 94b6ff cdb2ff 98dcff c0caf5',
  ),
  theme(
    'solarized-dark',
    'Solarized Dark',
    true,
    '002b36 93a1a1 073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 586e75 cb4b16 9fb31a cfa11a 4ba3e3 6c71c4 3fb8af fdf6e3',
  ),
  PAPER,
  theme(
    'solarized-light',
    'Solarized Light',
    false,
    'fdf6e3 586e75 073642 dc322f 718200 b58900 268bd2 d33682 2aa198 93a1a1 657b83 cb4b16 586e00 8f6c00 1b6ea8 6c71c4 1f7a73 002b36',
  ),
  theme(
    'latte',
    'Latte',
    false,
    'eff1f5 4c4f69 5c5f77 d20f39 2f7d1f a86400 1e66f5 c0409e 14777d 8c8fa1 6c6f85 b30c31 276b19 8f5500 1857d6 a23385 0f666b 4c4f69',
  ),
];

/** The id of the theme that is as the host's terminal, where its colours are known. */
export const HOST = 'host';

/** The host's colours as a theme; of the sixteen, if they are not known, those that suit its ground. */
export function hostTheme({ foreground, background, cursor, colors }: HostColours): Theme {
  const dark = isDark(background);
  const palette = colors ?? (dark ? MIDNIGHT : PAPER).palette;
  const known = { id: HOST, name: 'Host’s colours', dark, background, foreground, palette };
  return cursor === undefined ? known : { ...known, cursor };
}

/**
 * How readable letters are made on whatever ground a program gives them (AA of WCAG 2): programs mean their colours for a
 * dark ground and a dark blue.
 */
export const READABLE = 4.5;

/** The theme of that id; for any other, or the host's where that is not known, that of the system. */
export function themeOf(id: string, systemDark: boolean, host?: Theme): Theme {
  if (id === HOST && host !== undefined) return host;
  return THEMES.find((theme) => theme.id === id) ?? (systemDark ? MIDNIGHT : PAPER);
}

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** A theme as xterm.js takes it. */
export function xtermTheme({ dark, background, foreground, palette, cursor = foreground }: Theme) {
  const slider = dark ? '#ffffff' : '#000000';
  const colours = palette.map((colour, i) => {
    const name = NAMES[i % 8] ?? '';
    return [i < 8 ? name : `bright${name.charAt(0).toUpperCase()}${name.slice(1)}`, colour];
  });
  return {
    background,
    foreground,
    cursor,
    cursorAccent: background,
    selectionBackground: dark ? '#3b82f680' : '#3b82f640',
    scrollbarSliderBackground: `${slider}26`,
    scrollbarSliderHoverBackground: `${slider}40`,
    scrollbarSliderActiveBackground: `${slider}59`,
    ...(Object.fromEntries(colours) as Record<string, string>),
  };
}
