import type { ViewerState } from '../core/viewer';
import { amount, isHere, span, stateSentence, stateWords } from '../core/words';
import { Disposables } from './disposables';
import { element, setText } from './elements';
import { Panel } from './panel';

/** What the panel asks of a visit. */
export interface Connected {
  readonly state: ViewerState;
  readonly roundTrip: number | undefined;
  readonly offsets: { readonly received: number | undefined; readonly rendered: number | undefined };
  measure(): void;
  refresh(): void;
}

/** How the connection is, behind the word for it in the bar. */
export class ConnectionPanel {
  private readonly own = new Disposables();
  private readonly button = element('state');
  private readonly title = element('state-title');
  private readonly text = element('state-text');
  private readonly trip = element('round-trip');
  private readonly behind = element('behind');
  private readonly size = element('size');
  private readonly expires = element('expires-in');
  private readonly again = element('refresh');
  private readonly panel: Panel;
  private timer = 0;

  constructor(
    private readonly client: () => Connected | undefined,
    private readonly screen: () => { readonly cols: number; readonly rows: number },
  ) {
    const look = (on: boolean) => {
      window.clearInterval(this.timer);
      if (!on) return;
      this.client()?.measure();
      this.draw();
      this.timer = window.setInterval(() => {
        this.draw();
        this.client()?.measure();
      }, 1000);
    };
    this.panel = this.own.add(new Panel('state', look));
    this.own.listen(this.button, 'pointerenter', () => {
      if (!this.panel.open) look(true);
    });
    this.own.listen(this.button, 'pointerleave', () => {
      if (!this.panel.open) look(false);
    });
    this.own.listen(this.again, 'click', () => {
      const client = this.client();
      if (client === undefined || !isHere(client.state.phase)) return;
      client.refresh();
      this.panel.close();
    });
  }

  /** An answer has come, or something has changed. */
  draw(): void {
    const client = this.client();
    if (client === undefined) return;
    const { state, roundTrip, offsets } = client;
    const now = Date.now();
    const here = isHere(state.phase);
    const trip = roundTrip === undefined || !here ? '–' : `${roundTrip} ms`;
    const behind = amount(Math.max(0, (offsets.received ?? 0) - (offsets.rendered ?? 0)));
    const { cols, rows } = this.screen();
    this.button.title = `${stateSentence(state.phase, state.paused, state.exit)}\nRound trip: ${trip}\nStill to draw: ${behind}`;
    // Not disabled: that would take the focus away when a line is lost.
    this.again.setAttribute('aria-disabled', String(!here));
    if (!this.panel.open) return;
    setText(this.title, stateWords(state.phase, state.paused, now).text);
    setText(this.text, stateSentence(state.phase, state.paused, state.exit));
    setText(this.trip, trip);
    setText(this.behind, behind);
    setText(this.size, `${cols} × ${rows}`);
    setText(this.expires, state.expires === undefined ? 'never' : `in ${span(state.expires - now)}`);
  }

  dispose(): void {
    window.clearInterval(this.timer);
    this.own.dispose();
  }
}
