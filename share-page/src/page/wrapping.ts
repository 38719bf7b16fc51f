import type { Palette } from '../core/colour';
import { boundedLetters, type Settings } from '../core/settings';
import { Disposables } from './disposables';
import { element } from './elements';
import { Reflow } from './reflow';
import type { TerminalView } from './terminal';

export interface WrappingChoices {
  change(part: Partial<Settings>): void;
  say(text: string): void;
}

/** Whether lines are wrapped to the window; programs that take the whole screen are shown as they are. */
export class Wrapping {
  private readonly own = new Disposables();
  private readonly button = element('wrap');
  private readonly reflow: Reflow;
  private on = false;
  private letters = 0;

  constructor(
    private readonly terminal: TerminalView,
    private readonly choices: WrappingChoices,
  ) {
    this.reflow = this.own.add(new Reflow(terminal));
    this.own.listen(this.button, 'click', () => {
      choices.change({ wrap: !this.on });
      this.explain();
      terminal.xterm.focus();
    });
    this.own.add(
      terminal.xterm.buffer.onBufferChange(() => {
        this.explain();
        this.apply();
      }),
    );
  }

  /** Whether wrapped lines are what is seen. */
  get active(): boolean {
    return this.on && this.terminal.xterm.buffer.active.type === 'normal';
  }

  /** What is selected of the wrapped lines. */
  get selected(): string {
    return this.active ? this.reflow.selected : '';
  }

  show({ wrap, letters }: Settings): void {
    this.on = wrap;
    this.letters = letters;
    this.button.setAttribute('aria-pressed', String(wrap));
    this.reflow.fontSize = letters;
    this.apply();
  }

  dress(palette: Palette, ratio: number): void {
    this.reflow.dress(palette, ratio);
  }

  /** Somebody types: the newest lines are what matters. */
  back(): void {
    if (this.active) this.reflow.toEnd();
  }

  /** Shows what an input method is putting together, behind which xterm.js would show it where nobody sees. */
  compose(text: string): void {
    this.reflow.composed = text;
  }

  /** Makes letters larger or smaller, or as by default; false: nothing is wrapped. */
  step(direction: 1 | -1 | 0): boolean {
    if (!this.active) return false;
    this.choices.change({ letters: boundedLetters(direction === 0 ? undefined : this.letters + direction) });
    return true;
  }

  dispose(): void {
    this.own.dispose();
  }

  /** Says why nothing is wrapped where that was wished for. */
  private explain(): void {
    if (this.on && !this.active) this.choices.say('This program takes the whole screen: not wrapped');
  }

  private apply(): void {
    this.reflow.show(this.active);
  }
}
