import { commandApdu } from '../../apdu/command-apdu'
import { concat } from '../../bytes/bytes'
import { tlv } from '../../tlv/tlv'
import { type Command, TLV_SENSITIVITY } from '../command'
import { managementOutcome, type ManagementOutcome } from './management-outcome'

const NOTHING = new Uint8Array()
const RELATED = 0x80

/** DELETE of an application or load file (GlobalPlatform Card 2.3.1, 11.2). `related`: with what depends on it. */
export function deleteObject(asked: {
  readonly aid: Uint8Array
  readonly related?: boolean
  readonly token?: Uint8Array
}): Command<ManagementOutcome> {
  const { aid, related = false, token } = asked
  const data = concat(tlv(0x4f, aid), token === undefined ? NOTHING : tlv(0x9e, token))
  return command(related ? RELATED : 0x00, data)
}

/** DELETE of keys (11.2.2.3.2): all of a version, or one of it. A fault without either. */
export function deleteKey(asked: {
  readonly keyId?: number
  readonly keyVersion?: number
}): Command<ManagementOutcome> {
  const { keyId, keyVersion } = asked
  if (keyId === undefined && keyVersion === undefined) throw new Error('deleteKey: which key?')
  const part = (tag: number, value: number | undefined): Uint8Array =>
    value === undefined ? NOTHING : tlv(tag, Uint8Array.of(value))
  return command(0x00, concat(part(0xd0, keyId), part(0xd2, keyVersion)))
}

function command(p2: number, data: Uint8Array): Command<ManagementOutcome> {
  return Object.freeze({
    name: 'DELETE',
    apdu: commandApdu({ cla: 0x80, ins: 0xe4, p1: 0x00, p2, data, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: managementOutcome
  })
}
