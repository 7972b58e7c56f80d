type Sentences = Readonly<Record<string, string>>

/** A feature's sentences in both languages; the compiler asks for the same keys in each. */
export interface Catalog<E extends Sentences> {
  readonly en: E
  readonly zh: { readonly [K in keyof E]: string }
}

/**
 * Sentences by key; `{{name}}` is filled in. What counts something has two keys, `key_one` and `key_other`, and is
 * asked for as `key` with `count`.
 */
export function catalog<const E extends Sentences>(
  en: E,
  zh: { readonly [K in keyof E]: string }
): Catalog<E> {
  return { en, zh }
}
