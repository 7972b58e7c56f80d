import { toHex } from '../../../src-main/engine/bytes/hex'
import { Secret } from '../../../src-main/engine/crypto/secret'
import type { IssuerCard } from '../../../src-main/services/issuer/issuer-store-port'
import { pinIsRight } from '../../../src-main/services/issuer/pin-verifier'
import { CELL, objectCell } from '../../../src-main/virtual-card/applications/pboc/pboc-cells'
import { pinBlock } from '../../../src-main/virtual-card/applications/pboc/script/pin-change'
import { CARD_STATE } from '../../../src-main/virtual-card/os/registry'
import { NEW_PIN, PIN } from './holder'
import type { MatrixWorld } from './matrix-world'

/** What card and issuer both know of a card, and have to agree on. */
export interface Known {
  /** Balance, transaction, threshold; minor units. */
  readonly limits: string
  /** The PIN that is right, where there is one. */
  readonly pin: string
  readonly pinTries: string
  readonly status: string
}

/** What the card does: read from its memory. */
export function cardSide(world: MatrixWorld): Known {
  const cell = world.cells()
  const amount = (tag: number): number => Number(toHex(cell(objectCell(tag)) ?? new Uint8Array(6)))
  const pin = cell(CELL.pin)
  const matching = [PIN, NEW_PIN].filter((candidate) => pin && toHex(pin) === toHex(pinBlock(candidate)))
  const isBlocked = (cell(CELL.blocked)?.[0] ?? 0) !== 0
  const isCardBlocked = (cell('card-state')?.[0] ?? 0) >= CARD_STATE.cardLocked
  return {
    limits: [amount(0x9f77), amount(0x9f78), amount(0x9f6d)].join('/'),
    pin: pin === undefined ? 'none' : matching.join(),
    pinTries: pin === undefined ? 'none' : String(cell(objectCell(0x9f17))?.[0] ?? 0),
    status: isCardBlocked ? 'card-blocked' : isBlocked ? 'application-blocked' : 'active'
  }
}

/** What the issuer would say. */
export async function issuerSide(world: MatrixWorld): Promise<Known> {
  const card = await world.issuerCard()
  const { balanceLimit, transactionLimit, resetThreshold, pinTriesLeft, status } = card
  return {
    limits: [balanceLimit, transactionLimit, resetThreshold].join('/'),
    pin: card.pin === undefined ? 'none' : ((await pinOf(card)) ?? ''),
    pinTries: card.pin === undefined ? 'none' : String(pinTriesLeft),
    status
  }
}

/** Which of the PINs that there are the issuer takes. */
export async function pinOf({ pin }: IssuerCard): Promise<string | undefined> {
  if (pin === undefined) return undefined
  for (const candidate of [PIN, NEW_PIN]) {
    if (await pinIsRight(pin, new Secret(new TextEncoder().encode(candidate)))) return candidate
  }
  return undefined
}

const KEYS = ['limits', 'pin', 'pinTries', 'status'] as const

/** Where card and issuer differ, in words. */
export function disagreements(card: Known, issuer: Known, apart: Partial<Known> = {}): string[] {
  return KEYS.filter((key) => apart[key] === undefined && card[key] !== issuer[key]).map(
    (key) => `the card says ${key} ${card[key]}, the issuer ${issuer[key]}`
  )
}

/** Where a card has become another one than it was, but for what was meant to change. */
export function changes(before: Known, after: Known, meant: Partial<Known> = {}): string[] {
  return KEYS.filter((key) => meant[key] === undefined && before[key] !== after[key]).map(
    (key) => `${key} was ${before[key]} and is ${after[key]}`
  )
}
