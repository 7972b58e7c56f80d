import { type KeyAlgorithm, type KeyRef } from '../crypto/key-ref'

/** What a step does; the words are in `texts/phrases/cryptogram.ts`. */
export type StepName =
  | 'diversification-data'
  | 'card-key'
  | 'session-key'
  | 'tree-key'
  | 'cryptogram-input'
  | 'application-cryptogram'
  | 'arpc-method-1'
  | 'arpc-method-2'
  | 'issuer-data-mac'
  | 'script-mac'
  | 'script-encipherment'
  | 'script-decipherment'
  | 'pin-block'
  | 'data-authentication-code'
  | 'dynamic-number'

export type ValueName =
  | 'pan'
  | 'psn'
  | 'diversification'
  | 'issuer-key'
  | 'card-key'
  | 'parent-key'
  | 'tree-key'
  | 'grandparent-key'
  | 'session-key'
  | 'mask-key'
  | 'atc'
  | 'un'
  | 'arqc'
  | 'derivation-data'
  | 'branch'
  | 'input'
  | 'ac'
  | 'arc'
  | 'csu'
  | 'proprietary'
  | 'arpc'
  | 'issuer-data'
  | 'command-header'
  | 'command-data'
  | 'mac'
  | 'plain'
  | 'enciphered'
  | 'pin-block'
  | 'code'
  | 'dynamic-number'

/** One value of a step. A key is shown by its check value, never by its bytes. */
export type StepValue =
  | {
      readonly name: ValueName
      readonly bytes: Uint8Array
      /** Shown only to a person who asked for it: account numbers and PINs. */
      readonly sensitive?: true
    }
  /** A data object, or the part of it that is used. */
  | { readonly tag: number; readonly bytes: Uint8Array }
  | { readonly name: ValueName; readonly algorithm: KeyAlgorithm; readonly kcv: Uint8Array }

/** A step as the composition tells it: with keys by reference, whose check values the driver adds. */
export type DraftValue =
  Extract<StepValue, { readonly bytes: Uint8Array }> | { readonly name: ValueName; readonly key: KeyRef }

interface StepOf<Value> {
  readonly name: StepName
  /** The specification and section that ask for the step. */
  readonly section: string
  readonly inputs: readonly Value[]
  /** What the inputs were put together to, before padding. */
  readonly block?: Uint8Array
  readonly padded?: Uint8Array
  /** Whether `block` and `padded` hold an account number or a PIN. */
  readonly sensitiveBlock?: true
  readonly result: Value
}

export type StepDraft = StepOf<DraftValue>
export type Step = StepOf<StepValue>
