import type { CommandApdu } from '../../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { equalInConstantTime } from '../../../../engine/crypto/constant-time'
import { scriptMac, type SecretKeySet } from '../../../../engine/cryptogram/in-memory'
import type { CryptogramProfile } from '../../../../engine/cryptogram/profiles/profile'
import type { MemoryArea } from '../../../memory/memory-area'
import type { CommandContext } from '../../../os/card-application'
import { SW, status } from '../../../os/status-words'
import { transactionKeys } from '../card-keys'
import { takesIssuerUpdate } from '../flash/issuer-update'
import { BLOCKED, CELL } from '../pboc-cells'
import type { FirstCryptogram, PbocState, Transaction } from '../pboc-state'
import { RiskMemory } from '../risk-memory'

/** PBOC sends the first 4 bytes of the MAC (JR/T 0025.5, secure messaging). */
export const MAC_BYTES = 4

/** What a script command finds when its MAC was right. */
export interface ScriptContext extends CommandContext {
  readonly keys: SecretKeySet
  readonly profile: CryptogramProfile
  readonly transaction: Transaction
  readonly first: FirstCryptogram
}

/** Does what the command says and answers; its changes and the count of scripts are one update of the memory. */
export type ScriptEffect = (
  state: PbocState,
  command: CommandApdu,
  data: Uint8Array,
  context: ScriptContext
) => ResponseApdu

/**
 * A command with a MAC of the issuer (EMV Book 3, 10.10; JR/T 0025.5, issuer scripts). 6985 outside an online
 * transaction, after a failed issuer authentication or a wrong MAC; 6987 without a MAC; 6988 where it is wrong. An
 * application that the issuer blocked gives AACs only: a script that goes with one is taken, so that it can be unblocked.
 */
export function issuerScript(
  state: PbocState,
  command: CommandApdu,
  context: CommandContext,
  effect: ScriptEffect
): ResponseApdu {
  const { memory, transaction } = state
  const held = transaction && transactionKeys(memory, transaction)
  const first = transaction?.first
  if (transaction === undefined || first === undefined || held === undefined || !isOpen(state, transaction))
    return status(SW.conditionsNotSatisfied)
  if (command.data.length < MAC_BYTES) return refuse(memory, transaction, SW.secureMessagingObjectMissing)
  const data = command.data.subarray(0, -MAC_BYTES)
  const header = Uint8Array.of(command.cla, command.ins, command.p1, command.p2)
  const expected = scriptMac(
    held.profile,
    held.keys.mac,
    { header, data },
    { atc: transaction.atc, ac: first.value }
  )
  if (!equalInConstantTime(expected, command.data.subarray(-MAC_BYTES))) {
    transaction.scripts.open = false
    context.note({ code: 'script-refused' })
    return refuse(memory, transaction, SW.secureMessagingObjectWrong)
  }
  return memory.atomically(() => {
    const response = effect(state, command, data, { ...context, ...held, transaction, first })
    if (response.sw !== SW.ok) return refuse(memory, transaction, response.sw)
    // JR/T 0025.5 counts what came after the second GENERATE AC.
    if (transaction.secondDone) new RiskMemory(memory).countScript()
    return response
  })
}

function isOpen({ memory }: PbocState, transaction: Transaction): boolean {
  const { first, issuerAuthentication, scripts } = transaction
  const blocked = (memory.read(CELL.blocked)?.[0] ?? BLOCKED.no) === BLOCKED.byIssuer
  const online = first?.kind === 'ARQC' || (blocked && first?.kind === 'AAC')
  return online && takesIssuerUpdate(memory, transaction) && issuerAuthentication !== 'wrong' && scripts.open
}

function refuse(memory: MemoryArea, transaction: Transaction, sw: number): ResponseApdu {
  transaction.scripts.failed = true
  new RiskMemory(memory).set('scriptFailed', true)
  return status(sw)
}
