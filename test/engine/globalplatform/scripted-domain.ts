import { parseCommandApdu, type CommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import { SecureChannel } from '../../../src-main/engine/globalplatform/secure-channel'
import { externalAuthenticate, handshake } from '../../../src-main/engine/secure-channel/handshake'
import { protectAnswer, unprotectCommand } from '../../../src-main/engine/secure-channel/protection'
import type { Session } from '../../../src-main/engine/secure-channel/session'
import { bench, sameKeys, wire, type Bench } from './support'

/** A security domain that answers plain commands by a table, in a channel that is open already. */
export interface ScriptedDomain extends Bench {
  readonly channel: SecureChannel
  /** Plain commands as they arrived. */
  readonly plain: string[]
}

const AID = 'A000000151000000'

/**
 * `answer`: plain command to plain answer, both hex. Each command is unprotected and each answer protected, as a card does
 * it, with AES keys (SCP03) or triple DES keys (SCP02).
 */
export function scriptedDomain(
  answer: (command: string, apdu: CommandApdu) => string,
  options: {
    readonly level?: number
    readonly aes?: boolean
    readonly mostData?: number
    readonly tearAt?: number
  } = {}
): ScriptedDomain {
  const { level = 0x01, aes = false, mostData = 255, tearAt } = options
  const scp = aes ? ({ name: 'SCP03', i: 0x60 } as const) : ({ name: 'SCP02', i: 0x15 } as const)
  const challenges = {
    host: hex('0102030405060708'),
    card: hex(aes ? '1112131415161718' : '111213141516'),
    ...(!aes && { sequence: hex('0000') })
  }
  const made = run(handshake(scp, sameKeys(aes ? 'aes' : '3des'), challenges))
  const { session } = run(externalAuthenticate(made, level))
  let card: Session = session
  const plain: string[] = []
  const own = bench(
    (command) => {
      const parsed = parseCommandApdu(hex(command))
      if (parsed.kind !== 'ok') throw new Error(parsed.kind)
      const heard = run(unprotectCommand(card, parsed.apdu))
      if (heard.kind !== 'ok') return '6982'
      const text = wire(heard.value)
      plain.push(text)
      const reply = hex(answer(text, heard.value))
      const sw = (reply.at(-2) ?? 0) * 256 + (reply.at(-1) ?? 0)
      const sent = run(protectAnswer(heard.session, { data: reply.slice(0, -2), sw }))
      card = sent.session
      return toHex(sent.value.data) + sent.value.sw.toString(16).toUpperCase().padStart(4, '0')
    },
    { ...(tearAt !== undefined && { tearAt }) }
  )
  const facts = { aid: hex(AID), kdd: hex('00010203040506070809'), keyVersion: 0x20, scp, level, mostData }
  return Object.assign(own, { channel: new SecureChannel(facts, session), plain })
}
