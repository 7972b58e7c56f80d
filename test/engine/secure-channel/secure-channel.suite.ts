import assert from 'node:assert/strict'
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
import { type Case, defineSuite } from '../../support/suite'

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

const vectors = [...scp01, ...scp02, ...scp03] as Vector[]

/** A case of each vector that has the field. */
function casesOf(name: string, field: keyof Vector, check: (vector: Vector) => void): Case<unknown>[] {
  return vectors
    .filter((vector) => vector[field] !== undefined)
    .map((vector) => ({ name: `${vector.id}: ${name}`, run: () => check(vector) }))
}

function cardCryptogram(vector: Vector): void {
  const { made, card } = shaken(vector)
  assert.equal(toHex(made.cardCryptogram), toHex(card.cryptogram))
}

function sessionKeys(vector: Vector): void {
  const { keys } = shaken(vector).made
  const { enc, mac, rmac } = vector.sessionKeys ?? {}
  assert.equal(bytesOf(keys.enc), enc)
  assert.equal(bytesOf(keys.mac), mac)
  if (rmac !== undefined) assert.equal(bytesOf(keys.rMac), rmac)
}

function pseudoRandomChallenge(vector: Vector): void {
  const { card } = challengeOf(vector)
  const { enc } = keysOf(vector, 'aes')
  const { sequence = new Uint8Array() } = card
  const expected = run(expectedCardChallenge(enc, sequence, hex(vector.sdAid ?? ''), 8))
  assert.equal(toHex(expected), toHex(card.challenge))
}

/** From EXTERNAL AUTHENTICATE to the last answer: each side says what was recorded, and understands the other. */
function wholeSession(vector: Vector): void {
  const { made } = shaken(vector)
  const opened = run(externalAuthenticate(made, levelOf(vector)))
  assert.equal(toHex(encodeCommandApdu(opened.value)), vector.extAuthCmd)
  let host = opened.session
  let card = run(acceptAuthentication(made, opened.value))
  for (const exchange of vector.exchanges ?? []) {
    const sent = run(protectCommand(host, apdu(exchange.plain)))
    assert.equal(toHex(encodeCommandApdu(sent.value)), exchange.wrapped)
    host = sent.session
    assert.ok(card !== undefined, 'the card refused')
    const heard = run(unprotectCommand(card, sent.value))
    assert.ok(heard.kind === 'ok', heard.kind)
    assert.equal(toHex(encodeCommandApdu(heard.value)), exchange.plain)
    card = heard.session
    if (exchange.rspWrapped === undefined) continue
    const sw = parseInt(exchange.rspSw ?? '9000', 16)
    const answered = run(protectAnswer(card, { data: hex(exchange.rspPlain ?? ''), sw }))
    assert.equal(toHex(answered.value.data), exchange.rspWrapped)
    card = answered.session
    const read = run(unprotectAnswer(host, { data: hex(exchange.rspWrapped), sw }))
    assert.ok(read.kind === 'ok', read.kind)
    assert.equal(toHex(read.value.data), exchange.rspPlain)
    host = read.session
  }
}

const MASTER = '404142434445464748494A4B4C4D4E4F'
const KDD = '00010203040506070809'
const DIVERSIFIED: readonly [Diversification, KeyAlgorithm, string][] = [
  ['emv', '3des', 'C33013 6F4CA6 BB8179'],
  ['visa2', '3des', '2BE598 58DA38 3C328E'],
  ['kdf3', 'aes', 'E79C05 D1BD77 3FDE8C']
]

const diversifications: Case<unknown>[] = DIVERSIFIED.map(([method, algorithm, checks]) => ({
  name: `diversification: ${method}`,
  run: () => {
    const of = secretKey(algorithm, hex(MASTER))
    const made = run(diversifiedKeys(method, { enc: of, mac: of, dek: of }, hex(KDD)))
    const kcv = (ref: KeyRef): string => ('secret' in ref ? toHex(keyCheckValue(ref)) : '')
    assert.equal([made.enc, made.mac, made.dek].map(kcv).join(' '), checks)
  }
}))

const diversifiedByCard: Case<unknown> = {
  name: 'diversification: KDF3 with 32 bytes, as a card has it',
  run: () => {
    const key = secretKey('aes', hex('8C72C72CF908411653018807950D82FBAD947562F0828A0B10B8B9606ABF3BCD'))
    const keys = { enc: key, mac: key, dek: key }
    const made = run(diversifiedKeys('kdf3', keys, hex('D9B1DE5D0362DEDCE4FB')))
    assert.equal(bytesOf(made.enc), '9AAC5D0B3601F89438A0D9D0B6B256CFB47E6462DFA5228D3420C4AC7C224781')
  }
}

export const suite = defineSuite({
  name: 'secure channels',
  cases: [
    ...casesOf('card cryptogram', 'initUpdateRsp', cardCryptogram),
    ...casesOf('session keys', 'sessionKeys', sessionKeys),
    ...casesOf('pseudo-random challenge', 'sdAid', pseudoRandomChallenge),
    ...casesOf('the whole session, on both sides', 'extAuthCmd', wholeSession),
    ...diversifications,
    diversifiedByCard
  ]
})
