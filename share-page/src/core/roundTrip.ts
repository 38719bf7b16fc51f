import type { Clock } from './socket';

/** How long a message takes to the server and back. */
export class RoundTrip {
  private sent: { readonly id: number; readonly at: number } | undefined;
  private ids = 0;
  private milliseconds: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly ping: (id: number) => void,
  ) {}

  /** That of the latest ping which was answered. */
  get latest(): number | undefined {
    return this.milliseconds;
  }

  ask(): void {
    this.sent = { id: ++this.ids, at: this.clock.now() };
    this.ping(this.ids);
  }

  heard(id: number): void {
    if (this.sent?.id === id) this.milliseconds = Math.max(0, this.clock.now() - this.sent.at);
  }
}
