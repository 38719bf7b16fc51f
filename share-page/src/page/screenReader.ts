import type { Disposable } from './disposables';
import { element, setText } from './elements';
import { recall, remember } from './storage';

const KEY = 'jshare.screenReader';

/** The switch by which xterm.js reads its lines to screen readers; off by default, for it costs time at every line. */
export class ScreenReaderSwitch implements Disposable {
  private readonly button = element('screen-reader');
  private on = false;

  constructor(private readonly apply: (on: boolean) => void) {
    this.set(recall(KEY) === 'true');
    this.button.onclick = () => {
      this.set(!this.on);
      remember(KEY, String(this.on));
    };
  }

  dispose(): void {
    this.button.onclick = null;
  }

  private set(on: boolean): void {
    this.on = on;
    this.button.setAttribute('aria-pressed', String(on));
    setText(this.button, on ? 'Turn off screen reader support' : 'Turn on screen reader support');
    this.apply(on);
  }
}
