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
  const { source, target, amount, card, changes } = original
  if (amount > 0 && source !== undefined && target !== undefined) {
    await move(context, original, inSuspense(context, original) ?? source, target)
  }
  if (card !== undefined && changes !== undefined) await issuer.changeCard(card, changes)
  await issuer.setAuthorisationState(context.origin.terminal, original.id, 'confirmed')
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
  const suspense = inSuspense(context, original)
  if (suspense !== undefined && original.source !== undefined) {
    const keeps = request.keep === true && original.service === 'load' && original.card !== undefined
    const target = keeps ? keptAccount(original.card) : original.source
    await move(context, original, suspense, target)
  }
  await issuer.setAuthorisationState(terminal, original.id, 'reversed')
  return answer(request)
}

function inSuspense({ origin }: IssuerContext, { service, id }: StoredAuthorisation): string | undefined {
  return TAKEN_BEFORE.has(service) ? suspenseAccount(origin.terminal, id) : undefined
}

async function move(
  { stores, options }: IssuerContext,
  { id, service, amount }: StoredAuthorisation,
  source: string,
  target: string
): Promise<void> {
  await post(stores.ledger, {
    request: id,
    purpose: service ?? 'unknown',
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
