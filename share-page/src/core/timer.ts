import type { Clock } from './socket';

/** At most one task that is to run later; setting it again replaces it. */
export class Timer {
  private cancel: (() => void) | undefined;

  constructor(private readonly clock: Clock) {}

  get running(): boolean {
    return this.cancel !== undefined;
  }

  set(milliseconds: number, task: () => void): void {
    this.clear();
    this.cancel = this.clock.after(milliseconds, () => {
      this.cancel = undefined;
      task();
    });
  }

  clear(): void {
    this.cancel?.();
    this.cancel = undefined;
  }
}
