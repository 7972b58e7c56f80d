import { scp01 } from './scp01'
import { scp02 } from './scp02'
import { scp03 } from './scp03'
import type { Scheme, ScpName } from './session'

export const SCHEMES: Readonly<Record<ScpName, Scheme>> = { SCP01: scp01, SCP02: scp02, SCP03: scp03 }

/** Levels that the protocol knows, weakest first: values of P1 of EXTERNAL AUTHENTICATE. */
export const LEVELS: Readonly<Record<ScpName, readonly number[]>> = {
  SCP01: [0x00, 0x01, 0x03],
  SCP02: [0x00, 0x01, 0x03, 0x10, 0x11, 0x13],
  SCP03: [0x00, 0x01, 0x03, 0x11, 0x13, 0x33]
}
