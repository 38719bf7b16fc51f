import { tokenAt, type Link } from '../core/link';

/**
 * The token of the link that was opened. It is kept for this tab alone and taken out of the visible address, where
 * passers-by, screenshots and the history would see it; where nothing can be kept it stays there for reloads.
 */
export function takeToken(link: Link): string | undefined {
  const key = `jshare.token:${link.base}/s/${link.session}`;
  const token = tokenAt(window.location);
  try {
    // A link pasted again wins over what is kept.
    if (token === undefined)
      return window.location.hash.length > 1 ? undefined : (sessionStorage.getItem(key) ?? undefined);
    sessionStorage.setItem(key, token);
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
  } catch {
    // No storage, as in a sandboxed frame: the address has to do.
  }
  return token;
}
