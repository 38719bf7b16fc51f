import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What only one file may import, and what lower layers may not see. */
const doors = {
  xterm: { group: ['@xterm/*'], message: 'Only src/page/terminal.ts knows xterm.js.' },
  page: { group: ['**/page/*'], message: 'src/core does not know the page.' },
};

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['./src/core/tsconfig.json', './tsconfig.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Text goes into the document by textContent.' },
        { property: 'outerHTML', message: 'Text goes into the document by textContent.' },
        { property: 'insertAdjacentHTML', message: 'Text goes into the document by textContent.' },
      ],
    },
  },
  {
    files: ['src/core/**/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [doors.xterm, doors.page] }] },
  },
  {
    files: ['src/page/**/*.ts'],
    ignores: ['src/page/terminal.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [doors.xterm] }] },
  },
  {
    files: ['scripts/**/*.mjs', 'test/**/*.mjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        // What the tests run inside the browser.
        ClipboardEvent: 'readonly',
        DataTransfer: 'readonly',
        setTimeout: 'readonly',
        document: 'readonly',
        window: 'readonly',
      },
    },
  },
);
