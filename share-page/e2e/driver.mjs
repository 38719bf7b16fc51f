/**
 * Drives a real Chromium for the tests in Java: reads one command a line from standard input, `{"id":1,"do":"open",…}`,
 * and answers each with one line, `{"id":1,"value":…}` or `{"id":1,"error":"…"}`. Ends with its input.
 */

import process from 'node:process';
import { createInterface } from 'node:readline';
import { startBrowser } from '../test/browser/browser.mjs';
import { Viewer } from './viewer.mjs';

// Certificates vouch for themselves here; whether they are the right ones is tested elsewhere.
const browser = await startBrowser('--disable-gpu', '--ignore-certificate-errors');
const viewers = new Map();

async function run(command) {
  if (command.do === 'open') {
    const viewer = await Viewer.open(browser, command);
    viewers.set(command.page, viewer);
    return undefined;
  }
  const viewer = viewers.get(command.page);
  if (viewer === undefined) throw new Error(`there is no page ${command.page}`);
  return viewer[command.do](command);
}

async function answer(line) {
  const command = JSON.parse(line);
  let reply;
  try {
    reply = { id: command.id, value: (await run(command)) ?? null };
  } catch (error) {
    reply = { id: command.id, error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

for await (const line of createInterface({ input: process.stdin })) await answer(line);
await browser.close();
