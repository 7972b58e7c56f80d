/**
 * What a status word of the shared ISO table means, for every command that has no row of its own for it
 * (ISO/IEC 7816-4, 5.1.3). `sw` is the status word itself.
 */
export interface IsoOutcome {
  readonly kind: IsoOutcomeKind
  readonly sw: number
}

export type IsoOutcomeKind =
  | 'warning'
  | 'execution-error'
  | 'memory-failure'
  | 'wrong-length'
  | 'channel-unsupported'
  | 'secure-messaging-unsupported'
  | 'chaining-unsupported'
  | 'wrong-file-type'
  | 'security-status'
  | 'authentication-blocked'
  | 'reference-data-unusable'
  | 'conditions'
  | 'no-current-file'
  | 'secure-messaging-missing'
  | 'secure-messaging-wrong'
  | 'wrong-data'
  | 'function-unsupported'
  | 'file-absent'
  | 'record-absent'
  | 'memory-full'
  | 'wrong-p1-p2'
  | 'reference-absent'
  | 'ins-unsupported'
  | 'cla-unsupported'
  | 'unspecified-error'
  | 'unknown-status'

const exact: Readonly<Record<number, IsoOutcomeKind>> = {
  0x6400: 'execution-error',
  0x6581: 'memory-failure',
  0x6700: 'wrong-length',
  0x6881: 'channel-unsupported',
  0x6882: 'secure-messaging-unsupported',
  0x6884: 'chaining-unsupported',
  0x6981: 'wrong-file-type',
  0x6982: 'security-status',
  0x6983: 'authentication-blocked',
  0x6984: 'reference-data-unusable',
  0x6985: 'conditions',
  0x6986: 'no-current-file',
  0x6987: 'secure-messaging-missing',
  0x6988: 'secure-messaging-wrong',
  0x6a80: 'wrong-data',
  0x6a81: 'function-unsupported',
  0x6a82: 'file-absent',
  0x6a83: 'record-absent',
  0x6a84: 'memory-full',
  0x6a86: 'wrong-p1-p2',
  0x6a88: 'reference-absent',
  0x6d00: 'ins-unsupported',
  0x6e00: 'cla-unsupported',
  0x6f00: 'unspecified-error'
}

const bySw1: Readonly<Record<number, IsoOutcomeKind>> = {
  0x62: 'warning',
  0x63: 'warning',
  0x64: 'execution-error',
  0x65: 'execution-error',
  0x67: 'wrong-length',
  0x6b: 'wrong-p1-p2',
  0x6d: 'ins-unsupported',
  0x6e: 'cla-unsupported',
  0x6f: 'unspecified-error'
}

/** The shared table; `unknown-status` for what it does not hold (and for 9000 where a command refuses it). */
export function isoOutcome(sw: number): IsoOutcome {
  return { kind: exact[sw] ?? bySw1[sw >> 8] ?? 'unknown-status', sw }
}
