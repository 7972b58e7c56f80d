// Svelte needs no preprocessor here: it reads TypeScript itself as long as only types are removed.
export default {
  compilerOptions: { css: 'external' }
}
