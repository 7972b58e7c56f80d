import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { bench, type Bench } from './support'

/** A blank virtual chip with power. */
export function chip(): VirtualCard {
  const card = VirtualCard.fromImage(readyMadeCard('blank', ['T=1']))
  card.powerUp('contact')
  return card
}

export function benchOf(card: VirtualCard): Bench {
  return bench((command) => toHex(card.transmit(hex(command))))
}
