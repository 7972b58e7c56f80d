import { hex, toHex } from '../../src-main/engine/bytes/hex'
import type { CardEvent, CardInterface } from '../../src-main/virtual-card/card-log'
import type { ContactProtocol } from '../../src-main/virtual-card/chip/atr'
import { readyMadeCard, type ReadyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'

/** A ready-made card with power, spoken to in hex. */
export interface CardUnderTest {
  readonly card: VirtualCard
  readonly events: CardEvent[]
  /** Sends exactly these bytes. */
  send(command: string): string
}

/** T=1 unless told otherwise, so that an answer comes with its command. */
export function cardUnderTest(
  kind: ReadyMadeCard = 'debit-ecash',
  cardInterface: CardInterface = 'contact',
  protocol: ContactProtocol = 'T=1'
): CardUnderTest {
  return powered(VirtualCard.fromImage(readyMadeCard(kind, [protocol])), cardInterface)
}

export function powered(card: VirtualCard, cardInterface: CardInterface = 'contact'): CardUnderTest {
  const events: CardEvent[] = []
  card.observe((event) => events.push(event))
  card.powerUp(cardInterface)
  return { card, events, send: (command) => toHex(card.transmit(hex(command))) }
}

export const AID = {
  debit: 'A000000333010101',
  credit: 'A000000333010102',
  ecash: 'A000000333010106'
} as const

export function selectCommand(aid: string, p2 = '00'): string {
  return `00A404${p2}${(aid.length / 2).toString(16).padStart(2, '0')}${aid}00`
}

/** GET PROCESSING OPTIONS on contact: e-cash indicator, amount in minor units, currency. */
export function contactOptions(ecash: '00' | '01', amount = 0, currency = '0156'): string {
  return `80A800000B8309${ecash}${String(amount).padStart(12, '0')}${currency}00`
}

/** GET PROCESSING OPTIONS contactless with these terminal transaction qualifiers, all else zero. */
export function contactlessOptions(ttq: string): string {
  return `80A80000238321${ttq}${'00'.repeat(29)}00`
}

/** Cells of the PBOC application, whose names are long. */
export function cellOf(aid: string, cell: string): string {
  return `${aid}/${cell}`
}
