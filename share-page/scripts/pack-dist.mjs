/**
 * Packs the built page for the server, which needs it compressed and its scripts' hashes for the content security policy:
 * neither is work for the start of every share. The compressed page, which must not be too large, comes last: where
 * it is, the build has succeeded.
 */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET = 250 * 1024;
const page = new URL('../dist/index.html', import.meta.url);

const html = readFileSync(page, 'utf8');
const hashes = [...html.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(
  ([, script]) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
);
const packed = gzipSync(html, { level: 9 });
if (packed.length > BUDGET) {
  console.error(`dist: ${packed.length} bytes compressed are more than ${BUDGET}`);
  process.exit(1);
}
writeFileSync(new URL('index.html.hashes', page), `${hashes.join('\n')}\n`);
writeFileSync(new URL('index.html.gz', page), packed);
console.log(`dist/index.html: ${html.length} bytes, ${packed.length} compressed`);
