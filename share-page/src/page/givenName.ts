import { recall } from './storage';

export const NAME_KEY = 'jshare.name';
/** Code points of a name which the server takes (PROTOCOL.md). */
const LONGEST = 40;

/** What the viewer is called, by the address or by what is remembered; undefined: nobody has said so far. */
export function givenName(): string | undefined {
  const name = new URLSearchParams(window.location.search).get('name') ?? recall(NAME_KEY);
  return name === undefined ? undefined : Array.from(name).slice(0, LONGEST).join('');
}
