import { concat, uintBytes } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import type { CardImage } from '../card-image'
import type { ContactProtocol } from '../chip/atr'
import { USUAL_CAPACITY } from '../chip/chip-settings'
import { CARD_STATE } from '../os/registry'
import { CardBuilder, type CardBody, type ElementDomain } from './card-builder'
import { CREDIT_ECASH } from './credit-ecash'
import { DEBIT_ECASH } from './debit-ecash'
import { ECASH } from './ecash'
import { personalizePboc, type PbocProfile } from './pboc-profile'

export const READY_MADE_CARDS = [
  ...(['blank', 'ecash', 'debit-ecash', 'credit-ecash'] as const),
  ...(['blank-embedded-se', 'blank-nfc-sim', 'blank-nfc-sd'] as const)
] as const
export type ReadyMadeCard = (typeof READY_MADE_CARDS)[number]

/**
 * COMPACT-TLV (ISO/IEC 7816-4, 12.1.1): selection by full and partial name, no MF; short file identifiers, no chaining, one
 * logical channel; pre-issuing data `CWTEST1`.
 */
const HISTORICAL = hex('80 31C1 73C42100 67 43575445535431')

interface Body extends Pick<CardBody, 'protocols' | 'cardState'> {
  /** Last byte of the serial numbers of this kind. */
  readonly code: number
}

const BODIES: Readonly<Record<ReadyMadeCard, Body>> = {
  blank: { protocols: ['T=1'], cardState: CARD_STATE.opReady, code: 1 },
  ecash: { protocols: ['T=0'], cardState: CARD_STATE.secured, code: 2 },
  'debit-ecash': { protocols: ['T=0'], cardState: CARD_STATE.secured, code: 3 },
  'credit-ecash': { protocols: ['T=1'], cardState: CARD_STATE.secured, code: 4 },
  'blank-embedded-se': { protocols: ['T=1'], cardState: CARD_STATE.secured, code: 5 },
  'blank-nfc-sim': { protocols: ['T=0'], cardState: CARD_STATE.secured, code: 6 },
  'blank-nfc-sd': { protocols: ['T=1'], cardState: CARD_STATE.opReady, code: 7 }
}

const PROFILES: Readonly<Partial<Record<ReadyMadeCard, Omit<PbocProfile, 'psn'>>>> = {
  ecash: ECASH,
  'debit-ecash': DEBIT_ECASH,
  'credit-ecash': CREDIT_ECASH
}

/** Domains for payment that an operator or maker has handed over; the bank gets the domain's keys with it. */
const ELEMENT_DOMAINS: Readonly<Partial<Record<ReadyMadeCard, ElementDomain>>> = {
  'blank-embedded-se': {
    ...{ aid: hex('F043575344E1'), keyVersion: 0x30 },
    ...{ algorithm: 'aes', diversification: 'kdf3' }
  },
  'blank-nfc-sim': {
    ...{ aid: hex('F043575344D1'), keyVersion: 0x20 },
    ...{ algorithm: '3des', diversification: 'emv', scp02Options: 0x55 }
  }
}

// Certificates are signed anew for each image, and each image of a kind is the same. Blank chips are made at once.
const made = new Map<string, CardImage>()

/**
 * A fresh card of this kind, as an image; each call starts from the same state. `number`: which of its kind it is, from 1, as
 * serial number and PAN sequence number: cards of a kind share their account.
 */
export function readyMadeCard(
  kind: ReadyMadeCard,
  protocols?: readonly ContactProtocol[],
  number = 1
): CardImage {
  const name = [kind, number, ...(protocols ?? [])].join()
  const image = made.get(name) ?? make(kind, protocols, number)
  if (PROFILES[kind] !== undefined) made.set(name, image)
  return image
}

function make(
  kind: ReadyMadeCard,
  protocols: readonly ContactProtocol[] | undefined,
  number: number
): CardImage {
  const builder = new CardBuilder(bodyOf(kind, protocols, number))
  const profile = PROFILES[kind]
  const domain = ELEMENT_DOMAINS[kind]
  if (domain !== undefined) builder.installDomain(domain)
  if (profile !== undefined) {
    const psn = String(number).padStart(2, '0').slice(-2)
    personalizePboc(builder.install(profile.aid, 'pboc'), { ...profile, psn })
    builder.installDirectories([profile])
  }
  return builder.image()
}

export function isReadyMadeCard(name: string): name is ReadyMadeCard {
  return READY_MADE_CARDS.some((kind) => kind === name)
}

/** Chips of a kind are alike but for their serial numbers. */
function bodyOf(
  kind: ReadyMadeCard,
  protocols: readonly ContactProtocol[] | undefined,
  number: number
): CardBody {
  const { code, ...body } = BODIES[kind]
  const serial = concat(uintBytes(number - 1, 3), Uint8Array.of(code))
  return {
    ...body,
    ...(protocols !== undefined && { protocols }),
    historical: HISTORICAL,
    // A random-looking 4-byte UID may not begin with 08, which marks one that changes (ISO/IEC 14443-3, 6.5.4).
    uid: concat(Uint8Array.of(0x43), serial.subarray(1)),
    capacity: USUAL_CAPACITY,
    serial
  }
}
