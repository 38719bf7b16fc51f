import { clean } from '../core/text';
import type { ViewerState } from '../core/viewer';
import { isHere, isOver, roleWords, span, stateWords, typistWords } from '../core/words';
import type { Disposable } from './disposables';
import { element, setText, showText } from './elements';

/** The slim bar above the terminal. Draws itself again every second, since it shows times that pass. */
export class Bar implements Disposable {
  private readonly name = element('name');
  private readonly role = element('role');
  private readonly typist = element('typist');
  private readonly expires = element('expires');
  private readonly state = element('state');
  private readonly words = element('state-words');
  private readonly announcement = element('announcement');
  private readonly retry = element('retry');
  private readonly timer: number;
  private shown: ViewerState | undefined;

  constructor(onRetry: () => void) {
    this.retry.onclick = onRetry;
    this.timer = window.setInterval(() => {
      this.draw();
    }, 1000);
  }

  show(state: ViewerState): void {
    this.shown = state;
    this.draw();
  }

  dispose(): void {
    window.clearInterval(this.timer);
    this.retry.onclick = null;
  }

  private draw(): void {
    const state = this.shown;
    if (state === undefined) return;
    const now = Date.now();
    const title = state.title !== '' ? state.title : state.name !== '' ? state.name : 'Shared terminal';
    setText(this.name, title);
    this.name.title = state.name;
    const tab = clean(title);
    if (document.title !== tab) document.title = tab;

    // Without a connection nobody may type, and nobody knows who does.
    const here = isHere(state.phase);
    showText(this.role, here && state.limits !== undefined ? roleWords(state, state.locked, now) : '');
    this.role.dataset['role'] = state.locked ? 'watch' : state.role;
    this.role.dataset['plain'] = String(state.role === 'type' && !state.locked && state.until === undefined);
    showText(this.typist, here ? typistWords(state) : '');
    showText(this.expires, state.expires === undefined || isOver(state.phase) ? '' : expiry(state.expires - now));

    const { text, tone } = stateWords(state.phase, state.paused, now);
    setText(this.words, text);
    // Said when it changes, not at every second that it counts.
    setText(this.announcement, text.replace(/ in \d+ s$/, ''));
    this.state.dataset['tone'] = tone;
    this.retry.hidden = state.phase.kind !== 'waiting';
  }
}

function expiry(left: number): string {
  return left > 0 ? `Link expires in ${span(left)}` : 'Link expired';
}
