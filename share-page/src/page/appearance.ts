import type { Settings } from '../core/settings';
import { Disposables } from './disposables';
import { element } from './elements';
import type { TerminalView } from './terminal';
import { FONT, themeOf, type Theme } from './theme';

/** Dresses the terminal, and the page around it, as the settings and the system say. */
export class Appearance {
  private readonly own = new Disposables();
  private readonly system = window.matchMedia('(prefers-color-scheme: dark)');
  private theme = 'system';

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
    this.theme = settings.theme;
    this.terminal.cursorStyle = settings.cursor;
    element('reflow').dataset['cursor'] = settings.cursor;
    document.documentElement.style.setProperty('--font', FONT);
    this.dress();
  }

  dispose(): void {
    this.own.dispose();
  }

  private dress(): void {
    const theme = themeOf(this.theme, this.system.matches);
    document.documentElement.dataset['scheme'] = theme.dark ? 'dark' : 'light';
    document.documentElement.style.setProperty('--ground', theme.background);
    document.documentElement.style.setProperty('--cursor', theme.foreground);
    this.terminal.dress(theme);
    this.dressed(theme);
  }
}
