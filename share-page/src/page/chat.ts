import { CHAT_TEXT, REACTIONS, type Emoji, type Talk } from '../core/talk';
import type { ViewerState } from '../core/viewer';
import { hueOf, isHere } from '../core/words';
import { Disposables } from './disposables';
import { element, item, setText } from './elements';
import { Panel } from './panel';

/** Lines that are kept. */
const MOST_LINES = 200;
/** Reactions in sight at a time; more than these are one crowd. */
const MOST_FLOATING = 12;
const FLOATING_MS = 3000;

export interface ChatChoices {
  /** Says something to everybody; false: it could not be sent. */
  say(text: string): boolean;
  react(emoji: Emoji): boolean;
  /** Something was said while nobody looked. */
  heard(words: string): void;
}

/** What viewers say to each other; reactions float over the terminal for a moment. */
export class Chat {
  private readonly own = new Disposables();
  private readonly button = element('chat');
  private readonly unread = element('chat-unread');
  private readonly lines = element('chat-lines');
  private readonly input = element('chat-text') as HTMLInputElement;
  private readonly floating = element('reactions');
  private readonly panel: Panel;
  private missed = 0;

  constructor(private readonly choices: ChatChoices) {
    this.panel = this.own.add(
      new Panel('chat', (open) => {
        if (!open) return;
        this.count(0);
        this.lines.scrollTop = this.lines.scrollHeight;
        this.input.focus();
      }),
    );
    this.input.maxLength = CHAT_TEXT;
    this.own.listen(element('chat-form'), 'submit', (event) => {
      event.preventDefault();
      const text = this.input.value.trim();
      if (text !== '' && choices.say(text)) this.input.value = '';
    });
    const row = element('chat-reactions');
    row.append(
      ...REACTIONS.map((emoji) => {
        const made = item('button', 'quiet', emoji) as HTMLButtonElement;
        made.type = 'button';
        made.setAttribute('aria-label', `React with ${emoji}`);
        made.onclick = () => {
          choices.react(emoji);
        };
        return made;
      }),
    );
  }

  show({ chat, phase }: ViewerState): void {
    const hidden = !chat || !(isHere(phase) || phase.kind === 'waiting');
    if (hidden && this.panel.open) this.panel.close();
    this.button.hidden = hidden;
  }

  take(talk: Talk): void {
    if ('emoji' in talk) this.float(talk.emoji, talk.name);
    else this.add(talk.from, talk.name, talk.text);
  }

  dispose(): void {
    this.own.dispose();
  }

  private add(from: number, name: string, text: string): void {
    const atEnd = this.lines.scrollTop + this.lines.clientHeight >= this.lines.scrollHeight - 8;
    const line = item('li', '', '');
    line.style.setProperty('--hue', String(hueOf(from)));
    line.append(item('i', 'dot', ''), item('b', '', name), item('span', 'said', text));
    this.lines.append(line);
    while (this.lines.childElementCount > MOST_LINES) this.lines.firstElementChild?.remove();
    if (atEnd) this.lines.scrollTop = this.lines.scrollHeight;
    if (this.panel.open) return;
    this.count(this.missed + 1);
    this.choices.heard(`${name}: ${text}`);
  }

  private float(emoji: Emoji, name: string): void {
    if (this.floating.childElementCount >= MOST_FLOATING) this.floating.firstElementChild?.remove();
    const made = item('span', '', '');
    made.append(item('b', '', emoji), item('small', '', name));
    this.floating.append(made);
    window.setTimeout(() => {
      made.remove();
    }, FLOATING_MS);
  }

  private count(missed: number): void {
    this.missed = missed;
    setText(this.unread, missed === 0 ? '' : missed > 99 ? '99+' : String(missed));
    this.button.setAttribute('aria-label', missed === 0 ? 'Chat' : `Chat, ${missed} new`);
  }
}
