import { recall } from './storage';

export const NAME_KEY = 'jshare.name';

/** What the viewer is called, by the address or by what is remembered; undefined: nobody has said so far. */
export function givenName(): string | undefined {
  const name = new URLSearchParams(window.location.search).get('name') ?? recall(NAME_KEY);
  return name?.slice(0, 40);
}
