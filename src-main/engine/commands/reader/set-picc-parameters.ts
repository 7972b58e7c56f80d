import { commandApdu } from '../../apdu/command-apdu'
import { type Command, TLV_SENSITIVITY } from '../command'
import { parsePiccParameters, type PiccParametersOutcome } from './get-picc-parameters'
import { type PiccParameters, piccParametersByte } from './picc-parameters'

/** ACR122U: set the PICC operating parameter, `FF 00 51 PP 00`, answered by `90 PP` (API manual 2.04, 6.6). */
export function setPiccParameters(parameters: PiccParameters): Command<PiccParametersOutcome> {
  return Object.freeze({
    name: 'ACR122U SET PICC PARAMETERS',
    apdu: commandApdu({ cla: 0xff, ins: 0x00, p1: 0x51, p2: piccParametersByte(parameters), ne: 256 }),
    sensitivity: TLV_SENSITIVITY,
    parse: parsePiccParameters
  })
}
