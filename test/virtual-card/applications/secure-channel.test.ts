import { describe, expect, it } from 'vitest'
import { encodeCommandApdu, commandApdu, type CommandApdu } from '../../../src-main/engine/apdu/command-apdu'
import { parseResponseApdu, type ResponseApdu } from '../../../src-main/engine/apdu/response-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  initializeUpdate,
  type CardChallenge
} from '../../../src-main/engine/commands/globalplatform/initialize-update'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import { runComposition as run } from '../../../src-main/engine/key-operations/run-composition'
import { externalAuthenticate, handshake } from '../../../src-main/engine/secure-channel/handshake'
import { protectCommand, unprotectAnswer } from '../../../src-main/engine/secure-channel/protection'
import { LEVELS } from '../../../src-main/engine/secure-channel/schemes'
import type { Handshake, Session } from '../../../src-main/engine/secure-channel/session'
import { MOST_FAILURES } from '../../../src-main/virtual-card/applications/security-domain/authentication'
import { KEY_TYPE, writeKey } from '../../../src-main/virtual-card/applications/security-domain/domain-keys'
import { ISD_AID } from '../../../src-main/virtual-card/applications/security-domain/security-domain'
import { CardMemory, PowerLost } from '../../../src-main/virtual-card/memory/card-memory'
import { instanceArea } from '../../../src-main/virtual-card/os/card-content'
import { readyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'
import { powered, type CardUnderTest } from '../card-under-test'

const FACTORY = hex('404142434445464748494A4B4C4D4E4F')
const AES_KEY = hex('000102030405060708090A0B0C0D0E0F')
const AES_VERSION = 0x30
const HOST = hex('1122334455667788')
const STATUS = commandApdu({ cla: 0x80, ins: 0xf2, p1: 0x80, p2: 0x02, data: hex('4F00'), ne: 256 })

/** A blank chip that also has AES keys, version 30. */
function chip(): CardUnderTest {
  const image = readyMadeCard('blank', ['T=1'])
  const memory = CardMemory.fromImage(image.memory)
  memory.powerUp()
  for (const id of [1, 2, 3]) {
    writeKey(instanceArea(memory, ISD_AID), { version: AES_VERSION, id, type: KEY_TYPE.aes, value: AES_KEY })
  }
  return powered(VirtualCard.fromImage({ ...image, memory: memory.toImage() }))
}

function exchange({ send }: CardUnderTest, command: CommandApdu): ResponseApdu {
  const response = parseResponseApdu(hex(send(toHex(encodeCommandApdu(command)))))
  if (response === undefined) throw new Error('no status word')
  return response
}

function challenged(card: CardUnderTest, keyVersion: number): CardChallenge {
  const command = initializeUpdate({ keyVersion, hostChallenge: HOST })
  const outcome = command.parse(exchange(card, command.apdu))
  if (outcome.kind !== 'ok') throw new Error(outcome.kind)
  return outcome
}

function shaken(card: CardUnderTest, keyVersion: number, key?: Uint8Array): Handshake {
  const outcome = challenged(card, keyVersion)
  const aes = outcome.protocol === 'SCP03'
  const ref = secretKey(aes ? 'aes' : '3des', key ?? (aes ? AES_KEY : FACTORY))
  const { challenge, sequence } = outcome
  const challenges = { host: HOST, card: challenge, ...(sequence && { sequence }) }
  const scp = { name: outcome.protocol, i: outcome.i ?? 0x15 }
  const made = run(handshake(scp, { enc: ref, mac: ref, dek: ref }, challenges))
  if (key === undefined) expect(toHex(made.cardCryptogram)).toBe(toHex(outcome.cryptogram))
  return made
}

function opened(card: CardUnderTest, keyVersion: number, level: number): Session {
  const { value, session } = run(externalAuthenticate(shaken(card, keyVersion), level))
  expect(exchange(card, value).sw).toBe(0x9000)
  return session
}

const WAYS = [
  ...LEVELS.SCP02.map((level): [string, number, number] => ['SCP02', 0xff, level]),
  ...LEVELS.SCP03.map((level): [string, number, number] => ['SCP03', AES_VERSION, level])
]

describe.each(WAYS)('a secure channel by %s, keys %i, level %i', (_name, version, level) => {
  it('opens, and carries GET STATUS and its answer', () => {
    const card = chip()
    const sent = run(protectCommand(opened(card, version, level), STATUS))
    const read = run(unprotectAnswer(sent.session, exchange(card, sent.value)))
    if (read.kind !== 'ok') throw new Error(read.kind)
    expect(toHex(read.value.data)).toBe('E3134F08A0000001510000009F700101C5039E0000')
  })

  it('ends with a command that was not protected as agreed', () => {
    const card = chip()
    const { session, value } = run(protectCommand(opened(card, version, level), STATUS))
    if ((level & 1) === 0) return
    const data = value.data.slice()
    data[data.length - 1] = (data.at(-1) ?? 0) ^ 1
    expect(exchange(card, { ...value, data }).sw).toBe(0x6982)
    expect(exchange(card, run(protectCommand(session, STATUS)).value).sw).toBe(0x6985)
  })
})

describe('wrong keys', () => {
  const wrong = hex('FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF')
  const attempt = (card: CardUnderTest): number =>
    exchange(card, run(externalAuthenticate(shaken(card, 0xff, wrong), 1)).value).sw

  it('cost an attempt each, and a right one gives them back', () => {
    const card = chip()
    for (let count = 1; count < MOST_FAILURES; count += 1) expect(attempt(card)).toBe(0x6300)
    opened(card, 0xff, 1)
    expect(attempt(card)).toBe(0x6300)
    opened(card, 0xff, 1)
  })

  it('lock the domain in the end, for right ones too', () => {
    const card = chip()
    for (let count = 0; count < MOST_FAILURES; count += 1) expect(attempt(card)).toBe(0x6300)
    const command = initializeUpdate({ hostChallenge: HOST })
    expect(exchange(card, command.apdu).sw).toBe(0x6983)
  })

  it('give no free attempt to whoever pulls the card in time', () => {
    for (let write = 1; write <= 3; write += 1) {
      const card = chip()
      for (let count = 1; count < MOST_FAILURES; count += 1) attempt(card)
      const last = run(externalAuthenticate(shaken(card, 0xff, wrong), 1)).value
      card.card.memory.tear(write)
      const told = ((): boolean => {
        try {
          return exchange(card, last).sw !== 0
        } catch (error) {
          if (!(error instanceof PowerLost)) throw error
          return false
        }
      })()
      card.card.memory.noTear()
      card.card.powerUp('contact')
      // Whoever learned that the keys were wrong has paid for it.
      if (told) expect(exchange(card, initializeUpdate({ hostChallenge: HOST }).apdu).sw).toBe(0x6983)
    }
  })
})

describe('challenges', () => {
  it('differ from session to session, and the counters go up', () => {
    const card = chip()
    const seen = new Set<string>()
    for (const version of [0xff, 0xff, AES_VERSION, AES_VERSION]) {
      const { challenge, sequence } = challenged(card, version)
      seen.add(toHex(challenge) + toHex(sequence ?? new Uint8Array()))
      opened(card, version, 1)
    }
    expect(seen.size).toBe(4)
    expect(card.send('80CA00C100')).toBe('6982')
    expect(card.send('00A4040000')).toMatch(/9000$/)
    expect(card.send('80CA00C100')).toBe('C10200029000')
  })
})
