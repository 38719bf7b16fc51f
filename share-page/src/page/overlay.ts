import type { Card } from '../core/words';
import { element, setText } from './elements';

/** A full page over the terminal: why there is nothing more to see. */
export class Overlay {
  private readonly root = element('overlay');
  private readonly title = element('overlay-title');
  private readonly text = element('overlay-text');
  private readonly again = element('overlay-again');
  private readonly look = element('overlay-look');
  /** What had the focus before the card took it. */
  private focused: Element | null = null;
  /** The document comes with the words for browsers which cannot run the script. */
  private shown: Card | 'unsupported' | undefined = 'unsupported';

  constructor(onAgain: () => void) {
    this.again.onclick = onAgain;
    this.look.onclick = () => {
      this.root.hidden = true;
    };
  }

  /** Shows a card, or none; `screen`: there is a last screen to look at behind it. */
  show(card: Card | undefined, screen: boolean): void {
    if (this.isShown(card)) return;
    this.shown = card;
    const before = document.activeElement;
    const inside = this.root.contains(before);
    this.root.hidden = card === undefined;
    if (card === undefined) {
      if (inside && this.focused instanceof HTMLElement) this.focused.focus();
      return;
    }
    if (!inside) this.focused = before;
    setText(this.title, card.title);
    setText(this.text, card.text);
    this.root.dataset['screen'] = String(screen);
    setText(this.again, card.again ?? '');
    this.again.hidden = card.again === undefined;
    this.look.hidden = !screen;
    this.title.focus();
  }

  private isShown(card: Card | undefined): boolean {
    if (card === undefined || this.shown === undefined || this.shown === 'unsupported') return card === this.shown;
    return card.title === this.shown.title && card.text === this.shown.text;
  }
}
