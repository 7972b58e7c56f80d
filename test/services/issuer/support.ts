import type { HostAnswer, HostReason, HostRequest, HostService } from '../../../src-main/engine/workflow/host'
import type { IssuerHost } from '../../../src-main/services/issuer/issuer-host-port'
import { accountsOf, TEST_NOW, type MoneyWorld } from '../../support/issuer-world'
import { testChips, type ChipSaying, type TestChip } from '../../support/test-chip'

export const origin = { terminal: 'T1', merchant: 'M1', drawer: 'D1', at: TEST_NOW } as const

let count = 0

/** A request to authorise for the debit card, with a balance of 88.00 that the chip proves. */
export function authorise(
  service: HostService,
  saying: ChipSaying & { readonly chip?: TestChip },
  more: Partial<Extract<HostRequest, { kind: 'authorise' }>> = {}
): Extract<HostRequest, { kind: 'authorise' }> {
  const { chip = testChips.debit(), ...said } = saying
  count += 1
  return {
    kind: 'authorise',
    id: `a${count}`,
    origin,
    service,
    amount: said.amount ?? 0,
    currency: 156,
    chip: chip.says({ balance: 8_800, ...said }),
    ...more
  }
}

export function confirm(
  original: string,
  id = `${original}-confirm`
): Extract<HostRequest, { kind: 'confirm' }> {
  return { kind: 'confirm', id, origin, original }
}

export function reverse(
  original: string,
  keep = false,
  id = `${original}-reverse`
): Extract<HostRequest, { kind: 'reverse' }> {
  return { kind: 'reverse', id, origin, original, reason: 'card-removed', keep }
}

export function advice(
  saying: ChipSaying & { readonly chip?: TestChip },
  id: string
): Extract<HostRequest, { kind: 'advice' }> {
  const { chip = testChips.debit(), ...said } = saying
  const said2 = { kind: 'TC', profile: 'pboc-17', ...said } as const
  return { kind: 'advice', id, origin, amount: said.amount ?? 0, currency: 156, chip: chip.says(said2) }
}

export async function ask(host: IssuerHost, request: HostRequest): Promise<HostAnswer> {
  const reply = await host.exchange(request)
  if (reply.kind !== 'answer') throw new Error(`no answer: ${reply.reason}`)
  return reply.answer
}

export async function reasonOf(host: IssuerHost, request: HostRequest): Promise<HostReason | undefined> {
  return (await ask(host, request)).reason
}

/** Balances that differ from those of the fresh TEST issuer, by short name. */
export async function changesIn(world: MoneyWorld): Promise<Record<string, number>> {
  const fresh: Readonly<Record<string, number>> = {
    'account:test-debit': 1_000_000,
    'ecash:debit-ecash': 8_800,
    'ecash:credit-ecash': 15_680,
    'ecash:ecash': 3_650,
    opening: -1_028_130
  }
  const changed: Record<string, number> = {}
  for (const [name, balance] of Object.entries(await accountsOf(world))) {
    const difference = balance - (fresh[name] ?? 0)
    if (difference !== 0) changed[name] = difference
  }
  return changed
}

/** The ledger of the world must be sound whatever a test has done. */
export async function isSound({ desk }: MoneyWorld): Promise<boolean> {
  const { total, wrong } = await desk.check()
  return total === 0 && wrong.length === 0
}
