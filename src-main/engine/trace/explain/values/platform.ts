import keyTypes from '../../../../../resources/dictionaries/key-types.json'
import type { Field } from '../../../../contract/report'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { keyPhrases } from '../../../../texts/phrases/explain'
import { valuePhrases } from '../../../../texts/phrases/values'
import { toHex } from '../../../bytes/hex'
import { part } from '../context'
import type { Explainer } from './explainer'

const typeNames = keyTypes as Readonly<Record<string, string>>

export interface KeyComponent {
  /** Type code in hex: `80` DES, `88` AES, `A1` RSA modulus ... `FFxx` in the extended form. */
  readonly type: string
  /** Name of the type, or its code. */
  readonly typeName: string
  /** Bytes. */
  readonly length: number
}

export interface KeyInformation {
  readonly id: number
  readonly version: number
  readonly components: readonly KeyComponent[]
  /** The description ends in the middle of a component. */
  readonly cutOff: boolean
}

/**
 * One key of a key information template (C0 within E0; GlobalPlatform Card Specification 2.3.1, 11.3.3.1): key
 * identifier, key version number, then type and length per component. In the extended form the type begins with FF,
 * the length has two bytes, and usage and access follow.
 */
export function keyInformation(bytes: Uint8Array): KeyInformation | undefined {
  const [id, version] = bytes
  if (id === undefined || version === undefined) return undefined
  const components: KeyComponent[] = []
  let at = 2
  while (at < bytes.length) {
    const extended = bytes[at] === 0xff
    const width = extended ? 4 : 2
    if (at + width > bytes.length) return { id, version, components, cutOff: true }
    const type = toHex(bytes.subarray(at, at + width / 2))
    const length = Number.parseInt(toHex(bytes.subarray(at + width / 2, at + width)), 16)
    const code = type.slice(-2)
    components.push({ type, typeName: typeNames[code] ?? type, length })
    at += width
    if (extended && at < bytes.length && bytes[at] !== 0xff) break // usage and access of the whole key
  }
  return { id, version, components, cutOff: false }
}

export const explainKeyInformation: Explainer = (value, _entry, context) => {
  const key = keyInformation(value)
  if (key === undefined) return { problem: keyPhrases.cutOff }
  const words = key.components.map(({ typeName, length }) => `${typeName} ${length * 8} bit`).join(', ')
  const width = value[2] === 0xff ? 4 : 2
  return {
    value: keyPhrases.key(key.id, key.version, words),
    children: [
      part(keyPhrases.id, value, [0, 1], context, { value: sameText(String(key.id)) }),
      part(keyPhrases.version, value, [1, 2], context, { value: sameText(String(key.version)) }),
      ...key.components.map(({ typeName, length }, index): Field => {
        const from = 2 + index * width
        return part(keyPhrases.component(index + 1), value, [from, from + width], context, {
          value: sameText(`${typeName} ${length * 8} bit`)
        })
      })
    ],
    ...(key.cutOff && { problem: keyPhrases.cutOff })
  }
}

/** Dotted form of an object identifier's value bytes (ISO/IEC 8825-1); undefined where it is cut off or too large. */
export function oidText(bytes: Uint8Array): string | undefined {
  const arcs: number[] = []
  let arc = 0
  for (const [index, byte] of bytes.entries()) {
    arc = arc * 128 + (byte & 0x7f)
    if (!Number.isSafeInteger(arc)) return undefined
    if ((byte & 0x80) === 0) {
      if (arcs.length === 0) {
        const first = Math.min(2, Math.floor(arc / 40))
        arcs.push(first, arc - first * 40)
      } else arcs.push(arc)
      arc = 0
    } else if (index === bytes.length - 1) return undefined
  }
  return arcs.length === 0 ? undefined : arcs.join('.')
}

/** GlobalPlatform's arc: {iso(1) member-body(2) country-USA(840) 114283}. */
const GLOBALPLATFORM = '1.2.840.114283.'

/** What a GlobalPlatform object identifier says: version, secure channel protocol, identification scheme. */
export function platformOidText(oid: string): LocalText | undefined {
  if (!oid.startsWith(GLOBALPLATFORM)) return undefined
  const [kind, ...rest] = oid.slice(GLOBALPLATFORM.length).split('.')
  const [protocol, i] = rest
  if (kind === '1') return valuePhrases.globalPlatform
  if (kind === '2' && rest.length > 0) return valuePhrases.globalPlatformVersion(rest.join('.'))
  if (kind === '3') return valuePhrases.identification
  if (kind === '4' && protocol !== undefined && i !== undefined) {
    return valuePhrases.secureChannel(hexByte(protocol), hexByte(i))
  }
  return undefined
}

function hexByte(decimal: string): string {
  return Number(decimal).toString(16).toUpperCase().padStart(2, '0')
}

export const explainOid: Explainer = (value) => {
  const oid = oidText(value)
  if (oid === undefined) return { problem: valuePhrases.unknownCode }
  const known = platformOidText(oid)
  return {
    value: known === undefined ? sameText(oid) : { en: `${known.en} (${oid})`, zh: `${known.zh}（${oid}）` }
  }
}
