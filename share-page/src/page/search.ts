import { Disposables } from './disposables';
import { element, setText } from './elements';
import type { TerminalView } from './terminal';

/** Finds text on the screen and above it. */
export class Search {
  private readonly own = new Disposables();
  private readonly root = element('search-bar');
  private readonly input = element('search-text') as HTMLInputElement;
  private readonly matches = element('search-count');
  private readonly button = element('search');

  constructor(private readonly terminal: TerminalView) {
    this.own.listen(this.button, 'click', () => {
      if (this.root.hidden) this.open();
      else this.close();
    });
    this.own.listen(
      window,
      'keydown',
      (event) => {
        const { key, ctrlKey, metaKey, shiftKey } = event as KeyboardEvent;
        if (!((ctrlKey && shiftKey) || metaKey) || key.toLowerCase() !== 'f') return;
        event.preventDefault();
        event.stopPropagation();
        this.open();
      },
      { capture: true },
    );
    this.own.listen(this.input, 'input', () => {
      this.find(false, true);
    });
    this.own.listen(this.root, 'keydown', (event) => {
      const { key, shiftKey } = event as KeyboardEvent;
      if (key === 'Escape') this.close();
      // The newest lines are at the end: looking for more goes up.
      if (key === 'Enter' && event.target === this.input) this.find(shiftKey, false);
    });
    this.own.listen(element('search-up'), 'click', () => {
      this.find(false, false);
    });
    this.own.listen(element('search-down'), 'click', () => {
      this.find(true, false);
    });
    this.own.listen(element('search-close'), 'click', () => {
      this.close();
    });
    this.own.add(
      terminal.onMatches(({ resultIndex, resultCount }) => {
        this.count(resultIndex, resultCount);
      }),
    );
  }

  dispose(): void {
    this.own.dispose();
  }

  private open(): void {
    this.root.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.input.select();
    this.input.focus();
    if (this.input.value !== '') this.find(false, true);
  }

  private close(): void {
    this.root.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
    this.terminal.endSearch();
    this.terminal.xterm.focus();
  }

  private find(down: boolean, incremental: boolean): void {
    const text = this.input.value;
    if (text === '') {
      this.terminal.endSearch();
      setText(this.matches, '');
    } else if (!this.terminal.search(text, down, incremental)) setText(this.matches, 'Not found');
  }

  private count(index: number, count: number): void {
    if (this.root.hidden || this.input.value === '') return;
    const all = count >= this.terminal.mostMatches ? `${count} or more` : String(count);
    setText(this.matches, count === 0 ? 'Not found' : index < 0 ? all : `${index + 1} of ${all}`);
  }
}
