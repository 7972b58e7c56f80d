import { CARD_FIELDS, TERMINAL_FIELDS } from './fields'
import { type CryptogramProfile, type InputField } from './profile'

// 9F10: length, key index, version, CVR (4 bytes, the first of which is its length 03), algorithm, issuer data.
const CVR: InputField = { tag: 0x9f10, part: { offset: 3, length: 4 } }
const CVR_SECOND_BYTE: InputField = { tag: 0x9f10, part: { offset: 4, length: 1 } }

const debitCredit = {
  scheme: 'pboc',
  cvn: 0x01,
  section: 'JR/T 0025.7, application cryptogram, version 01',
  fields: [...TERMINAL_FIELDS, ...CARD_FIELDS, CVR],
  padding: 2,
  session: 'pboc',
  arpc: { method: 1, session: 'pboc' },
  script: {
    session: 'pboc',
    macLength: 4,
    pin: { block: 'masked', mask: 'ac', encipherment: 'sized' }
  }
} as const satisfies Partial<CryptogramProfile>

const quick = {
  ...debitCredit,
  cvn: 0x17,
  section: 'JR/T 0025.12, application cryptogram, version 17',
  fields: [
    { tag: 0x9f02, length: 6 },
    { tag: 0x9f37, length: 4 },
    { tag: 0x9f36, length: 2 },
    CVR_SECOND_BYTE
  ]
} as const satisfies Partial<CryptogramProfile>

/** PBOC debit/credit and e-cash, and qPBOC ("flash pay"), with 3DES and with SM4. */
export const PBOC_PROFILES: readonly CryptogramProfile[] = [
  { ...debitCredit, id: 'pboc-01', algorithm: '3des', evidence: 'vectors' },
  { ...quick, id: 'pboc-17', algorithm: '3des', evidence: 'self-consistent' },
  { ...debitCredit, id: 'pboc-01-sm4', algorithm: 'sm4', evidence: 'self-consistent' },
  { ...quick, id: 'pboc-17-sm4', algorithm: 'sm4', evidence: 'self-consistent' }
]
