import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** Puts the one script and the one style sheet into the page, which is then the whole of what is served. */
function oneFile(): Plugin {
  return {
    name: 'one-file',
    enforce: 'post',
    generateBundle(_options, bundle) {
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
      page.source = html;
    },
  };
}

/** A script without what would end or change it inside HTML; in strings, the only place, the backslash means nothing. */
function harmless(script: string): string {
  return script.replaceAll(/<\/(script)/gi, '<\\/$1').replaceAll('<!--', '<\\!--');
}

export default defineConfig({
  base: './',
  plugins: [oneFile()],
  build: {
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  test: { include: ['test/*.test.ts'] },
});
