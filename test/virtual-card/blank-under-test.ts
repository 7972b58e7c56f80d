import type { CardInterface } from '../../src-main/virtual-card/card-log'
import { readyMadeCard } from '../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../src-main/virtual-card/virtual-card'
import { powered, selectCommand, type CardUnderTest } from './card-under-test'
import { ISD, open, type Access, type Host } from './domain-under-test'

/** A blank chip whose issuer's domain is selected. */
export function blankUnderTest(cells: Readonly<Record<string, string>> = {}): CardUnderTest {
  const image = readyMadeCard('blank', ['T=1'])
  const memory = { ...image.memory, cells: { ...image.memory.cells, ...cells } }
  return powered(VirtualCard.fromImage({ ...image, memory }))
}

/** The card as it is, powered anew. */
export function powerCycled({ card }: CardUnderTest, side: CardInterface = 'contact'): CardUnderTest {
  return powered(VirtualCard.fromImage(card.toImage()), side)
}

/** A session with the application of this AID. */
export function openOn(card: CardUnderTest, aid = ISD, access: Access = {}): Host {
  const selected = card.send(selectCommand(aid))
  if (!selected.endsWith('9000')) throw new Error(`SELECT ${aid}: ${selected}`)
  return open(card, access)
}
