import { tokenAt, type Link } from '../core/link';

/**
 * The token of the link that was opened. It is kept for this tab alone and taken out of the visible address, where
 * passers-by, screenshots and the history would see it; where nothing can be kept it stays there for reloads.
 */
export function takeToken(link: Link): string | undefined {
  const key = keyOf('token', link);
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

/** The ticket that this tab left when it was loaded anew; a link that is used up opens to it. */
export function ticketLeft(link: Link): string | undefined {
  try {
    return sessionStorage.getItem(keyOf('ticket', link)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Takes it away, at once: a tab that is copied from this one must not take its place. */
export function takeTicket(link: Link): string | undefined {
  const ticket = ticketLeft(link);
  if (ticket !== undefined) sessionStorage.removeItem(keyOf('ticket', link));
  return ticket;
}

/** Keeps a ticket while the page is gone. */
export function leaveTicket(link: Link, ticket: string): void {
  try {
    sessionStorage.setItem(keyOf('ticket', link), ticket);
  } catch {
    // Without it the link has to be good still.
  }
}

function keyOf(what: string, link: Link): string {
  return `jshare.${what}:${link.base}/s/${link.session}`;
}
