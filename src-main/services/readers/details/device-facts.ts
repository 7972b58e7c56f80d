import type { ReaderFact } from '../../../contract/views'
import { toHex } from '../../../engine/bytes/hex'
import { directTransmit } from '../../../engine/commands/reader/direct-transmit'
import { getPiccParameters } from '../../../engine/commands/reader/get-picc-parameters'
import { type PiccParameters, piccParametersByte } from '../../../engine/commands/reader/picc-parameters'
import { readFirmware } from '../../../engine/commands/reader/read-firmware'
import { sameText } from '../../../texts/local-text'
import {
  piccParameterNames,
  readerFacts as names,
  readerPhrases as phrases
} from '../../../texts/phrases/reader-details'
import { hasFeature, type ReaderFeature } from '../reader-profile'
import type { ReaderTalk } from '../reader-talk'
import { fact, part, partSet, refusal, unknownFact } from './fact'

/** SCARD_ATTR_...: what drivers know of the device (PC/SC part 3, 3.1.2; the system's name is Microsoft's). */
const attributes = [
  { id: 'vendor-name', attribute: 0x0001_0100, read: characters },
  { id: 'ifd-type', attribute: 0x0001_0101, read: characters },
  { id: 'ifd-version', attribute: 0x0001_0102, read: version },
  { id: 'serial', attribute: 0x0001_0103, read: characters },
  { id: 'system-name', attribute: 0x7fff_0003, read: characters }
] as const

/** PN532 user manual, 7.2.2: GetFirmwareVersion. */
const GET_CHIP_VERSION = 0x02

/** What the driver and the reader say of the device: attributes, firmware, parameters, chip. */
export async function deviceFacts(talk: ReaderTalk): Promise<ReaderFact[]> {
  const facts: ReaderFact[] = []
  for (const { id, attribute, read } of attributes) {
    const answer = await talk.attribute(attribute)
    facts.push(
      answer.kind === 'unknown'
        ? unknownFact(id, names[id], answer)
        : fact(id, names[id], sameText(read(answer.value)))
    )
  }
  const knows = (feature: ReaderFeature): boolean => hasFeature(talk.info.profile, feature)
  if (knows('firmware')) facts.push(await firmware(talk))
  if (knows('picc-parameters')) facts.push(await piccParameters(talk))
  if (knows('direct-transmit')) facts.push(await chip(talk))
  return facts
}

async function firmware(talk: ReaderTalk): Promise<ReaderFact> {
  const answer = await talk.command(readFirmware())
  if (answer.kind === 'unknown') return unknownFact('firmware', names.firmware, answer)
  return answer.value.kind === 'firmware'
    ? fact('firmware', names.firmware, sameText(answer.value.version))
    : unknownFact('firmware', names.firmware, refusal(answer.value))
}

async function piccParameters(talk: ReaderTalk): Promise<ReaderFact> {
  const [id, name] = ['picc-parameters', names['picc-parameters']] as const
  const answer = await talk.command(getPiccParameters())
  if (answer.kind === 'unknown') return unknownFact(id, name, answer)
  if (answer.value.kind !== 'parameters') return unknownFact(id, name, refusal(answer.value))
  const { parameters } = answer.value
  return {
    id,
    name,
    hex: toHex(Uint8Array.of(piccParametersByte(parameters))),
    parts: (Object.keys(piccParameterNames) as (keyof PiccParameters)[]).map((key) =>
      key === 'pollingMs'
        ? part(key, piccParameterNames[key], phrases.every(parameters[key]))
        : partSet(key, piccParameterNames[key], parameters[key])
    )
  }
}

async function chip(talk: ReaderTalk): Promise<ReaderFact> {
  const answer = await talk.command(directTransmit(GET_CHIP_VERSION))
  if (answer.kind === 'unknown') return unknownFact('chip', names.chip, answer)
  const outcome = answer.value
  if (outcome.kind === 'not-an-answer') return unknownFact('chip', names.chip, { why: phrases.notAnAnswer })
  if (outcome.kind !== 'answer') {
    return unknownFact('chip', names.chip, refusal({ kind: 'failed', sw: outcome.sw }))
  }
  const [ic, major, minor] = outcome.data
  if (ic === undefined || major === undefined || minor === undefined) {
    return unknownFact('chip', names.chip, { why: phrases.notAnAnswer })
  }
  return {
    ...fact('chip', names.chip, phrases.chip(toHex(Uint8Array.of(ic)), `${major}.${minor}`)),
    hex: toHex(outcome.data)
  }
}

/** Characters with a zero at their end, or bytes that are none. */
function characters(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  const text = end === -1 ? bytes : bytes.subarray(0, end)
  return text.every((byte) => byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(...text) : toHex(bytes)
}

/** 0xMMmmbbbb, little-endian: major, minor, build (PC/SC part 3, 3.1.2). */
function version(bytes: Uint8Array): string {
  const [low, high, minor, major] = bytes
  if (bytes.length !== 4 || low === undefined || high === undefined) return toHex(bytes)
  const build = high * 256 + low
  return [major, minor, ...(build === 0 ? [] : [build])].join('.')
}
