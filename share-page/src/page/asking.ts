import type { ViewerState } from '../core/viewer';
import { isHere } from '../core/words';
import type { Disposable } from './disposables';
import { element, setText } from './elements';

/** The button by which those who only watch ask to type. */
export class Asking implements Disposable {
  private readonly button = element('ask') as HTMLButtonElement;

  /** `leave` takes the focus where the button goes away that has it. */
  constructor(
    ask: () => void,
    private readonly leave: () => void,
  ) {
    this.button.onclick = ask;
  }

  show({ role, asking, limits, phase }: ViewerState): void {
    const hidden = limits === undefined || role === 'type' || asking === 'never' || !isHere(phase);
    const left = hidden && document.activeElement === this.button;
    this.button.hidden = hidden;
    // Who was allowed to type does so at once, without a click into the terminal.
    if (left) this.leave();
    setText(this.button, asking === 'pending' ? 'Asked…' : 'Ask to type');
    // Not disabled: that would take the focus from who has just pressed it.
    this.button.setAttribute('aria-disabled', String(asking === 'pending'));
  }

  dispose(): void {
    this.button.onclick = null;
  }
}
