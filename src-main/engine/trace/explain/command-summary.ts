import { sameText, type LocalText } from '../../../texts/local-text'
import { explainPhrases } from '../../../texts/phrases/explain'
import { remarked, valuePhrases } from '../../../texts/phrases/values'
import type { CommandApdu } from '../../apdu/command-apdu'
import { toHex } from '../../bytes/hex'
import { tagEntry } from '../../tlv/tag-dictionary'
import { tagText } from '../../tlv/tlv'
import type { KnownCommand } from './command-table'
import { scopeOf, type ExplainContext } from './context'
import { bitsOf } from './values/bits'
import { aidName } from './values/aid'
import { bitTable } from '../../tlv/tag-dictionary'

/** One line that says what a command asks for. */
export function commandSummary(command: KnownCommand, apdu: CommandApdu, context: ExplainContext): LocalText {
  switch (command.name) {
    case 'SELECT':
      return selectSummary(apdu)
    case 'READ RECORD':
      return explainPhrases.readRecord(apdu.p1, apdu.p2 >> 3)
    case 'GET DATA':
      return explainPhrases.getData(...tagOf(apdu, context))
    case 'PUT DATA':
      return explainPhrases.putData(...tagOf(apdu, context))
    case 'GENERATE AC':
      return explainPhrases.withDetail(command.title, cryptogramText(apdu.p1))
    case 'VERIFY':
      return apdu.data.length === 0 ? remarked(command.title, explainPhrases.triesOnly) : command.title
    default: {
      const detail = codeText(command.p1Codes, apdu.p1)
      return detail === undefined ? command.title : explainPhrases.withDetail(command.title, detail)
    }
  }
}

/** What P1 says in this command; undefined where nothing is known of it. */
export function p1Text(command: KnownCommand, apdu: CommandApdu): LocalText | undefined {
  switch (command.name) {
    case 'READ RECORD':
    case 'UPDATE RECORD':
      return explainPhrases.recordNumber(apdu.p1)
    case 'GENERATE AC':
      return cryptogramText(apdu.p1)
    case 'GET DATA':
    case 'PUT DATA':
      return explainPhrases.tagReference(tagText(apdu.p1 * 256 + apdu.p2))
    default:
      return codeText(command.p1Codes, apdu.p1)
  }
}

/** What P2 says in this command; undefined where nothing is known of it. */
export function p2Text(command: KnownCommand, apdu: CommandApdu): LocalText | undefined {
  switch (command.name) {
    case 'READ RECORD':
    case 'UPDATE RECORD':
      return explainPhrases.sfiReference(apdu.p2 >> 3, apdu.p2 & 7)
    case 'GET DATA':
    case 'PUT DATA':
      return explainPhrases.tagReference(tagText(apdu.p1 * 256 + apdu.p2))
    default:
      return codeText(command.p2Codes, apdu.p2)
  }
}

function selectSummary(apdu: CommandApdu): LocalText {
  const digits = toHex(apdu.data)
  if (apdu.p1 !== 0x04) return explainPhrases.select(explainPhrases.selectFile(digits || '3F00'))
  if (digits === '') return explainPhrases.select(explainPhrases.selectDefault)
  const name = explainPhrases.selectByName(aidName(apdu.data) ?? valuePhrases.aidUnknown, digits)
  const next = (apdu.p2 & 3) === 2
  return explainPhrases.select(next ? remarked(name, explainPhrases.nextOccurrence) : name)
}

function tagOf(apdu: CommandApdu, context: ExplainContext): [string, LocalText] {
  const tag = apdu.p1 * 256 + apdu.p2
  const name = tagEntry(tag, scopeOf(context))?.name ?? valuePhrases.unknownTag
  return [tagText(tag), name]
}

/** P1 of GENERATE AC: which cryptogram is asked for (as in the CID), and whether signed (bit 5, CDA). */
function cryptogramText(p1: number): LocalText {
  const kind = bitsOf(bitTable('cid'), Uint8Array.of(p1 & 0xc0)).find(({ set }) => set)?.name
  const text = kind ?? sameText(toHex(Uint8Array.of(p1)))
  return (p1 & 0x10) !== 0 ? remarked(text, sameText('CDA')) : text
}

function codeText(
  codes: Readonly<Record<string, LocalText>> | undefined,
  byte: number
): LocalText | undefined {
  return codes?.[toHex(Uint8Array.of(byte))]
}
