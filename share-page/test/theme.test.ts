import { describe, expect, it } from 'vitest';
import { hostTheme, THEMES, themeOf, xtermTheme } from '../src/page/theme';

/** The contrast of two colours by WCAG 2. */
function contrast(one: string, two: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('themes', () => {
  it('are many, dark and light, each with its own name', () => {
    expect(THEMES.length).toBeGreaterThanOrEqual(8);
    expect(THEMES.filter(({ dark }) => !dark).length).toBeGreaterThanOrEqual(3);
    expect(new Set(THEMES.map(({ id }) => id)).size).toBe(THEMES.length);
    expect(new Set(THEMES.map(({ name }) => name)).size).toBe(THEMES.length);
  });

  it.each(THEMES.map((theme) => [theme.name, theme] as const))('%s is whole and readable', (_name, theme) => {
    for (const colour of [theme.background, theme.foreground, ...theme.palette])
      expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    expect(theme.palette.length).toBe(16);
    expect(contrast(theme.background, theme.foreground)).toBeGreaterThan(4.5);
    expect(theme.dark).toBe(luminance(theme.background) < 0.2);
  });

  it('follow the system unless one is chosen', () => {
    expect(themeOf('system', true).id).toBe('midnight');
    expect(themeOf('system', false).id).toBe('paper');
    expect(themeOf('nord', false).id).toBe('nord');
    expect(themeOf('no such', true).id).toBe('midnight');
  });

  it('may be that of the host, as far as it is known', () => {
    const colors = Array.from({ length: 16 }, (_, i) => `#0000${(i * 16).toString(16).padStart(2, '0')}`);
    const whole = hostTheme({ foreground: '#d0d0d0', background: '#101418', cursor: '#ffcc00', colors });
    expect(themeOf('host', false, whole)).toBe(whole);
    expect(themeOf('host', false).id).toBe('paper');
    expect(themeOf('system', false, whole).id).toBe('paper');
    expect(whole.dark).toBe(true);
    expect(xtermTheme(whole)).toMatchObject({ cursor: '#ffcc00', background: '#101418', brightWhite: '#0000f0' });
    const light = hostTheme({ foreground: '#202020', background: '#fdf6e3' });
    expect(light.dark).toBe(false);
    expect(light.palette).toBe(themeOf('paper', true).palette);
    expect(xtermTheme(light).cursor).toBe('#202020');
  });

  it('name the sixteen colours as xterm.js does', () => {
    const { palette } = themeOf('nord', true);
    expect(xtermTheme(themeOf('nord', true))).toMatchObject({
      black: palette[0],
      white: palette[7],
      brightBlack: palette[8],
      brightWhite: palette[15],
      background: '#2e3440',
    });
  });
});
