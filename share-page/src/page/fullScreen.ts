import { Disposables } from './disposables';
import { element, setText } from './elements';

/** What browsers with the Keyboard Lock API have (WICG), where the page came by TLS or from this machine. */
interface KeyboardLock {
  lock(keys: readonly string[]): Promise<void>;
}

/** The button that gives the page all of the display. */
export class FullScreen {
  private readonly own = new Disposables();
  private readonly button = element('full-screen');

  constructor(private readonly refused: (text: string) => void) {
    this.button.parentElement?.toggleAttribute('hidden', !document.fullscreenEnabled);
    this.own.listen(this.button, 'click', () => {
      this.toggle();
    });
    this.own.listen(document, 'fullscreenchange', () => {
      setText(this.button, document.fullscreenElement === null ? 'Full screen' : 'Leave full screen');
    });
  }

  dispose(): void {
    this.own.dispose();
  }

  private toggle(): void {
    const on = document.fullscreenElement === null;
    const done = on ? document.documentElement.requestFullscreen() : document.exitFullscreen();
    done.then(
      () => {
        // Else the first Escape, which editors want, would leave it; held down it still does.
        if (on)
          keyboard()
            ?.lock(['Escape'])
            .catch(() => undefined);
      },
      () => {
        this.refused('This browser does not give its whole screen');
      },
    );
  }
}

function keyboard(): KeyboardLock | undefined {
  return (navigator as { readonly keyboard?: KeyboardLock }).keyboard;
}
