import { commandApdu } from '../../apdu/command-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { managementOutcome, type ManagementOutcome } from './management-outcome'

/**
 * LOAD of one block (GlobalPlatform Card 2.3.1, 11.6). `number` counts from 0; its low byte is sent, so that load files of
 * more than 256 blocks go on from 00.
 */
export function load(block: {
  readonly number: number
  readonly last: boolean
  readonly data: Uint8Array
}): Command<ManagementOutcome> {
  const { number, last, data } = block
  return Object.freeze({
    name: 'LOAD',
    apdu: commandApdu({ cla: 0x80, ins: 0xe8, p1: last ? 0x80 : 0x00, p2: number % 256, data, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: managementOutcome
  })
}
