import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { encodeCommandApdu } from '../../src-main/engine/apdu/command-apdu'
import { hex, toHex } from '../../src-main/engine/bytes/hex'
import type { Command } from '../../src-main/engine/commands/command'
import { internalAuthenticate } from '../../src-main/engine/commands/emv/internal-authenticate'
import { readRecord } from '../../src-main/engine/commands/iso7816/read-record'
import { authenticateDynamic, authenticateStatic } from '../../src-main/engine/offline-auth/authenticate'
import type { CaPublicKey } from '../../src-main/engine/offline-auth/ca-key'
import type { CardData } from '../../src-main/engine/offline-auth/card-data'
import { staticDataToAuthenticate } from '../../src-main/engine/offline-auth/static-data'
import { decodeTlv, findTag } from '../../src-main/engine/tlv/tlv'
import { importTrace } from '../../src-main/engine/trace-files/import-trace'
import { TraceReplay } from '../../src-main/engine/trace/replay'
import { CaKeysService } from '../../src-main/services/ca-keys/ca-keys-service'
import { lookupIn } from '../engine/offline-auth/support'
import { MemoryDocuments } from '../support/memory-documents'

const folder = fileURLToPath(new URL('../../../shared/dumps', import.meta.url))
const absent = !existsSync(folder)
const UNPREDICTABLE_NUMBER = hex('7863AFC6')

/** The application's records, as the AFL of the recording names them: 08010300 10010501 20010100. */
const RECORDS = [
  ...[1, 2, 3].map((record) => ({ sfi: 1, record })),
  ...[1, 2, 3, 4, 5].map((record) => ({ sfi: 2, record })),
  { sfi: 4, record: 1 }
]

/** The recorded card's data and its answer to INTERNAL AUTHENTICATE. */
function recordedCard(keys: readonly CaPublicKey[]): { card: CardData; signed: Uint8Array | undefined } {
  const parsed = importTrace(readFileSync(`${folder}/unionpay-contact-debit.txt`), 'recorded')
  if (parsed.kind !== 'ok') throw new Error(`not a trace: ${parsed.problem}`)
  const replay = new TraceReplay(parsed.trace)
  const send = <T>(command: Command<T>): T => {
    const answer = replay.answer(encodeCommandApdu(command.apdu))
    if (answer.kind !== 'recorded') throw new Error('not recorded')
    const { response } = answer
    const sw = ((response.at(-2) ?? 0) << 8) | (response.at(-1) ?? 0)
    return command.parse({ data: response.subarray(0, -2), sw })
  }
  replay.answer(hex('00A4040008A00000033301010200'))
  const read = RECORDS.map((place) => {
    const outcome = send(readRecord(place))
    if (outcome.kind !== 'read') throw new Error(outcome.kind)
    return { ...place, data: outcome.data }
  })
  const nodes = read.flatMap(({ data }) => decodeTlv(data).nodes)
  const signed = send(internalAuthenticate(UNPREDICTABLE_NUMBER))
  return {
    card: {
      aid: hex('A000000333010102'),
      objects: (tag) => (tag === 0x82 ? hex('7C00') : findTag(nodes, tag)?.value),
      staticData: staticDataToAuthenticate(read.filter(({ sfi, record }) => sfi === 2 && record === 1)),
      caKeys: lookupIn(keys),
      date: '160315'
    },
    signed: signed.kind === 'signed' ? signed.signature : undefined
  }
}

function recordedKeys(): CaPublicKey[] {
  const service = new CaKeysService(new MemoryDocuments())
  service.import(readFileSync(`${folder}/unionpay-ca-public-keys.json`, 'utf8'), 'recorded')
  return service.list().map(({ key }) => key)
}

describe('recorded card ../shared/dumps/unionpay-contact-debit.txt, offline data authentication', () => {
  it.skipIf(absent)('authenticates static data under CA key 09', () => {
    const { card } = recordedCard(recordedKeys())
    const result = authenticateStatic(card)
    expect(result.outcome).toEqual({ kind: 'authenticated' })
    expect(result.caKey?.index).toBe(0x09)
    expect(result.dataAuthenticationCode).toHaveLength(2)
  })

  it.skipIf(absent)('authenticates dynamic data under CA key 09', () => {
    const { card, signed } = recordedCard(recordedKeys())
    const result = authenticateDynamic(card, { signed, ddolData: UNPREDICTABLE_NUMBER })
    expect(result.outcome).toEqual({ kind: 'authenticated' })
    expect(toHex(result.iccDynamicNumber ?? hex(''))).toBe('000659A2F145F4')
  })

  it.skipIf(absent)('says which key is unknown, and what does not fit', () => {
    const { card, signed } = recordedCard(recordedKeys().filter(({ index }) => index !== 0x09))
    expect(authenticateStatic(card).outcome).toEqual({
      kind: 'failed',
      step: 'ca-key',
      problem: { kind: 'unknown-ca-key', index: 0x09 }
    })
    const known = recordedCard(recordedKeys()).card
    expect(authenticateDynamic(known, { signed, ddolData: hex('00000000') }).outcome).toEqual({
      kind: 'failed',
      step: 'signed-dynamic-data',
      problem: { kind: 'hash' }
    })
  })
})
