import type { HostAnswer, HostReason, HostRequest } from '../../engine/workflow/host'
import { post } from '../ledger/ledger'
import { keptAccount, suspenseAccount } from '../ledger/ledger-accounts'
import { ISSUER_CURRENCY, type IssuerContext } from './issuer-context'
import { scriptsWereDone } from './card-scripts'
import type { StoredAuthorisation } from './issuer-store-port'
import { presentedCard } from './presented-card'
import { responseCode } from './response-codes'

type Confirm = Extract<HostRequest, { kind: 'confirm' }>
type Reverse = Extract<HostRequest, { kind: 'reverse' }>

/** These take money before the card has done anything, so that it lies in suspense until they are settled. */
const TAKEN_BEFORE: ReadonlySet<string | undefined> = new Set(['purchase', 'load', 'load-kept'])

/** The card did it: what was authorised becomes final. */
export async function confirm(context: IssuerContext, request: Confirm): Promise<HostAnswer> {
  const { issuer } = context.stores
  const original = await issuer.authorisation(context.origin.terminal, request.original)
  if (original === undefined || original.state === 'declined') return answer(request, 'original-unknown')
  if (original.state === 'reversed') return answer(request, 'already-reversed')
  if (original.state === 'confirmed') return answer(request)
  const doubt = await evidenceAgainst(context, request, original)
  if (doubt !== undefined) return answer(request, doubt)
  await makeFinal(context, original)
  return answer(request)
}

/** What the confirmation itself says against it: scripts that failed, a TC that is none. */
async function evidenceAgainst(
  context: IssuerContext,
  { scriptResults, chip }: Confirm,
  original: StoredAuthorisation
): Promise<HostReason | undefined> {
  if (scriptResults !== undefined && scriptResults.length > 0 && !scriptsWereDone(scriptResults)) {
    return 'balance-unproven'
  }
  if (chip === undefined || original.service !== 'purchase') return undefined
  const presented = await presentedCard(context, chip, original, ['TC'])
  if (presented.kind === 'refused') return presented.reason
  const same = presented.card.ref === original.card && presented.atc === original.atc
  return same ? undefined : 'cryptogram-wrong'
}

/** The card did not do it: what was taken goes back, or is kept for the card. */
export async function reverse(context: IssuerContext, request: Reverse): Promise<HostAnswer> {
  const { issuer } = context.stores
  const { terminal } = context.origin
  const original = await issuer.authorisation(terminal, request.original)
  if (original === undefined) {
    // Remembered, so that the original is refused should it come after all.
    await issuer.addAuthorisation({
      terminal,
      id: request.original,
      state: 'reversed',
      at: context.options.now(),
      amount: 0,
      currency: ISSUER_CURRENCY
    })
    return answer(request)
  }
  if (original.state === 'confirmed') return answer(request, 'already-confirmed')
  if (original.state !== 'authorised') return answer(request)
  const keeps = request.keep === true && original.service === 'load' && original.card !== undefined
  await takeBack(context, original, keeps ? { target: keptAccount(original.card) } : {})
  return answer(request)
}

type Books = Pick<IssuerContext, 'stores' | 'options'>

/** How an authorisation is posted otherwise than it would be by itself. */
export interface Settling {
  /** Where it goes; where it came from in absence of it. */
  readonly target?: string
  /** What the transfers say that they are for; the service in absence of it. */
  readonly purpose?: string
}

/** An open authorisation becomes final: what it moves reaches its target, what it changes is changed. */
export async function makeFinal(
  books: Books,
  original: StoredAuthorisation,
  settling: Pick<Settling, 'purpose'> = {}
): Promise<void> {
  const { source, target, amount, card, changes } = original
  const { issuer } = books.stores
  if (amount > 0 && source !== undefined && target !== undefined) {
    await move(books, original, { source: inSuspense(original) ?? source, target, ...settling })
  }
  if (card !== undefined && changes !== undefined) await issuer.changeCard(card, changes)
  await issuer.setAuthorisationState(original.terminal, original.id, 'confirmed')
}

/** An open authorisation is taken back: what lies in suspense returns to where it came from, or goes to `target`. */
export async function takeBack(
  books: Books,
  original: StoredAuthorisation,
  { target = original.source, purpose }: Settling = {}
): Promise<void> {
  const source = inSuspense(original)
  if (source !== undefined && target !== undefined) {
    await move(books, original, { source, target, ...(purpose !== undefined && { purpose }) })
  }
  await books.stores.issuer.setAuthorisationState(original.terminal, original.id, 'reversed')
}

/** The account that an open authorisation's money lies in; undefined where it takes none before it is confirmed. */
export function inSuspense({ service, terminal, id }: StoredAuthorisation): string | undefined {
  return TAKEN_BEFORE.has(service) ? suspenseAccount(terminal, id) : undefined
}

async function move(
  { stores, options }: Books,
  { id, service, amount }: StoredAuthorisation,
  {
    source,
    target,
    purpose = service ?? 'unknown'
  }: Settling & { readonly source: string; readonly target: string }
): Promise<void> {
  await post(stores.ledger, {
    request: id,
    purpose,
    source,
    target,
    amount,
    currency: ISSUER_CURRENCY,
    at: options.now()
  })
}

function answer({ id }: HostRequest, reason?: HostReason): HostAnswer {
  return { id, arc: responseCode(reason), scripts: [], ...(reason !== undefined && { reason }) }
}
