import { CURSORS, type Settings } from '../core/settings';
import { Disposables } from './disposables';
import { element, setText } from './elements';
import { installedFonts } from './fonts';
import { Panel } from './panel';
import { HOST, THEMES, themeOf, type Theme } from './theme';

export interface Choices {
  change(part: Partial<Settings>): void;
  zoom(direction: 1 | -1 | 0): void;
}

/** What a viewer may choose: colours, size, cursor, habits. */
export class SettingsPanel {
  private readonly own = new Disposables();
  private readonly themes = element('themes');
  private readonly cursors = element('cursors');
  private readonly zoomed = element('zoom-reset');
  private readonly copy = element('copy-on-select') as HTMLInputElement;
  private readonly follow = element('follow') as HTMLInputElement;
  private readonly font = element('font') as HTMLSelectElement;
  private chosenFont = '';
  private readonly wrap = element('wrap-lines') as HTMLInputElement;
  private readonly host = radio('theme', HOST, 'Host’s', swatch('system'));
  readonly panel: Panel;

  constructor(choices: Choices) {
    this.panel = this.own.add(
      new Panel('settings', () => {
        this.listFonts();
      }),
    );
    this.themes.append(radio('theme', 'system', 'System', swatch('system')));
    this.themes.append(this.host);
    this.offer(undefined);
    for (const { id, name } of THEMES) this.themes.append(radio('theme', id, name, swatch(id)));
    for (const style of CURSORS) this.cursors.append(radio('cursor', style, style, cursor(style)));
    this.own.listen(this.themes, 'change', (event) => {
      choices.change({ theme: (event.target as HTMLInputElement).value });
    });
    this.own.listen(this.cursors, 'change', (event) => {
      const style = CURSORS.find((known) => known === (event.target as HTMLInputElement).value);
      if (style !== undefined) choices.change({ cursor: style });
    });
    this.own.listen(this.copy, 'change', () => {
      choices.change({ copyOnSelect: this.copy.checked });
    });
    this.own.listen(this.font, 'change', () => {
      choices.change({ font: this.font.value });
    });
    this.own.listen(this.wrap, 'change', () => {
      choices.change({ wrap: this.wrap.checked });
    });
    this.own.listen(this.follow, 'change', () => {
      choices.change({ follow: this.follow.checked });
    });
    for (const [id, direction] of [
      ['zoom-out', -1],
      ['zoom-reset', 0],
      ['zoom-in', 1],
    ] as const) {
      this.own.listen(element(id), 'click', () => {
        choices.zoom(direction);
      });
    }
  }

  /** The host's own theme can be chosen, or is not known. */
  offer(host: Theme | undefined): void {
    if (host !== undefined) this.host.querySelector('i')?.replaceWith(swatchOf([host]));
    this.host.hidden = host === undefined;
  }

  show(settings: Settings): void {
    check(this.themes, settings.theme);
    check(this.cursors, settings.cursor);
    const fitted = settings.zoom === 1 ? 'Fits' : `${Math.round(settings.zoom * 100)} %`;
    setText(this.zoomed, settings.wrap ? `${settings.letters} px` : fitted);
    this.chosenFont = settings.font;
    this.font.value = settings.font;
    this.wrap.checked = settings.wrap;
    this.copy.checked = settings.copyOnSelect;
    this.follow.checked = settings.follow;
  }

  dispose(): void {
    this.own.dispose();
  }

  /** Not before somebody looks: trying fonts takes its time. */
  private listFonts(): void {
    if (this.font.options.length > 1) return;
    for (const name of installedFonts()) this.font.append(new Option(name, name));
    this.font.value = this.chosenFont;
  }
}

function check(group: HTMLElement, value: string): void {
  for (const input of group.querySelectorAll('input')) input.checked = input.value === value;
}

function radio(group: string, value: string, words: string, picture: HTMLElement): HTMLElement {
  const label = document.createElement('label');
  const input = document.createElement('input');
  input.type = 'radio';
  input.name = group;
  input.value = value;
  const name = document.createElement('span');
  name.textContent = words;
  label.append(input, picture, name);
  return label;
}

function cursor(style: string): HTMLElement {
  const picture = document.createElement('i');
  picture.className = `cursor-${style}`;
  return picture;
}

/** A theme in small; that of the system is half of either. */
function swatch(id: string): HTMLElement {
  return swatchOf(id === 'system' ? [themeOf(id, true), themeOf(id, false)] : [themeOf(id, true)]);
}

function swatchOf(halves: readonly Theme[]): HTMLElement {
  const picture = document.createElement('i');
  picture.className = 'swatch';
  for (const { background, foreground, palette } of halves) {
    const half = document.createElement('b');
    half.style.background = background;
    for (const colour of [foreground, palette[1], palette[2], palette[4]].slice(0, 4 / halves.length)) {
      const stroke = document.createElement('u');
      stroke.style.background = colour ?? foreground;
      half.append(stroke);
    }
    picture.append(half);
  }
  return picture;
}
