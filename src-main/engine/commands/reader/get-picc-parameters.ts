import { commandApdu } from '../../apdu/command-apdu'
import type { ResponseApdu } from '../../apdu/response-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { type PiccParameters, piccParametersOf } from './picc-parameters'
import { type ReaderRefusal, readerRefusal } from './reader-outcome'

export type PiccParametersOutcome =
  { readonly kind: 'parameters'; readonly parameters: PiccParameters } | ReaderRefusal

/** ACR122U: get the PICC operating parameter, `FF 00 50 00 00`, answered by `90 PP` (API manual 2.04, 6.5). */
export function getPiccParameters(): Command<PiccParametersOutcome> {
  return Object.freeze({
    name: 'ACR122U GET PICC PARAMETERS',
    apdu: commandApdu({ cla: 0xff, ins: 0x00, p1: 0x50, p2: 0x00, ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: parsePiccParameters
  })
}

/** `90 PP` of both the reading and the writing command. */
export function parsePiccParameters({ sw }: ResponseApdu): PiccParametersOutcome {
  return sw >> 8 === 0x90
    ? { kind: 'parameters', parameters: piccParametersOf(sw & 0xff) }
    : readerRefusal(sw)
}
