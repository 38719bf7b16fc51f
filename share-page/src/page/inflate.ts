/** Inflates raw deflate (RFC 1951) and holds it to the announced length, so that no message grows without end. */
export async function inflate(deflate: Uint8Array, length: number): Promise<Uint8Array> {
  const source = new Blob([deflate as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const bytes = new Uint8Array(length);
  let filled = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const part: Uint8Array = next.value;
    if (filled + part.length > length) {
      await reader.cancel();
      throw new Error('more bytes than announced');
    }
    bytes.set(part, filled);
    filled += part.length;
  }
  if (filled !== length) throw new Error('fewer bytes than announced');
  return bytes;
}
