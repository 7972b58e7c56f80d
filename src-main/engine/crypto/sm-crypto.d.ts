// The two parts of sm-crypto that are used, each by itself: its main file would bring an SM2 of its own along.

declare module 'sm-crypto/src/sm3/index.js' {
  /** Lower-case hexadecimal of 32 bytes. */
  function sm3(input: Uint8Array): string
  export = sm3
}

declare module 'sm-crypto/src/sm4/index.js' {
  interface Options {
    readonly padding: 'none'
    readonly output: 'array'
    readonly mode?: 'cbc'
    readonly iv?: Uint8Array
  }
  type Operation = (input: Uint8Array, key: Uint8Array, options: Options) => number[]
  const sm4: { readonly encrypt: Operation; readonly decrypt: Operation }
  export = sm4
}
