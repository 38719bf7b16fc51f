import type { Settings } from '../core/settings';
import { Disposables } from './disposables';
import type { TerminalView } from './terminal';
import { themeOf } from './theme';

/** Dresses the terminal, and the page around it, as the settings and the system say. */
export class Appearance {
  private readonly own = new Disposables();
  private readonly system = window.matchMedia('(prefers-color-scheme: dark)');
  private theme = 'system';

  constructor(private readonly terminal: TerminalView) {
    this.own.listen(this.system, 'change', () => {
      this.dress();
    });
  }

  apply(settings: Settings): void {
    this.theme = settings.theme;
    this.terminal.cursorStyle = settings.cursor;
    this.dress();
  }

  dispose(): void {
    this.own.dispose();
  }

  private dress(): void {
    const theme = themeOf(this.theme, this.system.matches);
    document.documentElement.dataset['scheme'] = theme.dark ? 'dark' : 'light';
    document.documentElement.style.setProperty('--ground', theme.background);
    this.terminal.dress(theme);
  }
}
