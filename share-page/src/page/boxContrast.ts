import type { XtermCore } from './xtermParts';

interface Cell {
  getCode(): number;
  isDim(): number;
}

type Apply = (element: HTMLElement, ground: unknown, letters: unknown, cell: Cell, ...more: unknown[]) => boolean;

interface RowFactory {
  _applyMinimumContrast: Apply;
}

const patched = new WeakSet<RowFactory>();

/**
 * Has lines that are drawn with characters (U+2500 to U+257F) made as readable as letters, where xterm.js draws without
 * graphics. It leaves their colour alone, and puts whatever is of the same colours behind them into one piece with them:
 * in a frame all letters would be left alone, too. For all terminals of the page; done once.
 */
export function readInFrames(core: XtermCore): void {
  const factory = core._renderService._renderer.value?._rowFactory;
  if (factory === undefined) return;
  const prototype = Object.getPrototypeOf(factory) as RowFactory;
  if (patched.has(prototype)) return;
  patched.add(prototype);
  const { _applyMinimumContrast: apply } = prototype;
  prototype._applyMinimumContrast = function (this: RowFactory, element, ground, letters, cell, ...more) {
    return apply.call(this, element, ground, letters, isLine(cell.getCode()) ? letter(cell) : cell, ...more);
  };
}

function isLine(code: number): boolean {
  return code >= 0x2500 && code <= 0x257f;
}

/** A cell as dim as that, with a letter in it. */
function letter(cell: Cell): Cell {
  return { getCode: () => 0x78, isDim: () => cell.isDim() };
}
