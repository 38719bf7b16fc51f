import { beforeEach, describe, expect, it } from 'vitest';
import { Poller, polledScreen, type Polled } from '../src/core/poller';
import { bytes, FakeClock } from './fakes';

const SCREEN: Polled = { offset: 7, cols: 80, rows: 24, bytes: bytes('screen') };

describe('polling', () => {
  let clock: FakeClock;
  let answers: ((polled: Polled) => void)[];
  let said: string[];
  let poller: Poller;

  beforeEach(() => {
    clock = new FakeClock();
    answers = [];
    said = [];
    poller = new Poller(clock, () => new Promise((resolve) => answers.push(resolve)), {
      screen: (screen) => said.push(`screen ${screen.offset}`),
      failed: (until) => said.push(`failed ${until - clock.now()}`),
      refused: () => said.push('refused'),
    });
    poller.start();
  });

  const answer = async (polled: Polled) => {
    answers[answers.length - 1]?.(polled);
    await Promise.resolve();
    await Promise.resolve();
  };

  it('asks two seconds after each answer', async () => {
    clock.pass(10_000);
    expect(answers.length).toBe(1);
    await answer(SCREEN);
    clock.pass(1999);
    expect(answers.length).toBe(1);
    clock.pass(1);
    expect(answers.length).toBe(2);
    expect(said).toEqual(['screen 7']);
  });

  it('asks less often while nothing comes', async () => {
    for (let i = 0; i < 5; i++) {
      await answer('failed');
      clock.pass(30_000);
    }
    await answer(SCREEN);
    clock.pass(2_000);
    await answer('failed');
    expect(said).toEqual(
      [4000, 8000, 16000, 30000, 30000].map((wait) => `failed ${wait}`).concat('screen 7', 'failed 4000'),
    );
  });

  it('asks at once when it is woken, and not twice', async () => {
    poller.wake();
    expect(answers.length).toBe(1);
    for (let i = 0; i < 3; i++) {
      await answer('failed');
      clock.pass(30_000);
    }
    await answer('failed');
    poller.wake();
    poller.wake();
    expect(answers.length).toBe(5);
    await answer(SCREEN);
    expect(said.at(-1)).toBe('screen 7');
    clock.pass(1_999);
    expect(answers.length).toBe(5);
    poller.stop();
    poller.wake();
    expect(answers.length).toBe(5);
  });

  it('ends with a refusal', async () => {
    await answer('refused');
    expect(said).toEqual(['refused']);
    expect(clock.pending).toBe(0);
  });

  it('does not hear what comes after its end', async () => {
    poller.stop();
    await answer(SCREEN);
    expect(said).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});

describe('an answer of the screen by HTTP', () => {
  const read = (status: number, headers: Record<string, string>) =>
    polledScreen(status, (name) => headers[name] ?? null, bytes('screen'));
  const good = { 'X-Jshare-Cols': '80', 'X-Jshare-Rows': '24', 'X-Jshare-Offset': '7' };

  it('is a screen', () => {
    expect(read(200, good)).toEqual(SCREEN);
  });

  it.each([
    [401, 'refused'],
    [403, 'refused'],
    [421, 'refused'],
    [426, 'failed'],
    [404, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('of the status %d is none', (status, expected) => {
    expect(read(status, good)).toBe(expected);
  });

  it.each([
    { ...good, 'X-Jshare-Cols': '0' },
    { ...good, 'X-Jshare-Rows': '1e9' },
    { ...good, 'X-Jshare-Cols': '65535', 'X-Jshare-Rows': '65535' },
    { ...good, 'X-Jshare-Offset': '-1' },
    { ...good, 'X-Jshare-Offset': '9007199254740993' },
    {},
  ])('with the headers %j is none', (headers) => {
    expect(read(200, headers)).toBe('failed');
  });
});
