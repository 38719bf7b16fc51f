import { Disposables } from './disposables';
import { element } from './elements';

/** Something that a button opens below itself, and that Escape closes, and a click or the Tab key that goes elsewhere. */
export class Panel {
  private readonly own = new Disposables();
  private readonly button: HTMLElement;
  private readonly root: HTMLElement;

  /** `moved` is told whenever it opens or closes. */
  constructor(
    name: string,
    private readonly moved: (open: boolean) => void,
  ) {
    this.button = element(name);
    this.root = element(`${name}-panel`);
    this.own.listen(this.button, 'click', () => {
      this.toggle(!this.open);
    });
    this.own.listen(document, 'pointerdown', (event) => {
      const inside = event.target instanceof Node && (this.root.contains(event.target) || this.isButton(event.target));
      if (this.open && !inside) this.toggle(false);
    });
    // Whoever goes on by the Tab key could not close it any more: Escape is the terminal's there.
    this.own.listen(this.root, 'focusout', (event) => {
      const next = (event as FocusEvent).relatedTarget;
      if (next instanceof Node && !this.root.contains(next) && !this.isButton(next)) this.toggle(false);
    });
    this.own.listen(this.root, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') this.close();
    });
    this.own.listen(this.button, 'keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') this.toggle(false);
    });
    this.own.listen(window, 'resize', () => {
      if (this.open) this.place();
    });
    // What is left over in the bar: buttons move when others get longer words.
    const observer = new ResizeObserver(() => {
      if (this.open) this.place();
    });
    observer.observe(element('space'));
    this.own.add({
      dispose: () => {
        observer.disconnect();
      },
    });
  }

  get open(): boolean {
    return !this.root.hidden;
  }

  /** Closes it, and gives the focus back. */
  close(): void {
    this.toggle(false);
    this.button.focus();
  }

  dispose(): void {
    this.own.dispose();
  }

  private toggle(open: boolean): void {
    if (this.open === open) return;
    this.root.hidden = !open;
    this.button.setAttribute('aria-expanded', String(open));
    if (open) {
      this.place();
      this.root.focus();
    }
    this.moved(open);
  }

  /** Below its button, and within the window. */
  private place(): void {
    const { right, bottom } = this.button.getBoundingClientRect();
    const most = window.innerWidth - this.root.offsetWidth - 8;
    this.root.style.top = `${bottom + 6}px`;
    this.root.style.left = `${Math.max(8, Math.min(most, right - this.root.offsetWidth))}px`;
  }

  private isButton(target: Node): boolean {
    return this.button.contains(target);
  }
}
