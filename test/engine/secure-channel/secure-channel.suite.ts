// Runs in Node and inside Electron.
import { describe, expect, test } from 'vitest'
import {
  parseCommandApdu,
  encodeCommandApdu,
  type CommandApdu
} from '../../../src-main/engine/apdu/command-apdu'
import { parseResponseApdu } from '../../../src-main/engine/apdu/response-apdu'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import {
  initializeUpdate,
  type CardChallenge
} from '../../../src-main/engine/commands/globalplatform/initialize-update'
import { keyCheckValue } from '../../../src-main/engine/crypto/kcv'
import { secretKey, type KeyAlgorithm, type KeyRef } from '../../../src-main/engine/crypto/key-ref'
import { runComposition } from '../../../src-main/engine/key-operations/run-composition'
import {
  diversifiedKeys,
  type Diversification
} from '../../../src-main/engine/secure-channel/diversification'
import {
  acceptAuthentication,
  externalAuthenticate,
  handshake
} from '../../../src-main/engine/secure-channel/handshake'
import {
  protectAnswer,
  protectCommand,
  unprotectAnswer,
  unprotectCommand
} from '../../../src-main/engine/secure-channel/protection'
import { expectedCardChallenge } from '../../../src-main/engine/secure-channel/scp03'
import type { Handshake, StaticKeys } from '../../../src-main/engine/secure-channel/session'
import scp01 from '../../vectors/secure-channel/scp01.json'
import scp02 from '../../vectors/secure-channel/scp02.json'
import scp03 from '../../vectors/secure-channel/scp03.json'

interface Vector {
  readonly id: string
  readonly i: string
  readonly level?: string
  readonly securityLevel?: string
  readonly masterKey?: string
  readonly diversification?: string
  readonly keys?: { readonly enc: string; readonly mac: string; readonly dek: string }
  readonly sdAid?: string
  readonly initUpdateCmd: string
  readonly initUpdateRsp: string
  readonly extAuthCmd?: string
  readonly sessionKeys?: Readonly<Record<string, string>>
  readonly exchanges?: readonly {
    readonly plain: string
    readonly wrapped: string
    readonly rspWrapped?: string
    readonly rspPlain?: string
    readonly rspSw?: string
  }[]
}

const run = runComposition

function apdu(text: string): CommandApdu {
  const parsed = parseCommandApdu(hex(text))
  if (parsed.kind !== 'ok') throw new Error(text)
  return parsed.apdu
}

function keysOf({ keys, masterKey = '' }: Vector, algorithm: KeyAlgorithm): StaticKeys {
  const key = (text: string): KeyRef => secretKey(algorithm, hex(text))
  const { enc = masterKey, mac = masterKey, dek = masterKey } = keys ?? {}
  return { enc: key(enc), mac: key(mac), dek: key(dek) }
}

function challengeOf(vector: Vector): { host: Uint8Array; card: CardChallenge } {
  const asked = apdu(vector.initUpdateCmd)
  const command = initializeUpdate({ hostChallenge: asked.data, keyVersion: asked.p1, keyIndex: asked.p2 })
  const answer = parseResponseApdu(hex(`${vector.initUpdateRsp}9000`))
  const card = answer && command.parse(answer)
  if (card?.kind !== 'ok') throw new Error('no challenge')
  return { host: asked.data, card }
}

function shaken(vector: Vector): { made: Handshake; card: CardChallenge } {
  const { host, card } = challengeOf(vector)
  const masters = keysOf(vector, card.protocol === 'SCP03' ? 'aes' : '3des')
  const method = (vector.diversification?.toLowerCase() ?? 'none') as Diversification
  const keys = run(diversifiedKeys(method, masters, card.kdd))
  const i = card.i ?? (vector.i === '?' ? 0x15 : parseInt(vector.i, 16))
  const { challenge, sequence } = card
  const challenges = { host, card: challenge, ...(sequence && { sequence }) }
  return { made: run(handshake({ name: card.protocol, i }, keys, challenges)), card }
}

const bytesOf = (key: KeyRef | undefined): string =>
  key !== undefined && 'secret' in key ? key.secret.use(toHex) : ''

const levelOf = ({ level, securityLevel = '' }: Vector): number => parseInt(level ?? securityLevel, 16)

export function secureChannelSuite(): void {
  const vectors = [...scp01, ...scp02, ...scp03] as Vector[]
  const having = (field: keyof Vector): Vector[] => vectors.filter((vector) => vector[field] !== undefined)

  describe('recorded sessions', () => {
    test.each(vectors)('$id: the card cryptogram is what the keys give', (vector) => {
      const { made, card } = shaken(vector)
      expect(toHex(made.cardCryptogram)).toBe(toHex(card.cryptogram))
    })

    test.each(having('sessionKeys'))('$id: the session keys', (vector) => {
      const { keys } = shaken(vector).made
      const { enc, mac, rmac } = vector.sessionKeys ?? {}
      expect(bytesOf(keys.enc)).toBe(enc)
      expect(bytesOf(keys.mac)).toBe(mac)
      if (rmac !== undefined) expect(bytesOf(keys.rMac)).toBe(rmac)
    })

    test.each(having('sdAid'))('$id: the pseudo-random challenge', (vector) => {
      const { card } = challengeOf(vector)
      const { enc } = keysOf(vector, 'aes')
      const expected = expectedCardChallenge(
        enc,
        card.sequence ?? new Uint8Array(),
        hex(vector.sdAid ?? ''),
        8
      )
      expect(toHex(run(expected))).toBe(toHex(card.challenge))
    })

    test.each(having('extAuthCmd'))(
      '$id: from EXTERNAL AUTHENTICATE to the last answer, on both sides',
      (vector) => {
        const { made } = shaken(vector)
        const opened = run(externalAuthenticate(made, levelOf(vector)))
        expect(toHex(encodeCommandApdu(opened.value))).toBe(vector.extAuthCmd)
        let host = opened.session
        let card = run(acceptAuthentication(made, opened.value))
        for (const exchange of vector.exchanges ?? []) {
          const sent = run(protectCommand(host, apdu(exchange.plain)))
          expect(toHex(encodeCommandApdu(sent.value))).toBe(exchange.wrapped)
          host = sent.session
          if (card === undefined) throw new Error('the card refused')
          const heard = run(unprotectCommand(card, sent.value))
          if (heard.kind !== 'ok') throw new Error(heard.kind)
          expect(toHex(encodeCommandApdu(heard.value))).toBe(exchange.plain)
          card = heard.session
          if (exchange.rspWrapped === undefined) continue
          const sw = parseInt(exchange.rspSw ?? '9000', 16)
          const answered = run(protectAnswer(card, { data: hex(exchange.rspPlain ?? ''), sw }))
          expect(toHex(answered.value.data)).toBe(exchange.rspWrapped)
          card = answered.session
          const read = run(unprotectAnswer(host, { data: hex(exchange.rspWrapped), sw }))
          if (read.kind !== 'ok') throw new Error(read.kind)
          expect(toHex(read.value.data)).toBe(exchange.rspPlain)
          host = read.session
        }
      }
    )
  })

  describe('diversification', () => {
    const master = '404142434445464748494A4B4C4D4E4F'
    const rows: readonly [Diversification, KeyAlgorithm, string, string, string][] = [
      ['emv', '3des', master, '00010203040506070809', 'C33013 6F4CA6 BB8179'],
      ['visa2', '3des', master, '00010203040506070809', '2BE598 58DA38 3C328E'],
      ['kdf3', 'aes', master, '00010203040506070809', 'E79C05 D1BD77 3FDE8C']
    ]
    test.each(rows)('%s of %s keys', (method, algorithm, key, kdd, checks) => {
      const of = secretKey(algorithm, hex(key))
      const made = run(diversifiedKeys(method, { enc: of, mac: of, dek: of }, hex(kdd)))
      const kcv = (ref: KeyRef): string => ('secret' in ref ? toHex(keyCheckValue(ref)) : '')
      expect([made.enc, made.mac, made.dek].map(kcv).join(' ')).toBe(checks)
    })

    test('KDF3 with 32 bytes, against a card', () => {
      const key = secretKey('aes', hex('8C72C72CF908411653018807950D82FBAD947562F0828A0B10B8B9606ABF3BCD'))
      const made = run(diversifiedKeys('kdf3', { enc: key, mac: key, dek: key }, hex('D9B1DE5D0362DEDCE4FB')))
      expect(bytesOf(made.enc)).toBe('9AAC5D0B3601F89438A0D9D0B6B256CFB47E6462DFA5228D3420C4AC7C224781')
    })
  })
}
