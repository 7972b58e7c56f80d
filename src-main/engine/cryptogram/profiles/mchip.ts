import { CARD_FIELDS, TERMINAL_FIELDS } from './fields'
import { type CryptogramProfile, type InputField } from './profile'

// 9F10: key index, version, CVR (6 bytes), DAC or ICC dynamic number (2 bytes), counters (8 bytes).
const CVR: InputField = { tag: 0x9f10, part: { offset: 2, length: 6 } }
const COUNTERS: InputField = { tag: 0x9f10, part: { offset: 10, length: 8 } }

const withoutCounters = [...TERMINAL_FIELDS, ...CARD_FIELDS, CVR]
const withCounters = [...withoutCounters, COUNTERS]

const proprietaryKey = {
  scheme: 'mchip',
  algorithm: '3des',
  section: 'M/Chip 4, application cryptogram (SKD)',
  padding: 2,
  session: 'mchip-skd',
  // The answer is made with the card's key itself.
  arpc: { method: 1, session: 'none' },
  script: {
    session: 'emv-csk-arqc',
    macLength: 8,
    pin: { block: 'iso-2', mask: 'ac', encipherment: 'chained' }
  },
  evidence: 'vectors'
} as const satisfies Partial<CryptogramProfile>

const commonKey = {
  ...proprietaryKey,
  section: 'M/Chip 4, application cryptogram (EMV CSK)',
  session: 'emv-csk',
  arpc: { method: 1, session: 'emv-csk' }
} as const satisfies Partial<CryptogramProfile>

/** M/Chip 4 and M/Chip Advance. */
export const MCHIP_PROFILES: readonly CryptogramProfile[] = [
  { ...proprietaryKey, id: 'mchip-10', cvn: 0x10, fields: withoutCounters },
  { ...proprietaryKey, id: 'mchip-11', cvn: 0x11, fields: withCounters },
  { ...commonKey, id: 'mchip-14', cvn: 0x14, fields: withoutCounters },
  { ...commonKey, id: 'mchip-15', cvn: 0x15, fields: withCounters }
]
