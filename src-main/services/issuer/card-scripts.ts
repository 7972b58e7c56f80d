import { bcdBytes } from '../../engine/bytes/bcd'
import { concat, uintBytes } from '../../engine/bytes/bytes'
import { hex } from '../../engine/bytes/hex'
import { pinChangeData, scriptMac } from '../../engine/cryptogram/in-memory'
import type { HostScript } from '../../engine/workflow/host'
import type { ProvenCard } from './card-cryptogram'

/** What a card is told in a script, before it has its MAC. */
export type ScriptCommand =
  /** PUT DATA of an amount in minor units; the tag is one of the e-cash objects. */
  | { readonly kind: 'put-amount'; readonly tag: 0x9f79 | 0x9f77 | 0x9f78 | 0x9f6d; readonly amount: number }
  | { readonly kind: 'change-pin'; readonly pin: string }
  | { readonly kind: 'unblock-pin' | 'block-application' | 'unblock-application' | 'block-card' }

const HEADERS = {
  'unblock-pin': hex('84240000'),
  'block-application': hex('841E0000'),
  'unblock-application': hex('84180000'),
  'block-card': hex('84160000')
} as const
/** Without the current PIN. */
const CHANGE_PIN = hex('84240002')
const PUT_DATA = hex('04DA')

/**
 * One script for after the second GENERATE AC (72), with a MAC on each command for the transaction of the cryptogram.
 * `number` becomes its id (9F18).
 */
export function cardScript(card: ProvenCard, number: number, commands: readonly ScriptCommand[]): HostScript {
  return {
    template: 0x72,
    id: uintBytes(number % 2 ** 32, 4),
    commands: commands.map((command) => withMac(card, command))
  }
}

function withMac(card: ProvenCard, command: ScriptCommand): Uint8Array {
  const { profile, keys, transaction } = card
  const { header, data } = commandOf(card, command)
  const mac = scriptMac(profile, keys.mac, { header, data }, transaction)
  return concat(header, Uint8Array.of(data.length + mac.length), data, mac)
}

function commandOf(
  { profile, keys, transaction }: ProvenCard,
  command: ScriptCommand
): { readonly header: Uint8Array; readonly data: Uint8Array } {
  switch (command.kind) {
    case 'put-amount':
      return { header: concat(PUT_DATA, uintBytes(command.tag, 2)), data: bcdBytes(command.amount, 6) }
    case 'change-pin':
      return { header: CHANGE_PIN, data: pinChangeData(profile, keys, { pin: command.pin }, transaction) }
    default:
      return { header: HEADERS[command.kind], data: new Uint8Array() }
  }
}

/** Whether script results (DF31: 5 bytes a script, the first 2x for a script that was carried out) speak of success. */
export function scriptsWereDone(results: Uint8Array): boolean {
  if (results.length === 0 || results.length % 5 !== 0) return false
  for (let at = 0; at < results.length; at += 5) if ((results[at] ?? 0) >> 4 !== 2) return false
  return true
}
