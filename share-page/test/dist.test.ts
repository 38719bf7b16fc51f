import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const PAGE = '<html><head><script>early()</script></head><body><script type="module">go()</script></body></html>';
const PACKED = ['index.html', 'index.html.gz', 'index.html.hashes'];

/** What `npm run build` does once Vite has written a page, in a directory of its own. */
describe('the built page', { timeout: 60_000 }, () => {
  const project = fileURLToPath(new URL('..', import.meta.url));
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'jshare-dist-'));
    cpSync(join(project, 'scripts'), join(directory, 'scripts'), { recursive: true });
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function build(html: string): string[] {
    const { scripts } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as {
      scripts: { build: string };
    };
    // As Vite does.
    rmSync(join(directory, 'dist'), { recursive: true, force: true });
    mkdirSync(join(directory, 'dist'));
    writeFileSync(join(directory, 'dist/index.html'), html);
    const steps = scripts.build.split(' && ').filter((step) => step !== 'vite build');
    try {
      execFileSync('sh', ['-c', steps.join(' && ')], { cwd: directory, stdio: 'pipe' });
    } catch {
      return readdirSync(join(directory, 'dist'));
    }
    return ['built', ...readdirSync(join(directory, 'dist'))];
  }

  it('is packed when it is as it should be', () => {
    expect(build(PAGE)).toEqual(['built', ...PACKED]);
  });

  it.each([
    ['loads something', PAGE.replace('<body>', '<body><img src="https://example.org/x.png">')],
    ['has a third script', PAGE.replace('<body>', '<body><script>more()</script>')],
    ['is too large', PAGE.replace('go()', `go("${randomBytes(300_000).toString('base64')}")`)],
  ])('is not taken for a finished one when it %s', (_fault, html) => {
    expect(build(html)).toEqual(['index.html']);
  });
});
