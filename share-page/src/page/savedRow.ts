import type { SavingBuffer, XtermCore } from './xtermParts';

/** Where a buffer has the saved cursor's row from here on. */
const ROW = Symbol('row of the saved cursor');

interface Patched extends SavingBuffer {
  [ROW]?: number;
}

/**
 * Has saved cursors (DECSC) keep their row on the screen, as terminals do and as the host's emulator does
 * (vt.Terminal.saveRows). xterm.js counts it from the oldest line it has, so that where a cursor comes back would depend
 * on how many lines a viewer happens to have above its screen. For all terminals of the page; done once.
 */
export function saveRows(core: XtermCore): void {
  const prototype = Object.getPrototypeOf(core.buffers.normal) as Patched;
  if (Object.hasOwn(prototype, 'savedY')) return;
  Object.defineProperty(prototype, 'savedY', {
    get(this: Patched) {
      return (this[ROW] ?? 0) + this.ybase;
    },
    set(this: Patched, line: number) {
      this[ROW] = Math.max(0, line - this.ybase);
    },
  });
  // eslint-disable-next-line @typescript-eslint/unbound-method -- It is called with its buffer.
  const { resize } = prototype;
  prototype.resize = function (this: Patched, cols: number, rows: number) {
    const row = this[ROW] ?? 0;
    resize.call(this, cols, rows);
    this[ROW] = Math.min(row, rows - 1);
  };
  for (const buffer of [core.buffers.normal, core.buffers.alt]) Reflect.deleteProperty(buffer, 'savedY');
}
