import type { ViewerState } from '../core/viewer';
import { nameOf } from '../core/words';
import { Disposables } from './disposables';
import { element, setText, showText } from './elements';
import { Panel } from './panel';

/** Who is watching, and what one is called oneself. */
export class People {
  private readonly own = new Disposables();
  private readonly button = element('people');
  private readonly words = element('people-words');
  private readonly number = element('people-number');
  private readonly count = element('people-count');
  private readonly list = element('people-list');
  private readonly more = element('people-more');
  private readonly input = element('own-name') as HTMLInputElement;
  private readonly panel: Panel;

  constructor(name: string, rename: (name: string) => void) {
    this.input.value = name;
    this.panel = this.own.add(new Panel('people', () => undefined));
    this.own.listen(element('own-name-form'), 'submit', (event) => {
      event.preventDefault();
      rename(this.input.value.trim());
      this.panel.close();
    });
  }

  show({ watching, viewers, viewer }: ViewerState): void {
    const words = watching > 0 ? `${watching} watching` : '';
    this.button.hidden = watching === 0;
    setText(this.words, words);
    // Where there is room for the number only.
    setText(this.number, String(watching));
    this.button.setAttribute('aria-label', words);
    setText(this.count, words);
    const own = viewers.find((person) => person.id === viewer);
    this.input.placeholder = own === undefined ? '' : nameOf(own);
    const others = watching - viewers.length;
    showText(this.more, viewers.length > 0 && others > 0 ? `and ${others} more` : '');
    this.list.replaceChildren(
      ...viewers.map((person) => {
        const name = item('span', 'who', nameOf(person));
        const you = item('span', 'you', person.id === viewer ? 'you' : '');
        const role = item('span', 'may', person.role === 'type' ? 'can type' : 'watches');
        role.dataset['role'] = person.role;
        const line = item('li', '', '');
        line.append(name, you, role);
        return line;
      }),
    );
  }

  dispose(): void {
    this.own.dispose();
  }
}

function item(tag: string, kind: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}
