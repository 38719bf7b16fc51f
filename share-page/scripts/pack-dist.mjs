/**
 * Packs the built page for the server, which needs it compressed and its scripts' hashes for the content security policy:
 * neither is work for the start of every share.
 */

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const page = new URL('../dist/index.html', import.meta.url);

const html = readFileSync(page, 'utf8');
const hashes = [...html.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(
  ([, script]) => `sha256-${createHash('sha256').update(script).digest('base64')}`,
);
writeFileSync(new URL('index.html.gz', page), gzipSync(html, { level: 9 }));
writeFileSync(new URL('index.html.hashes', page), `${hashes.join('\n')}\n`);
