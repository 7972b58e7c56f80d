import { expect, it } from 'vitest'
import { parseCommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { concat } from '../../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { getStatus } from '../../../src-main/engine/commands/globalplatform/get-status'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import { transmitSecured } from '../../../src-main/engine/globalplatform/secure-channel'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import { acceptAuthentication, handshake } from '../../../src-main/engine/secure-channel/handshake'
import { protectAnswer, unprotectCommand } from '../../../src-main/engine/secure-channel/protection'
import type { Handshake, Session } from '../../../src-main/engine/secure-channel/session'
import { bench, request, sameKeys } from './support'

const CARD = hex('A0A1A2A3A4A5A6A7A8A9AAABACADAEAF')

/** A card that speaks SCP03 with challenges and MACs of 16 bytes, and answers every command within it with 01. */
function card(): (command: string) => string {
  const scp = { name: 'SCP03', i: 0x60 } as const
  let made: Handshake | undefined
  let session: Session | undefined
  return (text) => {
    const parsed = parseCommandApdu(hex(text))
    if (parsed.kind !== 'ok') throw new Error(parsed.kind)
    const { apdu } = parsed
    if (apdu.ins === 0xa4) return '9000'
    if (apdu.ins === 0x50) {
      made = run(handshake(scp, sameKeys('aes'), { host: apdu.data, card: CARD }))
      return `${toHex(concat(new Uint8Array(10), hex('300360'), CARD, made.cardCryptogram))}9000`
    }
    if (apdu.ins === 0x82 && made !== undefined) {
      session = run(acceptAuthentication(made, apdu))
      return session === undefined ? '6300' : '9000'
    }
    if (session === undefined) return '6985'
    const heard = run(unprotectCommand(session, apdu))
    if (heard.kind !== 'ok') return '6982'
    const sent = run(protectAnswer(heard.session, { data: hex('01'), sw: 0x9000 }))
    session = sent.session
    return `${toHex(sent.value.data)}9000`
  }
}

const s16 = { keys: sameKeys('aes'), level: 0x33, protocol: { name: 'SCP03', s16: true } } as const

it('opens with 16 bytes on both sides, and protects answers', async () => {
  const own = bench(card())
  const outcome = await own.run(openSecureChannel(request(s16)))
  if (outcome.kind !== 'open') throw new Error(outcome.kind)
  for (let count = 0; count < 2; count += 1) {
    const listed = await own.run(transmitSecured(outcome.channel, getStatus('applications')))
    expect(listed).toMatchObject({ kind: 'answered', value: { kind: 'entries', data: hex('01') } })
  }
  expect(own.sent[1]?.slice(0, 10)).toBe('8050000010')
  expect(outcome.channel.room).toBe(223)
})

it('does not go on where one side has 8 bytes and the other 16', async () => {
  const own = bench(card())
  const asked = { ...s16, protocol: { name: 'SCP03' } } as const
  expect(await own.run(openSecureChannel(request(asked)))).toMatchObject({ kind: 'other-protocol' })
  expect(own.sent).toHaveLength(2)
})
