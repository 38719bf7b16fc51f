import { typed, withControl, type Key } from '../core/keys';
import { Disposables } from './disposables';
import { element } from './elements';

export interface TouchTyping {
  /** Types what an input method still puts together, which comes before any key of the row. */
  finish(): void;
  /** Whether the program has switched on application cursor keys. */
  application(): boolean;
  type(text: string): void;
  paste(text: string): void;
  /** Opens a place to paste into, where the page may not read the clipboard. */
  askForPaste(): void;
}

/** The row of keys for those who type on glass. */
export class TouchKeys {
  private readonly own = new Disposables();
  private readonly control = element('key-control');
  private readonly alt = element('key-alt');
  /** Which of them hold for the next character. */
  private readonly held = new Set<HTMLElement>();

  constructor(private readonly typing: TouchTyping) {
    const row = element('keys');
    const paste = element('key-paste');
    // The keys leave the focus where it is, or the soft keyboard would go away.
    this.own.listen(row, 'pointerdown', (event) => {
      event.preventDefault();
    });
    this.own.listen(row, 'click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('button') : null;
      if (button !== null) typing.finish();
      if (button === this.control || button === this.alt) this.hold(button, !this.held.has(button));
      else if (button === paste) this.paste();
      else if (button?.dataset['key'] !== undefined) {
        typing.type(this.transform(typed(button.dataset['key'] as Key, typing.application())));
      }
    });
  }

  /** Whether Ctrl or Alt wait for a character. */
  get holding(): boolean {
    return this.held.size > 0;
  }

  /** What is typed, with Ctrl and Alt if they were touched before. */
  transform(text: string): string {
    const controlled = this.held.has(this.control) ? withControl(text) : text;
    const altered = this.held.has(this.alt) ? `\x1b${controlled}` : controlled;
    for (const button of [...this.held]) this.hold(button, false);
    return altered;
  }

  dispose(): void {
    this.own.dispose();
  }

  private hold(button: HTMLElement, held: boolean): void {
    if (held) this.held.add(button);
    else this.held.delete(button);
    button.setAttribute('aria-pressed', String(held));
  }

  private paste(): void {
    // It is missing where the page came by plain http.
    if (!window.isSecureContext) {
      this.typing.askForPaste();
      return;
    }
    navigator.clipboard.readText().then(
      (text) => {
        this.typing.paste(text);
      },
      // The person said no, or the browser did.
      () => {
        this.typing.askForPaste();
      },
    );
  }
}
