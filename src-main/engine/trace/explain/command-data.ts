import type { Field } from '../../../contract/report'
import { explainPhrases } from '../../../texts/phrases/explain'
import { valuePhrases } from '../../../texts/phrases/values'
import type { CommandApdu } from '../../apdu/command-apdu'
import type { DolEntry } from '../../tlv/dol'
import { decodeTlv } from '../../tlv/tlv'
import { classOf, secured, type KnownCommand } from './command-table'
import { part, placeOf, shifted, type ExplainContext } from './context'
import { explainData, explainLoose, explainTag, rawField } from './explain-data'
import { dolLength, explainDolData } from './explain-dol-data'
import { aidName } from './values/aid'
import { responseCodeText } from './values/issuer'

const TAG_COMMAND_TEMPLATE = 0x83
const TAG_DF_NAME = 0x84
const EMV_MAC_LENGTH = 4
const GP_MAC_LENGTH = 8

/** The fields of a command's data; `context.at` is the place of the data's first byte. Never throws. */
export function commandDataFields(
  command: KnownCommand,
  apdu: CommandApdu,
  context: ExplainContext
): Field[] {
  const { data } = apdu
  if (data.length === 0) return []
  const whole: readonly [number, number] = [0, data.length]
  switch (command.data) {
    case 'secret':
      return [
        part(explainPhrases.data, data, whole, context, {
          hidden: !context.reveal,
          ...(!context.reveal && { value: valuePhrases.masked(data.length) })
        })
      ]
    case 'select':
      return [selected(apdu, context)]
    case 'aid':
      return [part(explainPhrases.name, data, whole, context, named(data))]
    case 'gpo':
      return processingOptionsData(data, context)
    case 'cdol':
      return listData(data, [context.cdol1, context.cdol2], context)
    case 'ddol':
      return listData(data, [context.ddol], context, explainPhrases.random)
    case 'issuer-authentication':
      return authentication(data, context)
    case 'scp-external-authenticate':
      return splitMac(data, context, GP_MAC_LENGTH, (own) => [
        part(explainPhrases.hostCryptogram, own, [0, own.length], context)
      ])
    case 'host-challenge':
      return [part(explainPhrases.hostChallenge, data, whole, context)]
    case 'install':
      return lengthValues(data, context)
    case 'put-data':
      return splitMac(data, context, EMV_MAC_LENGTH, (own) => [
        explainTag(apdu.p1 * 256 + apdu.p2, own, context)
      ])
    case 'mac':
      return [part(explainPhrases.mac, data, whole, context)]
    case 'tlv':
      return secured(apdu.cla)
        ? splitMac(data, context, classOf(apdu.cla) === 'iso' ? EMV_MAC_LENGTH : GP_MAC_LENGTH, (own) =>
            explainData(own, context)
          )
        : explainData(data, context)
    case 'none':
    case 'raw':
      return explainLoose(data, context)
  }
}

function named(aid: Uint8Array): Partial<Field> {
  const name = aidName(aid)
  return name === undefined ? {} : { value: name }
}

function selected({ p1, data }: CommandApdu, context: ExplainContext): Field {
  if (p1 === 0x04) {
    return { ...explainTag(TAG_DF_NAME, data, context), tag: undefined, name: explainPhrases.name }
  }
  const name = p1 >= 0x08 ? explainPhrases.path : explainPhrases.fileId
  return part(name, data, [0, data.length], context)
}

/** GET PROCESSING OPTIONS: template 83 with the values that the PDOL asked for. */
function processingOptionsData(data: Uint8Array, context: ExplainContext): Field[] {
  const [node] = decodeTlv(data).nodes
  if (node?.tag !== TAG_COMMAND_TEMPLATE || node.offset !== 0) return [rawField(data, context)]
  const inner = shifted(context, node.headerLength)
  const [template, ...rest] = explainData(data, context)
  if (template === undefined) return rest
  if (context.pdol === undefined || node.value.length === 0) return [template, ...rest]
  return [{ ...template, children: explainDolData(context.pdol, node.value, inner) }, ...rest]
}

/** Data that fill a list: by the first of the lists that is as long, else as one field. */
function listData(
  data: Uint8Array,
  lists: readonly (readonly DolEntry[] | undefined)[],
  context: ExplainContext,
  name = explainPhrases.data
): Field[] {
  const known = lists.filter((list) => list !== undefined)
  const list = known.find((entries) => dolLength(entries) === data.length) ?? known[0]
  return list === undefined ? [rawField(data, context, name)] : explainDolData(list, data, context)
}

/** Issuer authentication data: cryptogram of 8 bytes, then the authorisation response code. */
function authentication(data: Uint8Array, context: ExplainContext): Field[] {
  const code = data.subarray(8)
  return [
    part(explainPhrases.arpc, data, [0, Math.min(8, data.length)], context),
    ...(code.length > 0
      ? [
          part(explainPhrases.arc, data, [8, data.length], context, {
            ...(code.length === 2 && { value: responseCodeText(code) })
          })
        ]
      : [])
  ]
}

/** The data proper, then the MAC at their end. */
function splitMac(
  data: Uint8Array,
  context: ExplainContext,
  length: number,
  explain: (own: Uint8Array) => Field[]
): Field[] {
  if (data.length < length) return [rawField(data, context)]
  const end = data.length - length
  return [
    ...(end > 0 ? explain(data.subarray(0, end)) : []),
    part(explainPhrases.mac, data, [end, data.length], context)
  ]
}

/** INSTALL: values each behind a length byte (GlobalPlatform Card Specification 2.3.1, 11.5.2.3). */
function lengthValues(data: Uint8Array, context: ExplainContext): Field[] {
  const fields: Field[] = []
  let at = 0
  while (at < data.length) {
    const end = at + 1 + (data[at] ?? 0)
    if (end > data.length) {
      const rest = rawField(data.subarray(at), shifted(context, at), explainPhrases.unreadable)
      return [...fields, { ...rest, problem: explainPhrases.missing }]
    }
    const value = data.subarray(at + 1, end)
    const place = shifted(context, at + 1)
    const inner = value[0] === 0xc9 || value[0] === 0xef ? explainData(value, place) : []
    fields.push({
      ...rawField(value, place, explainPhrases.lengthAndValue(fields.length + 1)),
      ...(value.length === 0 ? { value: valuePhrases.empty } : named(value)),
      ...(inner.length > 0 && { children: inner }),
      ...placeOf(place, value.length)
    })
    at = end
  }
  return fields
}
