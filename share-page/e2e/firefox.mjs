/**
 * Opens a link in a real Firefox for the tests in Java: says `live`, waits until the text of the second argument is on the
 * screen, and then writes the screen and what `?debug` shows as one line of JSON.
 */

import process from 'node:process';
import { Firefox } from '../test/browser/firefox.mjs';

const [, , link, text] = process.argv;
const complaints = [];
const firefox = await Firefox.start();
firefox.on('log', (complaint) => complaints.push(complaint));
try {
  await firefox.open(link);
  await firefox.until("globalThis.jshare?.state().phase?.kind === 'live'");
  process.stdout.write('live\n');
  await firefox.until(`jshare.screen().lines.some((line) => line.text.trimEnd() === ${JSON.stringify(text)})`);
  await firefox.until("document.querySelector('#debug').textContent.includes('deflated')");
  const lines = await firefox.value('jshare.screen().lines.map((line) => line.text.trimEnd())');
  process.stdout.write(`${JSON.stringify({ screen: lines.join('\n'), complaints })}\n`);
} finally {
  await firefox.close();
}
