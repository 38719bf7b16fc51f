import { Disposables } from './disposables';

/**
 * What an input method is putting together: a soft keyboard makes a word of letters before it lets go of them.
 * xterm.js sends it once it is finished; a key of another kind that comes before has to have it sent first.
 */
export class Composing {
  private readonly own = new Disposables();
  private text = '';

  /** `changed` is told what it is after each change, `type` types what did not wait for the input method. */
  constructor(
    private readonly textarea: HTMLTextAreaElement,
    private readonly changed: (text: string) => void,
    private readonly type: (text: string) => void,
  ) {
    // Soft keyboards guess and complete words otherwise, of which a command line is none.
    textarea.autocomplete = 'off';
    this.own.listen(textarea, 'compositionupdate', (event) => {
      this.become((event as CompositionEvent).data);
    });
    this.own.listen(textarea, 'compositionend', () => {
      // Not at once: xterm.js reads it a moment later, and finds nothing if the focus is lost in between.
      const ended = this.text;
      window.setTimeout(() => {
        if (this.text === ended) this.become('');
      });
    });
    this.own.listen(textarea, 'blur', () => {
      this.finish();
    });
  }

  /** Types what is there, and has the input method begin anew. */
  finish(): void {
    const { text, textarea } = this;
    if (text === '') return;
    this.become('');
    // Browsers let go of a composition whose text is gone, some without a word.
    textarea.value = '';
    textarea.dispatchEvent(new CompositionEvent('compositionend'));
    this.type(text);
  }

  dispose(): void {
    this.own.dispose();
  }

  private become(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.changed(text);
  }
}
