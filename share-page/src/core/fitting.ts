/** The size of one character cell, in CSS pixels, at a font size. */
export type Measure = (fontSize: number) => { readonly width: number; readonly height: number };

export interface Space {
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
}

/** Below this nothing can be read, and the terminal is scrolled rather than made smaller. */
const SMALLEST = 4;
/** Beyond this a small terminal would look like a poster. */
const LARGEST = 32;

/** The largest letters that anybody zooms to. */
const HUGE = 96;

/** The font size for a zoom: 1 is the size at which everything fits. */
export function zoomedFontSize(fitting: number, zoom: number, ratio: number, measure: Measure): number {
  if (zoom === 1) return fitting;
  const pixels = Math.max(1, Math.round(Math.floor(measure(fitting).width * ratio) * zoom));
  const size = sizeFor(pixels, ratio, measure(100).width / 100, measure);
  return Math.min(HUGE, Math.max(SMALLEST, size));
}

/**
 * The largest font size at which so many columns and rows fit into a space. Cells are whole device pixels wide, or
 * letters would be blurred by being drawn between pixels.
 */
export function fontSizeFor(cols: number, rows: number, space: Space, measure: Measure): number {
  const { width, height, ratio } = space;
  const unit = measure(100).width / 100;
  for (let pixels = Math.floor((width * ratio) / cols); pixels > 0; pixels--) {
    const size = sizeFor(pixels, ratio, unit, measure);
    if (size > LARGEST) continue;
    if (size < SMALLEST) break;
    const cell = measure(size);
    const wide = Math.floor(cell.width * ratio) * cols;
    const high = Math.ceil(cell.height * ratio) * rows;
    if (wide <= width * ratio && high <= height * ratio) return size;
  }
  return SMALLEST;
}

/**
 * The font size whose cells are so many device pixels wide. Renderers round widths down, and widths do not grow
 * evenly with the font size where letters are hinted: the computed size may have to be a little larger.
 */
function sizeFor(pixels: number, ratio: number, unit: number, measure: Measure): number {
  const reaches = (size: number) => Math.floor(measure(size).width * ratio) >= pixels;
  const exact = pixels / (unit * ratio);
  let enough = exact;
  while (!reaches(enough) && enough < exact * 1.1) enough += 0.05;
  // Not a hair more than it takes: where widths are not rounded, the excess adds up over a line.
  let short = enough - 0.05;
  for (let i = 0; i < 8; i++) {
    const middle = (short + enough) / 2;
    if (reaches(middle)) enough = middle;
    else short = middle;
  }
  return enough;
}
