import type { Plugin } from 'vite';
import { build } from 'vite';
import { defineConfig } from 'vitest/config';

const TARGET = 'es2022';

/** A script of its own which needs no other, as text. */
async function scriptOf(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { target: TARGET, write: false, lib: { entry, formats: ['iife'], name: 'unused' } },
  });
  const [chunk] = (Array.isArray(built) ? built : [built]).flatMap((part) => ('output' in part ? part.output : []));
  if (chunk?.type !== 'chunk') throw new Error(`nothing was built from ${entry}`);
  return harmless(chunk.code.trim());
}

/** Puts the scripts and the one style sheet into the page, which is then the whole of what is served. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('no index.html was built');
      let html = String(page.source);
      for (const [file, part] of Object.entries(bundle)) {
        if (part === page) continue;
        if (part.type === 'chunk') {
          html = html.replace(/<script\b[^>]*\ssrc="[^"]*"[^>]*><\/script>/, '');
          const script = harmless(part.code.trim());
          html = html.replace('</body>', () => `<script type="module">${script}</script>\n  </body>`);
        } else if (file.endsWith('.css')) {
          html = html.replace(
            /<link\b[^>]*\srel="stylesheet"[^>]*>/,
            () => `<style>${String(part.source).trim()}</style>`,
          );
        } else {
          throw new Error(`${file} cannot be put into the page`);
        }
        Reflect.deleteProperty(bundle, file);
      }
      const early = await scriptOf('src/page/early.ts');
      page.source = ascii(html.replace('<title>', () => `<script>${early}</script>\n    <title>`));
    },
  };
}

/**
 * The page in ASCII: a single letter beyond Latin 1 has browsers keep all of it in two bytes a letter, and read it half
 * as fast.
 */
function ascii(html: string): string {
  const hex = (unit: string) => unit.charCodeAt(0).toString(16);
  return html
    .replaceAll(/(<script\b[^>]*>)([^]*?)(?=<\/script>)/g, (_all, tag: string, script: string) => {
      return tag + script.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${hex(unit).padStart(4, '0')}`);
    })
    .replaceAll(/(<style\b[^>]*>)([^]*?)(?=<\/style>)/g, (_all, tag: string, style: string) => {
      return tag + style.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\${hex(unit)} `);
    })
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `&#x${hex(unit)};`);
}

/** A script without what would end or change it inside HTML; in strings, the only place, the backslash means nothing. */
function harmless(script: string): string {
  return script.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

export default defineConfig({
  base: './',
  plugins: [oneFile()],
  build: {
    target: TARGET,
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: { include: ['test/*.test.ts'] },
});
