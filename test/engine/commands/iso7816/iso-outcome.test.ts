import { expect, it } from 'vitest'
import { isoOutcome } from '../../../../src-main/engine/commands/iso7816/iso-outcome'

const rows: Record<string, string> = {
  '6200': 'warning',
  '6285': 'warning',
  '63C2': 'warning',
  '6400': 'execution-error',
  '6401': 'execution-error',
  '6500': 'execution-error',
  '6581': 'memory-failure',
  '6700': 'wrong-length',
  '6881': 'channel-unsupported',
  '6882': 'secure-messaging-unsupported',
  '6884': 'chaining-unsupported',
  '6981': 'wrong-file-type',
  '6982': 'security-status',
  '6983': 'authentication-blocked',
  '6984': 'reference-data-unusable',
  '6985': 'conditions',
  '6986': 'no-current-file',
  '6987': 'secure-messaging-missing',
  '6988': 'secure-messaging-wrong',
  '6A80': 'wrong-data',
  '6A81': 'function-unsupported',
  '6A82': 'file-absent',
  '6A83': 'record-absent',
  '6A84': 'memory-full',
  '6A86': 'wrong-p1-p2',
  '6A88': 'reference-absent',
  '6B00': 'wrong-p1-p2',
  '6D00': 'ins-unsupported',
  '6E00': 'cla-unsupported',
  '6F00': 'unspecified-error',
  '9406': 'unknown-status',
  '0000': 'unknown-status',
  FFFF: 'unknown-status'
}

it.each(Object.entries(rows))('%s is %s', (sw, kind) => {
  expect(isoOutcome(Number.parseInt(sw, 16))).toEqual({ kind, sw: Number.parseInt(sw, 16) })
})
