import type { XtermCore } from './xtermParts';

/**
 * Drops what xterm.js keeps of its old size after a resize: in the alternate screen the cells cut off at the right,
 * which would come back with the next widening, and while that screen is not in use its old height. Whoever joins
 * after the resize has neither, and both have to see the same.
 */
export function forgetOldSize(core: XtermCore): void {
  const { alt } = core.buffers;
  if (alt.lines.length === 0) alt.lines.maxLength = core.rows;
  for (let i = 0; i < alt.lines.length; i++) {
    const line = alt.lines.get(i);
    if (line !== undefined && line.length > core.cols) line.resize(core.cols, alt.getNullCell());
  }
}
