import { letterOf } from '../core/keys';
import { Disposables } from './disposables';
import { element, setText } from './elements';
import type { TerminalView } from './terminal';

/** Finds text on the screen and above it, as far as the host has lines. */
export class Search {
  private readonly own = new Disposables();
  private readonly root = element('search-bar');
  private readonly input = element('search-text') as HTMLInputElement;
  private readonly matches = element('search-count');
  private readonly button = element('search');

  /** Whether there are lines on their way, in which it may be. */
  private waiting = false;
  /** Whether they did not come; they are asked for again when the bar is opened again. */
  private failed = false;

  /** `more` has the lines sent that are not here; false: these are all, else it tells when they came, or that they do not. */
  constructor(
    private readonly terminal: TerminalView,
    private readonly more: (ready: (came: boolean) => void) => boolean,
  ) {
    this.own.listen(this.button, 'click', () => {
      if (this.root.hidden) this.open();
      else this.close();
    });
    this.own.listen(
      window,
      'keydown',
      (event) => {
        const { ctrlKey, metaKey, shiftKey } = event as KeyboardEvent;
        if (!((ctrlKey && shiftKey) || metaKey) || letterOf(event as KeyboardEvent) !== 'f') return;
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
    this.failed = false;
    this.button.setAttribute('aria-expanded', 'false');
    this.terminal.endSearch();
    this.terminal.xterm.focus();
  }

  private find(down: boolean, incremental: boolean): void {
    const text = this.input.value;
    if (text === '') {
      this.terminal.endSearch();
      setText(this.matches, '');
      return;
    }
    this.waiting =
      !this.failed &&
      this.terminal.xterm.buffer.active.type === 'normal' &&
      this.more((came) => {
        if (this.root.hidden) return;
        this.failed = !came;
        this.find(false, true);
      });
    if (!this.terminal.search(text, down, incremental)) this.nothing();
  }

  private nothing(): void {
    setText(this.matches, this.waiting ? 'Looking…' : 'Not found');
  }

  private count(index: number, count: number): void {
    if (this.root.hidden || this.input.value === '') return;
    if (count === 0) {
      this.nothing();
      return;
    }
    const all = count >= this.terminal.mostMatches ? `${count} or more` : String(count);
    setText(this.matches, index < 0 ? all : `${index + 1} of ${all}`);
  }
}
