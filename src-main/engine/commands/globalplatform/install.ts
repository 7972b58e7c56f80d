import { commandApdu } from '../../apdu/command-apdu'
import { concat } from '../../bytes/bytes'
import { lengthBytes } from '../../tlv/tlv'
import { type Command, TLV_SENSITIVITY } from '../command'
import { managementOutcome, type ManagementOutcome } from './management-outcome'

/** P1 of INSTALL (GlobalPlatform Card 2.3.1, table 11-41). */
export const INSTALL_FOR = {
  load: 0x02,
  install: 0x04,
  'make-selectable': 0x08,
  'install-and-make-selectable': 0x0c,
  extradition: 0x10,
  personalization: 0x20,
  'registry-update': 0x40
} as const

export type InstallPurpose = keyof typeof INSTALL_FOR

const NOTHING = new Uint8Array()

/**
 * INSTALL (GlobalPlatform Card 2.3.1, 11.5): each field behind its length, absent ones with length 0; the last one is the
 * token of delegated management.
 */
export function install(
  purpose: InstallPurpose,
  fields: readonly (Uint8Array | undefined)[]
): Command<ManagementOutcome> {
  const data = concat(...fields.flatMap((field = NOTHING) => [lengthBytes(field.length), field]))
  return Object.freeze({
    name: 'INSTALL',
    apdu: commandApdu({ cla: 0x80, ins: 0xe6, p1: INSTALL_FOR[purpose], p2: 0x00, data, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: managementOutcome
  })
}
