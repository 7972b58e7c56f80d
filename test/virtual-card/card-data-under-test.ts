import { hex, toHex } from '../../src-main/engine/bytes/hex'
import type { Authentication } from '../../src-main/engine/offline-auth/authentication'
import type { CardData } from '../../src-main/engine/offline-auth/card-data'
import { staticDataToAuthenticate } from '../../src-main/engine/offline-auth/static-data'
import { testCaKeys } from '../../src-main/engine/offline-auth/test-issuer'
import { decodeTlv, findTag } from '../../src-main/engine/tlv/tlv'
import type { PbocUnderTest } from './pboc-under-test'

/** What a terminal has read of a ready-made card when it authenticates it. `read`: objects from answers, by tag. */
export function cardDataOf(
  { send, aid }: Pick<PbocUnderTest, 'send' | 'aid'>,
  read: Readonly<Record<number, Uint8Array | undefined>> = {}
): CardData {
  const record = (sfi: number, number: number): Uint8Array =>
    hex(send(`00B2${toHex(Uint8Array.of(number, (sfi << 3) | 4))}00`).slice(0, -4))
  const records = [record(1, 1), record(2, 1), record(2, 2), record(2, 3), record(2, 4), record(3, 1)]
  const nodes = records.flatMap((bytes) => decodeTlv(bytes).nodes)
  return {
    aid: hex(aid),
    objects: (tag) => read[tag] ?? (tag === 0x82 ? hex('7D00') : findTag(nodes, tag)?.value),
    staticData: staticDataToAuthenticate([{ sfi: 2, record: 1, data: record(2, 1) }]),
    caKeys: (_, index) => testCaKeys().filter((key) => key.index === index),
    date: '260520'
  }
}

/** Nothing where the card is authentic. */
export function problemsOf({ outcome }: Authentication): unknown[] {
  return outcome.kind === 'authenticated' ? [] : [outcome]
}
