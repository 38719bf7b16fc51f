/** Colours as `#rrggbb`, and whether they can be told from each other (WCAG 2). */

/** What a terminal's colours are made of. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  /** The first sixteen of the 256. */
  readonly palette: readonly string[];
}

/** The steps of the cube of colours 16 to 231 (xterm's 256colres.h). */
const STEPS = [0, 95, 135, 175, 215, 255] as const;

/** One of 256 colours. */
export function indexed(index: number, { palette, foreground }: Palette): string {
  if (index < 16) return palette[index] ?? foreground;
  if (index >= 232) return hex(Array<number>(3).fill(8 + 10 * (index - 232)));
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map((step) => STEPS[step] ?? 0));
}

/** A colour of 24 bits. */
export function rgb(value: number): string {
  return `#${value.toString(16).padStart(6, '0')}`;
}

/** Whether a ground is one for light letters. */
export function isDark(ground: string): boolean {
  return luminance(parts(ground)) < 0.2;
}

/** From 1 for the same colour to 21 for black and white. */
export function contrast(one: string, two: string): number {
  const [a, b] = [luminance(parts(one)), luminance(parts(two))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The colour, darker or lighter as far as it takes to be read on that ground. */
export function readable(colour: string, ground: string, ratio: number): string {
  if (contrast(colour, ground) >= ratio) return colour;
  const end = contrast('#000000', ground) > contrast('#ffffff', ground) ? 0 : 255;
  const from = parts(colour);
  for (let share = 0.1; share < 1; share += 0.1) {
    const nearer = hex(from.map((part) => Math.round(part + (end - part) * share)));
    if (contrast(nearer, ground) >= ratio) return nearer;
  }
  return hex([end, end, end]);
}

function parts(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(channels: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = channels.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
