import { typed, withControl, type Key } from '../core/keys';
import { Disposables } from './disposables';
import { element } from './elements';

/** The row of keys for those who type on glass. */
export class TouchKeys {
  private readonly own = new Disposables();
  private readonly control = element('key-control');
  /** Whether Ctrl holds for the next character. */
  private held = false;

  constructor(application: () => boolean, type: (text: string) => void) {
    const row = element('keys');
    // The keys leave the focus where it is, or the soft keyboard would go away.
    this.own.listen(row, 'pointerdown', (event) => {
      event.preventDefault();
    });
    this.own.listen(row, 'click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button === this.control) this.hold(!this.held);
      else if (button?.dataset['key'] !== undefined) type(typed(button.dataset['key'] as Key, application()));
    });
  }

  /** What is typed, with Ctrl if that was touched before. */
  transform(text: string): string {
    if (!this.held) return text;
    this.hold(false);
    return withControl(text);
  }

  dispose(): void {
    this.own.dispose();
  }

  private hold(held: boolean): void {
    this.held = held;
    this.control.setAttribute('aria-pressed', String(held));
  }
}
