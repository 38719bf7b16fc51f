import { beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../src/core/closing';
import { Connection } from '../src/core/connection';
import { bytes, FakeClock, FakeSocket } from './fakes';

let clock: FakeClock;
let sockets: FakeSocket[];
let said: string[];
let verdict: Verdict;
let random: number;
let pings: number;
let expecting: boolean;
let connection: Connection;

beforeEach(() => {
  clock = new FakeClock();
  sockets = [];
  said = [];
  verdict = 'unreachable';
  random = 1;
  pings = 0;
  expecting = false;
  connection = new Connection(
    {
      connect: (listener) => {
        const socket = new FakeSocket(listener);
        sockets.push(socket);
        return socket;
      },
      probe: () => Promise.resolve(verdict),
      ping: () => pings++,
      expecting: () => expecting,
      clock,
      random: () => random,
    },
    {
      connecting: () => said.push('connecting'),
      message: () => said.push('message'),
      blocked: () => said.push('blocked'),
      waiting: (until) => said.push(`waiting ${until - clock.now()}`),
      over: (ending) => said.push(`over ${ending}`),
    },
  );
  connection.start();
});

const socket = () => sockets[sockets.length - 1] as FakeSocket;
const last = () => said[said.length - 1];
const hear = () => {
  socket().listener.message(bytes('x'));
};
const close = async (code: number) => {
  socket().listener.closed(code);
  // A probe, where there is one, answers in a microtask.
  await Promise.resolve();
  await Promise.resolve();
};

describe('the tries after a loss', () => {
  it('come after 1, 2, 4, 8, 16, 30 and again 30 seconds', async () => {
    const waits: number[] = [];
    for (let i = 0; i < 7; i++) {
      await close(1006);
      const wait = Number(last()?.replace('waiting ', ''));
      waits.push(wait);
      clock.pass(wait - 1);
      expect(sockets.length).toBe(i + 1);
      clock.pass(1);
      expect(sockets.length).toBe(i + 2);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
  });

  it('are spread over half of that time', async () => {
    random = 0;
    await close(1006);
    expect(last()).toBe('waiting 500');
  });

  it('start over with the first message', async () => {
    await close(1006);
    clock.pass(1000);
    await close(1006);
    clock.pass(2000);
    hear();
    await close(1006);
    expect(last()).toBe('waiting 1000');
  });

  it('come at once when the page wakes up', async () => {
    hear();
    await close(1006);
    connection.wake();
    expect(sockets.length).toBe(2);
    clock.pass(999);
    expect(sockets.length).toBe(2);
  });

  it('end with stop', async () => {
    hear();
    await close(1006);
    connection.stop();
    expect(clock.pending).toBe(0);
  });
});

describe('close codes', () => {
  it.each([
    [1000, 'over ended'],
    [1008, 'over broken'],
    [1009, 'over broken'],
    [4400, 'over broken'],
    [4401, 'over expired'],
    [4403, 'over kicked'],
    [1001, 'waiting 1000'],
    [1006, 'waiting 1000'],
    [4408, 'waiting 1000'],
    [4429, 'waiting 1000'],
    [4500, 'waiting 1000'],
  ])('%d: %s', async (code, expected) => {
    hear();
    await close(code);
    expect(last()).toBe(expected);
    if (expected.startsWith('over')) expect(clock.pending).toBe(0);
  });
});

describe('a socket that closes before any message', () => {
  it.each<[Verdict, string]>([
    ['refused', 'over refused'],
    ['full', 'over full'],
    ['valid', 'waiting 1000'],
    ['unreachable', 'waiting 1000'],
  ])('with the verdict %s: %s', async (given, expected) => {
    verdict = given;
    await close(1006);
    expect(last()).toBe(expected);
  });

  it('was let in before: the link has expired since', async () => {
    hear();
    await close(1006);
    clock.pass(1000);
    verdict = 'refused';
    await close(1006);
    expect(last()).toBe('over expired');
  });

  it('was let in before: its place may be held for the line that it lost', async () => {
    hear();
    await close(1006);
    verdict = 'full';
    for (const delay of [2000, 4000, 8000, 16000]) {
      connection.wake();
      await close(1006);
      expect(last()).toBe(`waiting ${delay}`);
    }
    expect(said).not.toContain('blocked');
  });

  it('is not judged by the verdict on an earlier one', async () => {
    verdict = 'refused';
    socket().listener.closed(1006);
    connection.start();
    await Promise.resolve();
    await Promise.resolve();
    expect(last()).toBe('connecting');
  });
});

describe('three sockets in a row that do not open', () => {
  const fail = async (given: Verdict) => {
    verdict = given;
    await close(1006);
    connection.wake();
  };

  it('are blocked where HTTP gets through', async () => {
    await fail('valid');
    await fail('valid');
    expect(said).not.toContain('blocked');
    await fail('valid');
    expect(said).toContain('blocked');
    // And yet the next is tried.
    expect(sockets.length).toBe(4);
    expect(last()).toBe('connecting');
  });

  it('are not where the server cannot be reached either', async () => {
    for (let i = 0; i < 5; i++) await fail('unreachable');
    expect(said).not.toContain('blocked');
  });

  it('are not where one of them brought a message', async () => {
    await fail('valid');
    await fail('valid');
    hear();
    await fail('valid');
    await fail('valid');
    expect(said).not.toContain('blocked');
  });

  it('count also when they stay silent', async () => {
    verdict = 'valid';
    for (let i = 0; i < 3; i++) {
      clock.pass(15_000);
      await Promise.resolve();
      await Promise.resolve();
      clock.pass(4_000);
    }
    expect(said).toContain('blocked');
  });
});

describe('silence', () => {
  it('while opening is a loss', async () => {
    clock.pass(15_000);
    await Promise.resolve();
    await Promise.resolve();
    expect(sockets[0]?.dropped).toBe(true);
    expect(said).toContain('waiting 1000');
  });

  it('is asked about, then taken for a loss', () => {
    hear();
    clock.pass(44_999);
    expect(pings).toBe(0);
    clock.pass(1);
    expect(pings).toBe(1);
    clock.pass(8_000);
    expect(sockets[0]?.dropped).toBe(true);
    expect(last()).toBe('waiting 1000');
  });

  it('is over with any answer', () => {
    hear();
    clock.pass(45_000);
    hear();
    clock.pass(44_999);
    expect(pings).toBe(1);
    expect(connection.open).toBe(true);
  });

  it('is asked about at once when the page wakes up', () => {
    hear();
    connection.wake();
    expect(pings).toBe(1);
  });

  it.each([false, true])('is no loss for five minutes while much is to come, woken up: %s', (woken) => {
    hear();
    expecting = true;
    if (woken) connection.wake();
    else clock.pass(45_000);
    clock.pass(299_999);
    expect([connection.open, pings]).toEqual([true, 1]);
    clock.pass(1);
    expect(last()).toBe('waiting 1000');
  });
});

it('sends nothing while there is no connection', async () => {
  expect(connection.send(bytes('a'))).toBe(false);
  hear();
  expect(connection.send(bytes('b'))).toBe(true);
  expect(socket().sent).toEqual([bytes('b')]);
  await close(1006);
  expect(connection.send(bytes('c'))).toBe(false);
});

it('hears nothing from a socket it has let go', () => {
  const old = socket();
  connection.start();
  said.length = 0;
  old.listener.message(bytes('x'));
  old.listener.closed(1000);
  expect(said).toEqual([]);
});
