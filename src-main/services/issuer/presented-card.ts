import { toHex } from '../../engine/bytes/hex'
import type { ChipData, HostReason } from '../../engine/workflow/host'
import { checkCryptogram, type ProvenCard } from './card-cryptogram'
import { chipFacts, counterOf, type ChipFacts, type CryptogramKind } from './chip-facts'
import { atcJump, ISSUER_CURRENCY, type IssuerContext, refused, type Refusal } from './issuer-context'
import type { CardChanges, IssuerCard } from './issuer-store-port'

/** A card of this issuer whose cryptogram is right. */
export interface PresentedCard {
  readonly kind: 'presented'
  readonly card: IssuerCard
  readonly facts: ChipFacts
  readonly proven: ProvenCard
  readonly atc: number
}

/** The amount and currency that a request names beside the chip's data. */
export interface Named {
  readonly amount: number
  readonly currency: number
}

/**
 * Finds the card that the chip's data speak of and checks its cryptogram, which must be one of `kinds` and must have
 * been made for the amount that is named.
 */
export async function presentedCard(
  context: IssuerContext,
  chip: ChipData,
  named: Named,
  kinds: readonly CryptogramKind[]
): Promise<PresentedCard | Refusal> {
  if (named.currency !== ISSUER_CURRENCY) return refused('currency-differs')
  const facts = chipFacts(chip)
  if (facts === undefined) return refused('data-missing')
  if (facts.currency !== named.currency) return refused('currency-differs')
  if (facts.amount !== named.amount) return refused('amount-invalid')
  const card = await knownCard(context, facts)
  if (card.kind === 'refused') return card
  const check = checkCryptogram(context.keys, facts, chip)
  switch (check.kind) {
    case 'wrong':
      return refused('cryptogram-wrong')
    case 'missing':
      return refused('data-missing')
    case 'unknown-version':
      return refused('service-unavailable')
    case 'right':
      if (!kinds.includes(facts.kind)) return refused('cryptogram-wrong')
      return { kind: 'presented', card: card.card, facts, proven: check.card, atc: counterOf(facts) }
  }
}

async function knownCard(
  { stores, references }: IssuerContext,
  { pan, psn }: ChipFacts
): Promise<{ readonly kind: 'known'; readonly card: IssuerCard } | Refusal> {
  const card = await stores.issuer.card(references.reference(pan, psn))
  if (card !== undefined) return { kind: 'known', card }
  const sameNumber = await stores.issuer.cardsOfPan(references.numberReference(pan))
  return refused(sameNumber.length > 0 ? 'psn-mismatch' : 'card-unknown')
}

/** Whether the card has run out, or states another date than it was given out with. */
export function hasExpired({ card, facts }: PresentedCard, now: number): boolean {
  if (facts.expiry !== undefined && !card.expiry.startsWith(facts.expiry)) return true
  // The last valid day ends in China eight hours before it ends in UTC.
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
  return today > card.expiry
}

/**
 * What the card's counter says against it. The counter of an ARQC is used up by the request that was approved with it:
 * the same ARQC may come again only after a refusal.
 *
 * A counter that jumped was stated by the card itself, under a cryptogram that is right: every reading of a balance raises
 * it. What the limit guards against is somebody who makes a card count for other ends, and that is met by one refusal,
 * which the holder sees. So the refusal takes the counter over and uses the cryptogram up: the next one is taken, that one
 * and older ones never. Evidence moves nothing, and what is open is settled by it: it is not refused for a jump.
 */
export function counterProblem(
  { card, atc, facts }: PresentedCard,
  { options }: IssuerContext
): Extract<HostReason, 'atc-replayed' | 'atc-jumped'> | undefined {
  const again = atc === card.atc && card.cryptogram === toHex(facts.cryptogram) && !card.spent
  if (atc <= card.atc && !again) return 'atc-replayed'
  return atc - card.atc > atcJump(options) ? 'atc-jumped' : undefined
}

/** What the issuer remembers of a cryptogram that it has seen. */
export function seenCryptogram({ atc, facts }: PresentedCard, spent: boolean): CardChanges {
  return { atc, cryptogram: toHex(facts.cryptogram), spent }
}
