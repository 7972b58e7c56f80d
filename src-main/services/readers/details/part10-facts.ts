import type { ReaderFact } from '../../../contract/views'
import { toHex } from '../../../engine/bytes/hex'
import {
  type ControlPlatform,
  controlCode,
  getFeatureRequest
} from '../../../engine/commands/reader/control-code'
import { parseFeatures } from '../../../engine/commands/reader/part10-features'
import { parseTlvProperties, type TlvProperties } from '../../../engine/commands/reader/part10-properties'
import { sameText, type LocalText } from '../../../texts/local-text'
import {
  part10Names,
  readerFacts as names,
  readerPhrases as phrases,
  tlvPropertyNames
} from '../../../texts/phrases/reader-details'
import type { ReaderTalk } from '../reader-talk'
import { fact, part, unknownFact } from './fact'

/** PC/SC part 10: the features that the reader lists with their control codes, and its properties where it has them. */
export async function part10Facts(talk: ReaderTalk, platform: ControlPlatform): Promise<ReaderFact[]> {
  const answer = await talk.control(controlCode(platform, getFeatureRequest))
  if (answer.kind === 'unknown') return [unknownFact('features', names.features, answer)]
  const { features, malformed } = parseFeatures(answer.value)
  const list: ReaderFact = {
    ...fact('features', names.features, summary(features.length, malformed)),
    hex: toHex(answer.value),
    parts: features.map(({ tag, name, controlCode: code }) => {
      const tagText = toHex(Uint8Array.of(tag))
      const words = name === undefined ? phrases.unknownFeature(tagText) : part10Names[name]
      return part(name ?? tagText, words, sameText(`0x${code.toString(16).toUpperCase().padStart(8, '0')}`))
    })
  }
  const code = features.find(({ name }) => name === 'get-tlv-properties')?.controlCode
  return code === undefined ? [list] : [list, await tlvProperties(talk, code)]
}

async function tlvProperties(talk: ReaderTalk, code: number): Promise<ReaderFact> {
  const [id, name] = ['tlv-properties', names['tlv-properties']] as const
  const answer = await talk.control(code)
  if (answer.kind === 'unknown') return unknownFact(id, name, answer)
  const properties = parseTlvProperties(answer.value)
  const parts = (Object.keys(tlvPropertyNames) as (keyof typeof tlvPropertyNames)[]).flatMap((key) => {
    const value = properties[key]
    return value === undefined ? [] : [part(key, tlvPropertyNames[key], propertyText(key, value))]
  })
  return {
    ...fact(id, name, summary(parts.length, properties.malformed)),
    hex: toHex(answer.value),
    parts
  }
}

/** What the parts do not say themselves. */
function summary(count: number, malformed: boolean): LocalText | undefined {
  if (malformed) return phrases.brokenOff
  return count === 0 ? phrases.none : undefined
}

function propertyText(key: keyof TlvProperties, value: string | number): LocalText {
  if (typeof value === 'string') return sameText(value)
  switch (key) {
    case 'idVendor':
    case 'idProduct':
      return sameText(value.toString(16).toUpperCase().padStart(4, '0'))
    case 'maxApduDataSize':
      return value === 0 ? phrases.shortOnly : phrases.bytes(value)
    case 'lcdLayout':
    case 'entryValidationCondition':
      return sameText(`0x${value.toString(16).toUpperCase()}`)
    default:
      return sameText(String(value))
  }
}
