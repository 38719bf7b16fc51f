import type { Person } from '../core/messages';
import type { ViewerState } from '../core/viewer';
import { hueOf, isOver, nameOf } from '../core/words';
import { Disposables } from './disposables';
import { element, item, setText, showText } from './elements';
import { Panel } from './panel';

export interface PeopleChoices {
  rename(name: string): void;
  leave(): void;
}

/** Who is here and who types, what one is called oneself, and the way out. */
export class People {
  private readonly own = new Disposables();
  private readonly button = element('people');
  private readonly words = element('people-words');
  private readonly number = element('people-number');
  private readonly count = element('people-count');
  private readonly list = element('people-list');
  private readonly more = element('people-more');
  private readonly locked = element('people-locked');
  private readonly input = element('own-name') as HTMLInputElement;
  private readonly panel: Panel;

  constructor(name: string, choices: PeopleChoices) {
    this.input.value = name;
    this.panel = this.own.add(new Panel('people', () => undefined));
    this.own.listen(element('own-name-form'), 'submit', (event) => {
      event.preventDefault();
      choices.rename(this.input.value.trim());
      this.panel.close();
    });
    this.own.listen(element('leave'), 'click', () => {
      this.panel.close();
      choices.leave();
    });
  }

  /** The own name as it was given elsewhere. */
  set name(name: string) {
    this.input.value = name;
  }

  show({ phase, watching, viewers, viewer, typing, locked }: ViewerState): void {
    const words = watching > 0 ? `${watching} watching` : '';
    const hidden = watching === 0 || isOver(phase);
    if (hidden && this.panel.open) this.panel.close();
    this.button.hidden = hidden;
    setText(this.words, words);
    // Where there is room for the number only.
    setText(this.number, String(watching));
    this.button.setAttribute('aria-label', words);
    setText(this.count, words);
    const own = viewers.find((person) => person.id === viewer);
    this.input.placeholder = own === undefined ? '' : nameOf(own);
    const others = watching - viewers.length;
    showText(this.more, viewers.length > 0 && others > 0 ? `and ${others} more` : '');
    this.locked.hidden = !locked;
    const host = line('host', '', typing === 'host' ? 'types' : 'shares', typing === 'host');
    host.classList.add('host');
    this.list.replaceChildren(
      host,
      ...viewers.map((person) => row(person, person.id === viewer, typing === person.id)),
    );
  }

  dispose(): void {
    this.own.dispose();
  }
}

function row(person: Person, you: boolean, types: boolean): HTMLElement {
  const may = person.role === 'type' ? 'can type' : 'watches';
  const made = line(nameOf(person), you ? 'you' : '', types ? 'types' : may, person.role === 'type');
  made.style.setProperty('--hue', String(hueOf(person.id)));
  return made;
}

function line(name: string, you: string, may: string, strong: boolean): HTMLElement {
  const role = item('span', 'may', may);
  role.dataset['role'] = strong ? 'type' : 'watch';
  const made = item('li', '', '');
  made.append(item('i', 'dot', ''), item('span', 'who', name), item('span', 'you', you), role);
  if (may === 'types') made.dataset['types'] = 'true';
  return made;
}
