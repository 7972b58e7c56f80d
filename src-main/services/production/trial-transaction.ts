import type { MadeCheck } from '../../contract/production'
import { contactTransaction } from '../../engine/emv/contact-transaction'
import type { TerminalConfiguration } from '../../engine/emv/terminal-configuration'
import type { CaKeyLookup } from '../../engine/offline-auth/ca-key'
import type { HostReply } from '../../engine/workflow/host'
import { isApproval } from '../../engine/workflow/response-code'
import { now, online, type Workflow } from '../../engine/workflow/workflow'
import { madeChecks as say } from '../../texts/phrases/production'

export interface TrialOptions {
  /** Names the request to the issuer for good. */
  readonly id: string
  readonly aid: Uint8Array
  readonly terminal: TerminalConfiguration
  readonly interface: 'contact' | 'contactless'
  readonly drawer: string
  readonly caKeys: CaKeyLookup
}

/** Has the card make a cryptogram that moves nothing, and the issuer check it: card and issuer share their keys. */
export function* trialTransaction(options: TrialOptions): Workflow<MadeCheck> {
  const { id, aid, terminal, drawer, caKeys } = options
  let reply: HostReply | undefined
  yield* contactTransaction({
    ...{ terminal, interface: options.interface, caKeys },
    request: { type: 'evidence', amount: 0, forceOnline: true, ecash: 'never', aid },
    *authorise(transaction): Workflow<HostReply> {
      const { terminalId, merchantId, currency } = terminal
      reply = yield* online({
        ...{ kind: 'authorise', id, service: { kind: 'evidence' }, amount: 0, currency },
        origin: { terminal: terminalId, merchant: merchantId, drawer, at: yield* now() },
        chip: transaction.chipData()
      })
      return reply
    }
  })
  const check = { id: 'trial', name: say.trial } as const
  if (reply?.kind !== 'answer') return { ...check, ok: false, detail: say.noAnswer }
  const { arc } = reply.answer
  return isApproval(arc) ? { ...check, ok: true } : { ...check, ok: false, detail: say.declined(arc) }
}
