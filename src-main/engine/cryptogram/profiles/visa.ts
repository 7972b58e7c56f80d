import { CARD_FIELDS, TERMINAL_FIELDS } from './fields'
import { type CryptogramProfile } from './profile'

const version10 = {
  scheme: 'visa',
  algorithm: '3des',
  section: 'VIS 1.5, Annex D, CVN 10',
  // 9F10, format 0/1/3: length, key index, version, CVR (4 bytes).
  fields: [...TERMINAL_FIELDS, ...CARD_FIELDS, { tag: 0x9f10, part: { offset: 3, length: 4 } }],
  padding: 1,
  session: 'none',
  arpc: { method: 1, session: 'none' },
  script: {
    session: 'visa-sm',
    macLength: 8,
    pin: { block: 'masked', mask: 'ac', encipherment: 'sized' }
  }
} as const satisfies Partial<CryptogramProfile>

const version18 = {
  ...version10,
  section: 'VIS 1.5, Annex D, CVN 18',
  fields: [...TERMINAL_FIELDS, ...CARD_FIELDS, { tag: 0x9f10 }],
  padding: 2,
  session: 'emv-csk',
  arpc: { method: 2, session: 'emv-csk' },
  script: version10.script
} as const satisfies Partial<CryptogramProfile>

/** Visa's versions; 17 is the short one of qVSDC. */
export const VISA_PROFILES: readonly CryptogramProfile[] = [
  { ...version10, id: 'visa-10', cvn: 0x0a, evidence: 'vectors' },
  {
    ...version10,
    id: 'visa-17',
    cvn: 0x11,
    section: 'VCPS 2.1, CVN 17',
    fields: [
      { tag: 0x9f02, length: 6 },
      { tag: 0x9f37, length: 4 },
      { tag: 0x9f36, length: 2 },
      { tag: 0x9f10, part: { offset: 4, length: 1 } }
    ],
    evidence: 'self-consistent'
  },
  { ...version18, id: 'visa-18', cvn: 0x12, evidence: 'vectors' },
  {
    ...version18,
    id: 'visa-22',
    cvn: 0x22,
    section: "VIS 1.6, Annex D, CVN '22'",
    script: {
      ...version10.script,
      session: 'emv-csk-arqc',
      pin: { ...version10.script.pin, block: 'iso-2-without-current' }
    },
    evidence: 'vectors'
  }
]
