import { Disposables } from './disposables';
import { element } from './elements';

/** A place to paste into by the browser's own menu, where the page may not read the clipboard by itself. */
export class PasteBar {
  private readonly own = new Disposables();
  private readonly root = element('paste-bar');
  private readonly input = element('paste-text') as HTMLTextAreaElement;

  /** `paste` takes the text, `closed` the focus. */
  constructor(
    private readonly paste: (text: string) => void,
    private readonly closed: () => void,
  ) {
    this.own.listen(this.input, 'paste', (event) => {
      event.preventDefault();
      this.take((event as ClipboardEvent).clipboardData?.getData('text/plain') ?? '');
    });
    // Some keyboards paste by typing.
    this.own.listen(this.root, 'submit', (event) => {
      event.preventDefault();
      this.take(this.input.value);
    });
    this.own.listen(this.root, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') this.close();
    });
    this.own.listen(element('paste-cancel'), 'click', () => {
      this.close();
    });
  }

  open(): void {
    this.root.hidden = false;
    this.input.focus();
  }

  dispose(): void {
    this.own.dispose();
  }

  private take(text: string): void {
    this.close();
    this.paste(text);
  }

  private close(): void {
    this.input.value = '';
    this.root.hidden = true;
    this.closed();
  }
}
