import { letterOf } from '../core/keys';

/** Keys which only say that another is to come. */
const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/**
 * Gives a key that nothing has the focus for to the terminal, with the focus: after a click on the title, say, where keys
 * would go nowhere. Has to hear of keys after all who take some for themselves.
 */
export function giveStrayKey(event: KeyboardEvent, terminal: HTMLTextAreaElement): void {
  const { activeElement, body } = document;
  if ((activeElement !== null && activeElement !== body) || event.defaultPrevented || isKept(event)) return;
  if (document.querySelector('#overlay:not([hidden]), .panel:not([hidden])') !== null) return;
  terminal.focus({ preventScroll: true });
  // What an input method makes of it goes where the focus is, as does the letter of a key that nobody prevents.
  if (event.isComposing || event.key === 'Process' || event.key === 'Dead') return;
  event.stopPropagation();
  if (!terminal.dispatchEvent(new KeyboardEvent('keydown', event))) event.preventDefault();
}

/** Whether a key is the browser's: it moves the focus on, copies what is selected, or is a command of macOS. */
function isKept(event: KeyboardEvent): boolean {
  if (event.key === 'Tab' || event.metaKey || MODIFIERS.includes(event.key)) return true;
  return event.ctrlKey && letterOf(event) === 'c' && window.getSelection()?.isCollapsed === false;
}
