import { FONT } from './theme';

/** Fonts for terminals which people may have; none is loaded from anywhere. */
const KNOWN = [
  'Cascadia Mono',
  'Consolas',
  'Courier New',
  'DejaVu Sans Mono',
  'Fira Code',
  'Hack',
  'IBM Plex Mono',
  'Iosevka',
  'JetBrains Mono',
  'Liberation Mono',
  'Menlo',
  'Monaco',
  'Noto Sans Mono',
  'Roboto Mono',
  'SF Mono',
  'Source Code Pro',
  'Ubuntu Mono',
] as const;

/** Those of them that this computer has: text in them is not as wide as in two fonts that differ. */
export function installedFonts(): string[] {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return [];
  const width = (family: string) => {
    context.font = `72px ${family}`;
    return context.measureText('mmmmmmlli0').width;
  };
  const [serif, sans] = [width('serif'), width('sans-serif')];
  return KNOWN.filter((name) => width(`"${name}", serif`) !== serif && width(`"${name}", sans-serif`) !== sans);
}

/** The list of families to draw with: the chosen one first, where it is one that is known. */
export function familyOf(chosen: string): string {
  return KNOWN.some((name) => name === chosen) ? `"${chosen}", ${FONT}` : FONT;
}
