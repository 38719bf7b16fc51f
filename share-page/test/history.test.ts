import { beforeEach, describe, expect, it } from 'vitest';
import { History } from '../src/core/history';
import { findPlace } from '../src/core/place';
import { FakeClock } from './fakes';

describe('history', () => {
  let clock: FakeClock;
  let asked: number[];
  let kept: number[];
  let history: History;

  beforeEach(() => {
    clock = new FakeClock();
    asked = [];
    kept = [];
    history = new History(
      clock,
      (lines) => asked.push(lines),
      (lines) => kept.push(lines),
    );
    expect(history.replaced()).toBe(1000);
    history.drawn(1000);
  });

  /** The host answers the request with so many lines. */
  const answer = (lines: number) => {
    const keep = history.replaced();
    history.drawn(lines);
    return keep;
  };

  it('is asked for twice as much at each top, until there is no more', () => {
    history.top(1000);
    history.top(1000);
    expect(asked).toEqual([2000]);
    expect(answer(2000)).toBe(4000);
    history.top(2000);
    expect(answer(4000)).toBe(6000);
    history.top(4100);
    expect(asked).toEqual([2000, 4000, 8200]);
    expect(answer(5000)).toBe(10200);
    history.top(5000);
    history.top(6000);
    expect(asked.length).toBe(3);
    // What did not fit any more is still at the host.
    history.top(10200);
    expect(asked.length).toBe(4);
  });

  it('of a short session is asked for once', () => {
    history.replaced();
    history.drawn(7);
    history.top(7);
    expect(asked).toEqual([2000]);
    answer(7);
    history.top(7);
    expect(asked).toEqual([2000]);
  });

  it('is asked for as a whole by those who look for something', () => {
    let told = 0;
    const ready = () => told++;
    expect(history.all(1000, ready)).toBe(true);
    expect(history.all(1000, ready)).toBe(true);
    expect([asked, told]).toEqual([[128_000], 0]);
    answer(9000);
    expect(told).toBe(1);
    expect(history.all(9000, ready)).toBe(false);
    expect([asked.length, told]).toEqual([1, 1]);
  });

  it('that nobody can send any more is waited for no longer', () => {
    const told: boolean[] = [];
    history.all(1000, (came) => told.push(came));
    history.restart();
    expect(told).toEqual([false]);
    history.all(1000, (came) => told.push(came));
    answer(9000);
    expect(told).toEqual([false, true]);
  });

  it('is asked for half as much each time that the line is lost meanwhile, until some has come', () => {
    for (let i = 0; i < 8; i++) {
      history.all(1000, () => undefined);
      history.restart();
    }
    expect(asked).toEqual([128_000, 64_000, 32_000, 16_000, 8000, 4000, 2000, 2000]);
    asked.length = 0;
    history.top(3000);
    expect(asked).toEqual([]);
    history.restart();
    history.top(1000);
    answer(2000);
    history.all(2000, () => undefined);
    expect(asked).toEqual([2000, 128_000]);
  });

  it('is asked for again where another snapshot came instead', () => {
    history.top(1000);
    answer(40);
    history.top(40);
    expect(asked).toEqual([2000, 2000]);
  });

  it('is let go by a snapshot that nobody asked for', () => {
    history.top(1000);
    answer(2000);
    expect(history.replaced()).toBe(1000);
  });

  it('is let go when nobody has read in it for a minute', () => {
    history.top(1000);
    answer(1500);
    history.moved(true);
    clock.pass(59_000);
    history.moved(false);
    clock.pass(120_000);
    expect(kept).toEqual([]);
    history.moved(true);
    history.moved(true);
    clock.pass(60_000);
    expect(kept).toEqual([1000]);
    history.top(1000);
    expect(asked).toEqual([2000, 2000]);
    history.moved(true);
    clock.pass(60_000);
    expect(kept).toEqual([1000]);
  });

  it('does not wait for the answer of a connection that is gone', () => {
    history.top(1000);
    history.restart();
    history.top(1000);
    expect(asked).toEqual([2000, 2000]);
  });
});

describe('the place of a reader', () => {
  const find = (lines: string[], fromEnd: number, texts: string[]) =>
    findPlace({ fromEnd, texts }, lines.length, (index) => lines[index] ?? '');

  it('is as far from the end as before where nothing was added there', () => {
    expect(find(['x', 'y', 'a', 'b', 'c'], 3, ['a', 'b'])).toBe(2);
  });

  it('is found although lines were added', () => {
    expect(find(['x', 'a', 'b', 'c', 'd', 'e'], 3, ['a', 'b'])).toBe(1);
  });

  it('is the nearest of those which look alike', () => {
    expect(find(['a', 'b', 'a', 'b', 'a', 'b', 'c'], 4, ['a', 'b'])).toBe(2);
  });

  it('is found although lines at the end are gone', () => {
    expect(find(['x', 'a', 'b'], 3, ['a', 'b'])).toBe(1);
  });

  it('may be gone', () => {
    expect(find(['x', 'y', 'z'], 3, ['a', 'b'])).toBeUndefined();
    expect(find(['x'], 30, ['a'])).toBeUndefined();
  });
});
