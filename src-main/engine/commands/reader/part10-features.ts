import { uint } from '../../bytes/bytes'

/** Features of PC/SC part 10, 2.2 (table of FEATURE_... tags). */
const featureNames = {
  0x01: 'verify-pin-start',
  0x02: 'verify-pin-finish',
  0x03: 'modify-pin-start',
  0x04: 'modify-pin-finish',
  0x05: 'get-key-pressed',
  0x06: 'verify-pin-direct',
  0x07: 'modify-pin-direct',
  0x08: 'mct-reader-direct',
  0x09: 'mct-universal',
  0x0a: 'ifd-pin-properties',
  0x0b: 'abort',
  0x0c: 'set-spe-message',
  0x0d: 'verify-pin-direct-app-id',
  0x0e: 'modify-pin-direct-app-id',
  0x0f: 'write-display',
  0x10: 'get-key',
  0x11: 'ifd-display-properties',
  0x12: 'get-tlv-properties',
  0x13: 'ccid-esc-command',
  0x20: 'execute-pace'
} as const

export type Part10Feature = (typeof featureNames)[keyof typeof featureNames]

/** One feature and the control code that it is used with. A tag outside the table has no name. */
export interface FeatureEntry {
  readonly tag: number
  readonly name?: Part10Feature
  readonly controlCode: number
}

export interface FeatureList {
  readonly features: readonly FeatureEntry[]
  /** True where the answer went on with something that is no feature entry; what came before is kept. */
  readonly malformed: boolean
}

/**
 * The answer to CM_IOCTL_GET_FEATURE_REQUEST: entries of tag, length 4 and a big-endian control code (PC/SC part 10,
 * 2.2). Never throws; an empty answer is a reader without features.
 */
export function parseFeatures(answer: Uint8Array): FeatureList {
  const features: FeatureEntry[] = []
  for (let at = 0; at < answer.length; at += 6) {
    const tag = answer[at]
    const code = answer.subarray(at + 2, at + 6)
    if (tag === undefined || answer[at + 1] !== 4 || code.length !== 4) return { features, malformed: true }
    const name = tag in featureNames ? featureNames[tag as keyof typeof featureNames] : undefined
    features.push({ tag, controlCode: uint(code), ...(name !== undefined && { name }) })
  }
  return { features, malformed: false }
}
