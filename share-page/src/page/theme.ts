/** How the terminal looks before a program changes its colours: black, as most hosts have it. */

export const FONT =
  '"Cascadia Mono", "JetBrains Mono", "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';

export const THEME = {
  background: '#000000',
  foreground: '#e4e4e7',
  cursor: '#e4e4e7',
  cursorAccent: '#000000',
  selectionBackground: '#3b82f680',
  scrollbarSliderBackground: '#ffffff26',
  scrollbarSliderHoverBackground: '#ffffff40',
  scrollbarSliderActiveBackground: '#ffffff59',
  black: '#1c1c1f',
  red: '#e5534b',
  green: '#57ab5a',
  yellow: '#d4a72c',
  blue: '#539bf5',
  magenta: '#b083f0',
  cyan: '#39c5cf',
  white: '#c9c9cf',
  brightBlack: '#71717a',
  brightRed: '#ff7b72',
  brightGreen: '#7ee787',
  brightYellow: '#f2cc60',
  brightBlue: '#79c0ff',
  brightMagenta: '#d2a8ff',
  brightCyan: '#76e3ea',
  brightWhite: '#ffffff',
} as const;
