import type { AtrView, Field } from '../../contract/report'
import { type LocalText, sameText } from '../../texts/local-text'
import { atrPhrases } from '../../texts/phrases/atr'
import { uintBytes } from '../bytes/bytes'
import { toHex } from '../bytes/hex'
import { type ContactlessAtr, contactlessAtr, storageCardNames, storageStandards } from './contactless-atr'
import { explainHistoricalBytes } from './historical-bytes'
import { explainCharacter } from './interface-characters'
import { parseAtr } from './parse-atr'

/**
 * An answer-to-reset in words: every interface character, the historical bytes, the check byte, and for contactless
 * cards what the reader says in it (PC/SC part 3). Any bytes are taken, 0 included; never throws.
 */
export function atrView(bytes: Uint8Array): AtrView {
  const atr = parseAtr(bytes)
  const fields: Field[] = atr.characters.map(explainCharacter)
  const problems: LocalText[] = atr.problems.map(({ kind }) => atrPhrases.problems[kind])
  const contactless = contactlessAtr(atr)
  if (atr.historical.length > 0) {
    const { fields: children, cutOff } = contactless
      ? { fields: contactlessFields(contactless), cutOff: false }
      : explainHistoricalBytes(atr.historical)
    if (cutOff) problems.push(atrPhrases.problems.compactCutOff)
    fields.push({
      name: atrPhrases.historical,
      hex: toHex(atr.historical),
      source: 'ISO/IEC 7816-4, 12.1.1',
      children
    })
  }
  if (atr.tck !== undefined) {
    const { value, expected } = atr.tck
    const right = value === expected
    fields.push({
      name: atrPhrases.tck,
      hex: toHex(Uint8Array.of(value)),
      source: 'ISO/IEC 7816-3, 8.2.5',
      ...(right && { value: atrPhrases.tckRight }),
      ...(!right && { problem: atrPhrases.tckWrong(toHex(Uint8Array.of(expected))) })
    })
  }
  return { hex: toHex(bytes), valid: problems.length === 0, fields, problems }
}

/** Whether a reader made this ATR up for a contactless card (PC/SC part 3). */
export function isContactlessAtr(bytes: Uint8Array): boolean {
  return contactlessAtr(parseAtr(bytes)) !== undefined
}

function contactlessFields(contactless: ContactlessAtr): readonly Field[] {
  const source = 'PC/SC part 3, 3.1.3.2.3'
  if (contactless.kind === 'storage') {
    const { standard, cardName } = contactless
    const code = toHex(uintBytes(cardName, 2))
    const ss = toHex(Uint8Array.of(standard))
    return [
      {
        name: atrPhrases.standard,
        hex: ss,
        value: named(storageStandards[standard]) ?? atrPhrases.unknownName(ss),
        source
      },
      {
        name: atrPhrases.cardName,
        hex: code,
        value: named(storageCardNames[cardName]) ?? atrPhrases.unknownName(code),
        source
      }
    ]
  }
  const { historical, mayBeTypeB } = contactless
  const ats: Field = {
    name: atrPhrases.atsHistorical,
    hex: toHex(historical),
    source,
    children: explainHistoricalBytes(historical).fields
  }
  if (!mayBeTypeB) return [ats]
  const atqb: Field = {
    name: atrPhrases.maybeTypeB,
    hex: toHex(historical),
    source,
    children: [
      { name: atrPhrases.applicationData, hex: toHex(historical.subarray(0, 4)) },
      { name: atrPhrases.protocolInfo, hex: toHex(historical.subarray(4, 7)) },
      { name: atrPhrases.mbli, hex: toHex(historical.subarray(7)) }
    ]
  }
  return [ats, atqb]
}

function named(name: string | undefined): LocalText | undefined {
  return name === undefined ? undefined : sameText(name)
}
