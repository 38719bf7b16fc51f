/** Whether the browser has what the page cannot do without; all have had it since the spring of 2023. */
export function isSupported(): boolean {
  try {
    // Some that know streams of deflate do not know them raw.
    new DecompressionStream('deflate-raw');
    return typeof ResizeObserver === 'function' && typeof AbortSignal.timeout === 'function';
  } catch {
    return false;
  }
}
