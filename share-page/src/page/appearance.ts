import type { Settings } from '../core/settings';
import { Disposables } from './disposables';
import { element } from './elements';
import { familyOf } from './fonts';
import type { TerminalView } from './terminal';
import { themeOf, type Theme } from './theme';

const DARK = '(prefers-color-scheme: dark)';

/** The theme that holds by the settings, and by what the system says. */
export function themeFor(settings: Settings): Theme {
  return themeOf(settings.theme, window.matchMedia(DARK).matches);
}

/** Dresses the terminal, and the page around it, as the settings and the system say. */
export class Appearance {
  private readonly own = new Disposables();
  private readonly system = window.matchMedia(DARK);
  private chosen = 'system';
  private host: Theme | undefined;
  private worn: Theme | undefined;

  /** `dressed` is told which theme holds now. */
  constructor(
    private readonly terminal: TerminalView,
    private readonly dressed: (theme: Theme) => void,
  ) {
    this.own.listen(this.system, 'change', () => {
      this.dress();
    });
  }

  apply(settings: Settings): void {
    this.chosen = settings.theme;
    this.terminal.cursorStyle = settings.cursor;
    element('reflow').dataset['cursor'] = settings.cursor;
    const family = familyOf(settings.font);
    this.terminal.fontFamily = family;
    document.documentElement.style.setProperty('--font', family);
    this.dress();
  }

  /** What is seen now. */
  get theme(): Theme {
    return themeOf(this.chosen, this.system.matches, this.host);
  }

  /** The host's own theme is this, or is not known. */
  offer(host: Theme | undefined): void {
    this.host = host;
    this.dress();
  }

  dispose(): void {
    this.own.dispose();
  }

  private dress(): void {
    const { theme } = this;
    if (theme === this.worn) return; // The terminal would lose the colours that a program has set.
    this.worn = theme;
    document.documentElement.dataset['scheme'] = theme.dark ? 'dark' : 'light';
    document.documentElement.style.setProperty('--ground', theme.background);
    document.documentElement.style.setProperty('--cursor', theme.cursor ?? theme.foreground);
    this.terminal.dress(theme);
    this.dressed(theme);
  }
}
