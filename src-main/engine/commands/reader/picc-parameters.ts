/** The ACR122U's PICC operating parameter, one byte (API manual 2.04, 6.5). */
export interface PiccParameters {
  /** Look for cards without being asked. */
  readonly autoPolling: boolean
  /** Activate ISO 14443-4 by itself. Off only for storage-card emulation on dual cards; bank cards need it. */
  readonly autoAts: boolean
  /** Milliseconds between two looks for a card. */
  readonly pollingMs: 250 | 500
  readonly felica424: boolean
  readonly felica212: boolean
  readonly topaz: boolean
  readonly iso14443b: boolean
  readonly iso14443a: boolean
}

const bits = {
  autoPolling: 0x80,
  autoAts: 0x40,
  felica424: 0x10,
  felica212: 0x08,
  topaz: 0x04,
  iso14443b: 0x02,
  iso14443a: 0x01
} as const
const shortInterval = 0x20

/** The byte for a set of parameters. */
export function piccParametersByte(parameters: PiccParameters): number {
  const names = Object.keys(bits) as (keyof typeof bits)[]
  const flags = names.reduce((byte, name) => (parameters[name] ? byte | bits[name] : byte), 0)
  return parameters.pollingMs === 250 ? flags | shortInterval : flags
}

/** The parameters that a byte stands for. */
export function piccParametersOf(byte: number): PiccParameters {
  const has = (bit: number): boolean => (byte & bit) !== 0
  return {
    autoPolling: has(bits.autoPolling),
    autoAts: has(bits.autoAts),
    pollingMs: has(shortInterval) ? 250 : 500,
    felica424: has(bits.felica424),
    felica212: has(bits.felica212),
    topaz: has(bits.topaz),
    iso14443b: has(bits.iso14443b),
    iso14443a: has(bits.iso14443a)
  }
}
