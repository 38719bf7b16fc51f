import { describe, expect, it } from 'vitest';
import { Traffic } from '../src/core/traffic';
import { FakeClock } from './fakes';

const message = (type: number, length: number) => new Uint8Array(length).fill(type, 0, 1);

describe('traffic', () => {
  it('is counted by type and by bytes in a second', () => {
    const clock = new FakeClock();
    const traffic = new Traffic(clock);
    traffic.came(message(4, 100));
    traffic.came(message(1, 900));
    traffic.came(message(1, 500));
    traffic.came(message(9, 0));
    traffic.went(message(0x11, 9));
    clock.pass(500);
    expect(traffic.read()).toEqual({
      frames: { event: 1, output: 2, unknown: 1, ack: 1 },
      bytesIn: 1500,
      bytesOut: 9,
      rate: 3000,
      skipped: 0,
      largest: 900,
      connections: 0,
    });
    clock.pass(1000);
    expect(traffic.read().rate).toBe(0);
  });

  it('tells the snapshots that were asked for from those that skip', () => {
    const traffic = new Traffic(new FakeClock());
    const skipped = () => traffic.read().skipped;
    traffic.connecting(false);
    traffic.came(message(2, 20));
    expect(skipped()).toBe(0);
    traffic.came(message(2, 20));
    expect(skipped()).toBe(1);
    traffic.asked();
    traffic.came(message(2, 20));
    expect(skipped()).toBe(1);
    traffic.connecting(true);
    traffic.came(message(2, 20));
    expect(skipped()).toBe(2);
    expect(traffic.read().connections).toBe(2);
  });
});
