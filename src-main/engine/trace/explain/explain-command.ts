import type { Field } from '../../../contract/report'
import { sameText, type LocalText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { parseCommandApdu, type CommandApdu } from '../../apdu/command-apdu'
import { toHex } from '../../bytes/hex'
import { commandDataFields } from './command-data'
import { commandSummary, p1Text, p2Text } from './command-summary'
import { channelOf, classOf, knownCommand, secured, type KnownCommand } from './command-table'
import { part, shifted, type ExplainContext } from './context'
import { explainLoose, rawField } from './explain-data'

export interface ExplainedCommand {
  /** The specification's name; `CLA INS` in hex for an unknown command. */
  readonly name: string
  /** What is known of it; absent for an unknown command. */
  readonly known?: KnownCommand
  readonly summary: LocalText
  /** Header, lengths and data, in the order of the bytes. */
  readonly fields: Field[]
}

/** Explains command bytes; `context.at` is the place of the first. PINs and keys are masked whole. Never throws. */
export function explainCommand(bytes: Uint8Array, context: ExplainContext): ExplainedCommand {
  const parsed = parseCommandApdu(bytes)
  if (parsed.kind === 'ok') return explained(bytes, parsed.apdu, parsed.extended, context)
  if (parsed.kind === 'too-short') {
    const field = { ...rawField(bytes, context), problem: explainPhrases.commandTooShort }
    return { name: toHex(bytes), summary: explainPhrases.commandTooShort, fields: [field] }
  }
  const [cla = 0, ins = 0, p1 = 0, p2 = 0] = bytes
  const apdu: CommandApdu = { cla, ins, p1, p2, data: new Uint8Array(0), ne: 0 }
  const known = knownCommand(apdu)
  // What follows a wrong length may be a PIN or a key.
  const hidden = known?.data === 'secret' && !context.reveal
  const problem = explainPhrases.commandLength(parsed.lc, parsed.available)
  return {
    ...identity(apdu, known, context),
    fields: [
      ...header(bytes, apdu, known, context),
      part(explainPhrases.unreadable, bytes, [4, bytes.length], context, { hidden, problem })
    ]
  }
}

function explained(
  bytes: Uint8Array,
  apdu: CommandApdu,
  extended: boolean,
  context: ExplainContext
): ExplainedCommand {
  const known = knownCommand(apdu)
  const { data, ne } = apdu
  const width = extended ? 3 : 1
  const dataStart = data.length > 0 ? 4 + width : 4
  const dataEnd = dataStart + data.length
  const place = shifted(context, dataStart)
  return {
    ...identity(apdu, known, context),
    fields: [
      ...header(bytes, apdu, known, context),
      ...(data.length > 0
        ? [
            part(explainPhrases.lc, bytes, [4, dataStart], context, {
              value: explainPhrases.bytes(data.length)
            })
          ]
        : []),
      ...(known === undefined
        ? data.length > 0
          ? explainLoose(data, place)
          : []
        : commandDataFields(known, apdu, place)),
      ...(ne > 0
        ? [
            part(explainPhrases.le, bytes, [dataEnd, bytes.length], context, {
              value: explainPhrases.upTo(ne)
            })
          ]
        : [])
    ]
  }
}

function identity(
  apdu: CommandApdu,
  known: KnownCommand | undefined,
  context: ExplainContext
): Pick<ExplainedCommand, 'name' | 'known' | 'summary'> {
  if (known !== undefined) return { name: known.name, known, summary: commandSummary(known, apdu, context) }
  const name = toHex(Uint8Array.of(apdu.cla, apdu.ins))
  return { name, summary: explainPhrases.withDetail(explainPhrases.unknownCommand, sameText(name)) }
}

function header(
  bytes: Uint8Array,
  apdu: CommandApdu,
  known: KnownCommand | undefined,
  context: ExplainContext
): Field[] {
  const first = known && p1Text(known, apdu)
  const second = known && p2Text(known, apdu)
  return [
    part(explainPhrases.cla, bytes, [0, 1], context, { value: claText(apdu.cla) }),
    part(explainPhrases.ins, bytes, [1, 2], context, {
      value: known ? sameText(known.name) : explainPhrases.unknownCommand,
      ...(known && { meaning: known.title, source: known.source })
    }),
    part(explainPhrases.p1, bytes, [2, 3], context, { ...(first && { value: first }) }),
    part(explainPhrases.p2, bytes, [3, 4], context, { ...(second && { value: second }) })
  ]
}

function claText(cla: number): LocalText {
  const kind = classOf(cla)
  if (kind === 'reader') return explainPhrases.claReader
  return explainPhrases.claParts(
    kind === 'own',
    secured(cla),
    (cla & 0x10) !== 0 && (cla & 0x40) === 0,
    channelOf(cla)
  )
}
