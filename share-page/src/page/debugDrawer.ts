import type { Client } from './client';
import type { Disposable } from './disposables';
import type { TerminalView } from './terminal';

const EVERY_MS = 500;

/** What `?debug` in the address shows: how messages and offsets move. */
export class DebugDrawer implements Disposable {
  private readonly root = document.createElement('pre');
  private readonly timer: number;
  private frames = 0;
  private frame: number;

  constructor(
    private readonly client: () => Client | undefined,
    private readonly terminal: TerminalView,
  ) {
    this.root.id = 'debug';
    document.querySelector('main')?.append(this.root);
    const count = () => {
      this.frames++;
      this.frame = requestAnimationFrame(count);
    };
    this.frame = requestAnimationFrame(count);
    this.timer = window.setInterval(() => {
      this.draw();
    }, EVERY_MS);
  }

  dispose(): void {
    window.clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.root.remove();
  }

  private draw(): void {
    const client = this.client();
    if (client === undefined) return;
    const { received = 0, rendered = 0 } = client.offsets;
    const { frames, bytesIn, bytesOut, rate, skipped, largest, connections } = client.traffic;
    const { xterm } = this.terminal;
    const rows: [string, string][] = [
      ['state', client.state.phase.kind],
      ['received', received.toLocaleString('en')],
      ['drawn', `${rendered.toLocaleString('en')} (${(received - rendered).toLocaleString('en')} behind)`],
      ['in', `${bytesIn.toLocaleString('en')} bytes, ${rate.toLocaleString('en')} in a second`],
      ['out', `${bytesOut.toLocaleString('en')} bytes`],
      ['largest', largest.toLocaleString('en')],
      ['skipped', `${skipped} snapshots`],
      ['connections', String(connections)],
      ['round trip', client.roundTrip === undefined ? '' : `${client.roundTrip} ms`],
      ['pictures', `${Math.round((this.frames * 1000) / EVERY_MS)} in a second`],
      ['lines above', `${this.terminal.linesAbove} of ${xterm.options.scrollback ?? 0}`],
      [
        'terminal',
        `${xterm.cols}x${xterm.rows}, ${this.terminal.renderer}, ${xterm.options.fontSize?.toFixed(2) ?? ''} px`,
      ],
      ...Object.entries(frames).map(([name, number]): [string, string] => [`  ${name}`, String(number)]),
    ];
    this.frames = 0;
    this.root.textContent = rows.map(([name, value]) => `${name.padEnd(12)} ${value}`).join('\n');
  }
}
