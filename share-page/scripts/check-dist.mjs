/**
 * Checks the built page before it is packed: one file, nothing from elsewhere, two scripts that hashes can name. A page with
 * a fault is never packed, so the next build does not take it for a finished one.
 */

import { readdirSync, readFileSync } from 'node:fs';

const dist = new URL('../dist/', import.meta.url);

const faults = [];
const files = readdirSync(dist, { recursive: true }).sort();
if (files.join() !== 'index.html') faults.push(`dist holds ${files.join(', ')} instead of index.html alone`);

const html = readFileSync(new URL('index.html', dist), 'utf8');
const scripts = html.match(/<script\b/gi) ?? [];
const ends = html.match(/<\/script/gi) ?? [];
if (scripts.length !== 2 || ends.length !== 2) {
  faults.push(`${scripts.length} times <script and ${ends.length} times </script instead of two each`);
}
if (!/<script type="module">[^]+<\/script>/.test(html)) faults.push('the script is not inline');
if (!/<head>[^]*<script>[^]+<\/script>[^]*<\/head>/.test(html)) faults.push('no script in the head opens the socket');
if (html.includes('<!--')) faults.push('an HTML comment, which can hide the end of a script');
if (/\son[a-z]+\s*=/i.test(html.replace(/<script\b[^]*?<\/script>/g, '')))
  faults.push('an event handler in an attribute');

if (/[\r\0]/.test(html)) faults.push('a character which browsers replace before they hash a script');

if (/[\u0080-\uffff]/.test(html)) faults.push('a letter outside of ASCII, with which browsers read it half as fast');

const outside = html.replace(/<script\b[^]*?<\/script>/g, '');
for (const [, url] of outside.matchAll(/(?:src|href|action|srcset)\s*=\s*["']?([^"'\s>]+)/gi)) {
  if (!url.startsWith('data:') && !url.startsWith('#')) faults.push(`something is loaded from ${url}`);
}
for (const [, url] of html.matchAll(/(?:url\(|@import\s)\s*["']?((?:https?:)?\/\/[^"')\s]+)/gi)) {
  faults.push(`a style loads ${url}`);
}

for (const fault of faults) console.error(`dist: ${fault}`);
if (faults.length > 0) process.exit(1);
