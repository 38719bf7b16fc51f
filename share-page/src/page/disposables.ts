export interface Disposable {
  dispose(): void;
}

/** Things to let go of together, the latest first. */
export class Disposables implements Disposable {
  private readonly things: Disposable[] = [];

  add<T extends Disposable>(thing: T): T {
    this.things.push(thing);
    return thing;
  }

  /** Listens until disposed. */
  listen(
    target: EventTarget,
    type: string,
    listener: (event: Event) => void,
    options: AddEventListenerOptions = {},
  ): void {
    target.addEventListener(type, listener, options);
    this.things.push({
      dispose: () => {
        target.removeEventListener(type, listener, options);
      },
    });
  }

  dispose(): void {
    for (let thing = this.things.pop(); thing !== undefined; thing = this.things.pop()) thing.dispose();
  }
}
