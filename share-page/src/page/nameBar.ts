import { Disposables } from './disposables';
import { element } from './elements';

/** Asks a viewer who has no name for one, above the terminal and once; it can be skipped. */
export class NameBar {
  private readonly own = new Disposables();
  private readonly root = element('name-bar');
  private readonly input = element('first-name') as HTMLInputElement;
  private due: boolean;

  /** `named` gets the name, empty if skipped; `done` gives the focus back. */
  constructor(
    due: boolean,
    private readonly named: (name: string) => void,
    private readonly done: () => void,
  ) {
    this.due = due;
    this.own.listen(this.root, 'submit', (event) => {
      event.preventDefault();
      this.end(this.input.value.trim());
    });
    this.own.listen(element('name-skip'), 'click', () => {
      this.end('');
    });
    this.own.listen(this.root, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') this.end('');
    });
  }

  /** Whether the viewer is let in, and nothing else is to be read. */
  offer(on: boolean): void {
    this.root.hidden = !(on && this.due);
  }

  /** A name was given elsewhere. */
  withdraw(): void {
    this.due = false;
    this.root.hidden = true;
  }

  dispose(): void {
    this.own.dispose();
  }

  private end(name: string): void {
    this.withdraw();
    this.named(name);
    this.done();
  }
}
