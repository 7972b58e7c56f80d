import { expect } from 'vitest'
import { commandApdu, encodeCommandApdu, type CommandApdu } from '../../src-main/engine/apdu/command-apdu'
import { parseResponseApdu, swText, type ResponseApdu } from '../../src-main/engine/apdu/response-apdu'
import { concat, uintBytes } from '../../src-main/engine/bytes/bytes'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import { secretKey, type KeyRef } from '../../src-main/engine/crypto/key-ref'
import { encipher } from '../../src-main/engine/key-operations/operation'
import { runComposition as run } from '../../src-main/engine/key-operations/run-composition'
import { externalAuthenticate, handshake } from '../../src-main/engine/secure-channel/handshake'
import { protectCommand, unprotectAnswer } from '../../src-main/engine/secure-channel/protection'
import type { Session } from '../../src-main/engine/secure-channel/session'
import type { CardUnderTest } from './card-under-test'

export const FACTORY = '404142434445464748494A4B4C4D4E4F'
export const ISD = 'A000000151000000'
/** The package of PBOC applications, and its modules. */
export const PACKAGE = 'F0435750424F43'
export const MODULE = { pboc: `${PACKAGE}01`, pse: `${PACKAGE}02`, ppse: `${PACKAGE}03` } as const
export const PSE = '315041592E5359532E4444463031'
export const PPSE = '325041592E5359532E4444463031'

/** A host that has a session with whatever is selected. */
export interface Host {
  /** Header in hex, data in hex; the plain answer with its status word. */
  send(header: string, data?: string): string
  /** Enciphered with the session's key for secrets. */
  secret(plain: string): string
}

export interface Access {
  /** Key version asked for. */
  readonly version?: number
  readonly level?: number
  /** All three keys, in hex. */
  readonly key?: string
}

function exchange({ send }: CardUnderTest, command: CommandApdu): ResponseApdu {
  const response = parseResponseApdu(hex(send(toHex(encodeCommandApdu(command)))))
  if (response === undefined) throw new Error('no status word')
  return response
}

const HOST_CHALLENGE = hex('1122334455667788')

/** Opens a session as the answer to INITIALIZE UPDATE tells; an error of the card is an error here. */
export function open(card: CardUnderTest, { version = 0, level = 0x01, key = FACTORY }: Access = {}): Host {
  const begun = exchange(
    card,
    commandApdu({ cla: 0x80, ins: 0x50, p1: version, p2: 0, data: HOST_CHALLENGE, ne: 256 })
  )
  if (begun.sw !== 0x9000) throw new Error(`INITIALIZE UPDATE: ${swText(begun.sw)}`)
  const { data } = begun
  const aes = data[11] === 0x03
  const keys = secretKey(aes ? 'aes' : '3des', hex(key))
  const made = run(
    handshake(
      aes ? { name: 'SCP03', i: data[12] ?? 0 } : { name: 'SCP02', i: 0x15 },
      { enc: keys, mac: keys, dek: keys },
      aes
        ? { host: HOST_CHALLENGE, card: data.slice(13, 21), sequence: data.slice(29) }
        : { host: HOST_CHALLENGE, card: data.slice(14, 20), sequence: data.slice(12, 14) }
    )
  )
  expect(toHex(made.cardCryptogram)).toBe(toHex(aes ? data.slice(21, 29) : data.slice(20, 28)))
  const authenticated = run(externalAuthenticate(made, level))
  const accepted = exchange(card, authenticated.value)
  if (accepted.sw !== 0x9000) throw new Error(`EXTERNAL AUTHENTICATE: ${swText(accepted.sw)}`)
  return host(card, authenticated.session)
}

function host(card: CardUnderTest, opened: Session): Host {
  let session = opened
  const dek: KeyRef = session.keys.dek
  return {
    send(header, data = '') {
      const [cla = 0, ins = 0, p1 = 0, p2 = 0] = hex(header)
      const sent = run(protectCommand(session, commandApdu({ cla, ins, p1, p2, data: hex(data), ne: 256 })))
      const read = run(unprotectAnswer(sent.session, exchange(card, sent.value)))
      if (read.kind !== 'ok') throw new Error(read.kind)
      session = read.session
      return toHex(concat(read.value.data, uintBytes(read.value.sw, 2)))
    },
    secret: (plain) => toHex(run(encipher(dek, session.scp.name === 'SCP03' ? 'cbc' : 'ecb', hex(plain))))
  }
}

/** A value behind its length of one byte. */
export function lv(value: string): string {
  return (value.length / 2).toString(16).padStart(2, '0') + value
}

/** A data grouping. */
export function dgi(id: string, value: string): string {
  const length = value.length / 2
  return id + (length < 0xff ? lv(value) : `FF${length.toString(16).padStart(4, '0')}${value}`)
}

export function installData(
  module: string,
  aid: string,
  { privileges = '00', loadFile = PACKAGE, parameters = 'C900' } = {}
): string {
  return lv(loadFile) + lv(module) + lv(aid) + lv(privileges) + lv(parameters) + '00'
}
