// What the linter asks for beyond the compiler: strict, type-aware rules for the product; plain ones for the scripts.
import js from '@eslint/js'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

const typed = ['src-main/**/*.ts', 'src-renderer/**/*.{ts,svelte}', 'test/**/*.ts', '*.config.ts']

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name; default exports are for tools that want one.'
}

export default ts.config(
  { ignores: ['out/', 'dist/', 'node_modules/', 'test/vectors/'] },
  js.configs.recommended,
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: typed,
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte']
      }
    },
    rules: {
      'no-restricted-syntax': [
        'error',
        noDefaultExport,
        { selector: 'TSEnumDeclaration', message: 'Use a union of string literals.' }
      ],
      'no-restricted-globals': ['error', { name: 'crypto', message: 'Absent in the fallback Electron.' }],
      eqeqeq: 'error',
      'max-lines': ['error', 400],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false }
      ],
      // Both reject readable signatures of handlers and typed look-ups.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Numbers in messages are wanted; objects and undefined are not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Handlers and early returns that only call something void read well.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `!` hides a missing check; tests check what they expect right after.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
      ],
      // Texts that are spread here are hexadecimal digits.
      '@typescript-eslint/no-misused-spread': [
        'error',
        { allow: [{ from: 'lib', name: 'string' }, 'string'] }
      ],
      // Ports promise; what answers at once is `async` so that it rejects, and never throws.
      '@typescript-eslint/require-await': 'off',
      // Protocol code is full of loops over bytes where the index matters.
      '@typescript-eslint/prefer-for-of': 'off'
    }
  },
  {
    files: ['src-main/engine/**/*.ts', 'src-main/virtual-card/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'Buffer',
          'process',
          'setTimeout',
          'setInterval',
          'performance',
          'crypto',
          'console',
          'fetch'
        ].map((name) => ({ name, message: 'The engine is pure: no runtime, no clock, no randomness.' }))
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The engine has no clock.' },
        { object: 'Math', property: 'random', message: 'The engine has no randomness.' }
      ]
    }
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Tests hand out functions of the objects they set up.
      '@typescript-eslint/unbound-method': 'off',
      // Test doubles implement asynchronous ports without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off'
    }
  },
  { files: ['test/support/fixtures/**/*.ts'], rules: { 'max-lines': 'off' } },
  {
    // Tools want a default export from these.
    files: ['*.config.ts', 'test/**/global-setup.ts', 'test/bench/**/*.bench.ts'],
    rules: { 'no-restricted-syntax': 'off' }
  },
  ...svelte.configs.recommended,
  {
    files: ['src-renderer/**/*.svelte', 'src-renderer/**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig }
    }
  },
  {
    // It cannot tell a date or a set that a function makes for itself from one that is state.
    files: ['src-renderer/**/*.svelte', 'src-renderer/**/*.svelte.ts'],
    rules: { 'svelte/prefer-svelte-reactivity': 'off' }
  },
  {
    // The type-aware rules do not see through `$props` and snippets, and the types of each component by itself take a
    // second: svelte-check judges types in components.
    files: ['src-renderer/**/*.svelte'],
    languageOptions: { parserOptions: ts.configs.disableTypeChecked.languageOptions.parserOptions },
    rules: {
      ...ts.configs.disableTypeChecked.rules,
      'svelte/no-unused-props': 'off',
      'svelte/require-store-reactive-access': 'off',
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      'svelte/no-at-html-tags': 'error'
    }
  },
  { files: ['src-renderer/**/*.ts'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.mjs', '*.js', '.dependency-cruiser.cjs', 'scripts/**/*.js'],
    languageOptions: { globals: globals.node }
  },
  { files: ['**/*.cjs', 'scripts/fallback-launcher/*.js'], languageOptions: { sourceType: 'commonjs' } }
)
