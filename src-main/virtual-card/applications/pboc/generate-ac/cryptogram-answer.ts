import type { CommandApdu } from '../../../../engine/apdu/command-apdu'
import type { ResponseApdu } from '../../../../engine/apdu/response-apdu'
import { concat } from '../../../../engine/bytes/bytes'
import { signedCombinedData } from '../../../../engine/offline-auth/build/signatures'
import { tlv } from '../../../../engine/tlv/tlv'
import { answer } from '../../../os/status-words'
import { iccSigner } from '../card-keys'
import { cidOf, type AcKind } from '../cryptogram/cid'
import type { MadeCryptogram } from '../cryptogram/make-cryptogram'
import type { PbocState, Transaction } from '../pboc-state'
import type { TerminalData } from '../terminal-data'
import { adviceOf } from './completion'

const TAG = { cid: 0x9f27, iad: 0x9f10, atc: 0x9f36, signature: 0x9f4b } as const
const UNPREDICTABLE_NUMBER = 0x9f37
/** P1 bit 5: combined dynamic data authentication (EMV Book 3, table 12). */
const COMBINED = 0x10
/** AIP byte 1, bit 1. */
const CDA_SUPPORTED = 0x01

/**
 * Format 1 (tag 80), or with CDA format 2 (tag 77) and the signature in place of the cryptogram (EMV Book 2, 6.6). Made
 * before anything is written, so that an answer that cannot be made costs nothing.
 */
export function cryptogramAnswer(
  { memory }: PbocState,
  transaction: Transaction,
  command: CommandApdu,
  { kind, made, terminal }: { kind: AcKind; made: MadeCryptogram; terminal: TerminalData }
): ResponseApdu {
  const cid = cidOf(kind, adviceOf(memory, transaction, kind))
  const signer = iccSigner(memory, transaction)
  const wantsCda = (command.p1 & COMBINED) !== 0 && ((transaction.aip[0] ?? 0) & CDA_SUPPORTED) !== 0
  if (!wantsCda || kind === 'AAC' || signer === undefined)
    return answer(tlv(0x80, Uint8Array.of(cid), transaction.atc, made.value, made.iad))
  const before = [tlv(TAG.cid, Uint8Array.of(cid)), tlv(TAG.atc, transaction.atc)]
  const iad = tlv(TAG.iad, made.iad)
  const signature = signedCombinedData(signer, {
    iccDynamicNumber: transaction.atc,
    cid,
    cryptogram: made.value,
    transactionData: concat(
      transaction.pdol.bytes,
      transaction.first?.terminal.bytes ?? new Uint8Array(0),
      terminal.bytes,
      ...before,
      iad
    ),
    unpredictableNumber: terminal.value(UNPREDICTABLE_NUMBER) ?? new Uint8Array(4)
  })
  return answer(tlv(0x77, ...before, tlv(TAG.signature, signature), iad))
}
