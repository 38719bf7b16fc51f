import { Timer } from '../core/timer';
import { browserClock } from './browserSocket';
import { element } from './elements';

const SHOWN_MS = 4_000;
/** Two hints about the same thing come at least so far apart. */
const HINT_PAUSE_MS = 6_000;

/** Short messages at the edge, which screen readers say and nobody has to click away. */
export class Notices {
  private readonly place = element('notice');
  private readonly timer = new Timer(browserClock);
  private readonly hinted = new Map<string, number>();

  say(text: string): void {
    if (text === '') return;
    this.place.textContent = text;
    this.place.dataset['shown'] = 'true';
    this.timer.set(SHOWN_MS, () => {
      this.place.dataset['shown'] = 'false';
    });
  }

  /** Says something that would be tiresome to hear at every key. */
  hint(text: string): void {
    const now = Date.now();
    if (now - (this.hinted.get(text) ?? 0) < HINT_PAUSE_MS) return;
    this.hinted.set(text, now);
    this.say(text);
  }
}
