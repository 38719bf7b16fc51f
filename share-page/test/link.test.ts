import { describe, expect, it } from 'vitest';
import { factsPath, linkAt, socketUrl, tokenAt } from '../src/core/link';

const place = (pathname: string, hash = '', protocol = 'http:') => ({ protocol, host: 'host:7373', pathname, hash });

describe('the link', () => {
  it.each([
    ['/s/abc', '', 'abc'],
    ['/s/abc/', '', 'abc'],
    ['/proxy/s/a_B-9', '/proxy', 'a_B-9'],
    ['/s/s/s/x', '/s/s', 'x'],
  ])('%s', (path, base, session) => {
    expect(linkAt(place(path))).toEqual({ base, session });
  });

  it.each(['/', '/s/', '/s/a.b', '/s/a/b', `/s/${'x'.repeat(65)}`, '/t/abc', '/s/a%20b'])('is not %s', (path) => {
    expect(linkAt(place(path))).toBeUndefined();
  });

  it('has its token in the fragment', () => {
    expect(tokenAt(place('/s/a', '#To-ken_1'))).toBe('To-ken_1');
    for (const hash of ['', '#', '#a b', '#a,b', '#ä', `#${'x'.repeat(257)}`]) {
      expect(tokenAt(place('/s/a', hash))).toBeUndefined();
    }
  });
});

describe('the addresses made of it', () => {
  const link = { base: '/proxy', session: 'abc' };

  it('keep the prefix and the security of the page, and promise acks', () => {
    expect(socketUrl(place(''), link, undefined, '')).toBe('ws://host:7373/proxy/ws/abc?ack=8192&snapshots=deflated');
    expect(socketUrl(place('', '', 'https:'), link, undefined, '')).toBe(
      'wss://host:7373/proxy/ws/abc?ack=8192&snapshots=deflated',
    );
    expect(factsPath(link)).toBe('/proxy/api/v1/sessions/abc');
  });

  it('carry the offset and the name', () => {
    expect(socketUrl(place(''), link, 0, 'Zoë & co')).toBe(
      'ws://host:7373/proxy/ws/abc?ack=8192&snapshots=deflated&from=0&name=Zo%C3%AB%20%26%20co',
    );
  });

  it('carry a name that was cut within a character', () => {
    expect(socketUrl(place(''), link, undefined, '\ude00😀\ud83d')).toMatch(/&name=%EF%BF%BD%F0%9F%98%80%EF%BF%BD$/);
  });
});
