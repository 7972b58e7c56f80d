import type { HostService } from '../../engine/workflow/host'
import type { ScriptCommand } from './card-scripts'
import { MOST_ECASH, pinCost, refused } from './issuer-context'
import type { CardChanges } from './issuer-store-port'
import { isPin, PIN_TRIES, pinVerifier } from './pin-verifier'
import { NOTHING_MOVES, type Decision, type Presented } from './service-decision'

type Of<K extends HostService['kind']> = Presented<Extract<HostService, { kind: K }>>

/** Nothing moves; the chip must prove its balance. */
export function evidence({ presented }: Of<'evidence'>): Decision {
  return presented.proven.balance === undefined ? refused('balance-unproven') : NOTHING_MOVES
}

/** New limits within what the law allows; e-cash that is on the card already must stay below its limit. */
export function setLimits({ presented, service }: Of<'set-limits'>): Decision {
  const { balanceLimit, transactionLimit, resetThreshold } = service
  const given = [balanceLimit, transactionLimit, resetThreshold].filter((limit) => limit !== undefined)
  if (given.length === 0 || given.some((limit) => !Number.isSafeInteger(limit) || limit < 0))
    return refused('amount-invalid')
  if (given.some((limit) => limit > MOST_ECASH)) return refused('over-limit')
  if (balanceLimit !== undefined) {
    const balance = presented.proven.balance
    if (balance === undefined) return refused('balance-unproven')
    if (balance > balanceLimit) return refused('over-balance-limit')
  }
  const commands: ScriptCommand[] = []
  if (balanceLimit !== undefined) commands.push({ kind: 'put-amount', tag: 0x9f77, amount: balanceLimit })
  if (transactionLimit !== undefined)
    commands.push({ kind: 'put-amount', tag: 0x9f78, amount: transactionLimit })
  if (resetThreshold !== undefined) commands.push({ kind: 'put-amount', tag: 0x9f6d, amount: resetThreshold })
  return told(commands, {
    ...(balanceLimit !== undefined && { balanceLimit }),
    ...(transactionLimit !== undefined && { transactionLimit }),
    ...(resetThreshold !== undefined && { resetThreshold })
  })
}

/** The new PIN is the card's and the issuer's once the card has taken it. */
export async function changePin({ context, presented, service }: Of<'change-pin'>): Promise<Decision> {
  if (presented.card.pin === undefined) return refused('service-unavailable')
  if (!isPin(service.pin)) return refused('pin-wrong')
  const { options } = context
  const pin = service.pin.use((bytes) => new TextDecoder().decode(bytes))
  return told([{ kind: 'change-pin', pin }], {
    pin: await pinVerifier(service.pin, options.random, pinCost(options)),
    pinTriesLeft: PIN_TRIES
  })
}

export function unblockPin({ presented }: Of<'unblock-pin'>): Decision {
  if (presented.card.pin === undefined) return refused('service-unavailable')
  return told([{ kind: 'unblock-pin' }], { pinTriesLeft: PIN_TRIES })
}

export function blockApplication(): Decision {
  return told([{ kind: 'block-application' }], { status: 'application-blocked' })
}

export function unblockApplication(): Decision {
  return told([{ kind: 'unblock-application' }], { status: 'active' })
}

export function blockCard(): Decision {
  return told([{ kind: 'block-card' }], { status: 'card-blocked' })
}

function told(commands: readonly ScriptCommand[], changes: CardChanges): Decision {
  return { kind: 'granted', amount: 0, commands, changes }
}
