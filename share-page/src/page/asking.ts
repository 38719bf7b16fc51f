import type { ViewerState } from '../core/viewer';
import { isHere } from '../core/words';
import type { Disposable } from './disposables';
import { element, setText } from './elements';

/** The button by which those who only watch ask to type. */
export class Asking implements Disposable {
  private readonly button = element('ask') as HTMLButtonElement;

  constructor(ask: () => void) {
    this.button.onclick = ask;
  }

  show({ role, asking, limits, phase }: ViewerState): void {
    const hidden = limits === undefined || role === 'type' || asking === 'never' || !isHere(phase);
    // What is hidden loses the focus, and with it the keys would go nowhere.
    if (hidden && document.activeElement === this.button) element('people').focus();
    this.button.hidden = hidden;
    setText(this.button, asking === 'pending' ? 'Asked…' : 'Ask to type');
    // Not disabled: that would take the focus from who has just pressed it.
    this.button.setAttribute('aria-disabled', String(asking === 'pending'));
  }

  dispose(): void {
    this.button.onclick = null;
  }
}
