/** The element of index.html with that id, which is there because page and script are one file. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element #${id}`);
  return found;
}

/** Sets a text, and leaves the document alone where it would stay the same. */
export function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Shows a text, or hides the element where there is none. */
export function showText(target: HTMLElement, text: string): void {
  setText(target, text);
  target.hidden = text === '';
}

/** A new element of that class with a text. */
export function item(tag: string, kind: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = text;
  return made;
}
