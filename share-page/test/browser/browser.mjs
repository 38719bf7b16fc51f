import { chromium } from 'playwright-core';

/** Starts the Chromium of the system (or of the variable CHROMIUM). */
export function startBrowser(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

/** For a page before all else: keeps every notice, since each is gone after a few seconds. */
export function keepNotices() {
  const { document, MutationObserver } = globalThis;
  globalThis.notices = [];
  document.addEventListener('DOMContentLoaded', () => {
    const place = document.getElementById('notice');
    if (place === null) return; // Another page.
    const keep = () => {
      if (place.dataset.shown === 'true') globalThis.notices.push(place.textContent);
    };
    keep();
    new MutationObserver(keep).observe(place, { childList: true });
  });
}

/** In a page: types these in one turn of it, and gives what is guessed right after, whatever a busy machine does between. */
export function typeAtOnce(text) {
  const { document, KeyboardEvent } = globalThis;
  for (const char of text) {
    const charCode = char.charCodeAt(0);
    const key = new KeyboardEvent('keypress', { key: char, charCode, bubbles: true, cancelable: true });
    document.querySelector('.xterm-helper-textarea').dispatchEvent(key);
  }
  return [...document.querySelectorAll('#echo .guess')].map((cell) => cell.textContent).join('');
}
