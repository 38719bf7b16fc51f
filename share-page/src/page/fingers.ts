import type { Disposables } from './disposables';

/** A finger has moved so far, in pixels, before it counts as more than a touch. */
export const SLOP = 8;

export interface Fingers {
  begin(event: TouchEvent): void;
  move(event: TouchEvent): void;
  /** A finger is lifted, or the browser has taken the touch away. */
  end(event: TouchEvent): void;
}

/** Hears of touches first, and may keep them from the browser, which would scroll, zoom or select by itself. */
export function listenToFingers(own: Disposables, stage: HTMLElement, fingers: Fingers): void {
  const on = (type: string, handler: (event: TouchEvent) => void) => {
    own.listen(
      stage,
      type,
      (event) => {
        handler(event as TouchEvent);
      },
      // Only who is not passive may keep something from the browser.
      { capture: true, passive: false },
    );
  };
  const end = (event: TouchEvent) => {
    fingers.end(event);
  };
  on('touchstart', (event) => {
    fingers.begin(event);
  });
  on('touchmove', (event) => {
    fingers.move(event);
  });
  on('touchend', end);
  on('touchcancel', end);
}
