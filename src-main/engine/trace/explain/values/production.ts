import type { Field } from '../../../../contract/report'
import { sameText, type LocalText } from '../../../../texts/local-text'
import { cplcPhrases } from '../../../../texts/phrases/explain'
import { bcdDigits } from '../../../bytes/bcd'
import { toHex } from '../../../bytes/hex'
import { part, type ExplainContext } from '../context'
import type { Explainer } from './explainer'

/** Parts of the card production life cycle data: name, length in bytes, whether it is a date (GlobalPlatform, 42 bytes). */
const PARTS: readonly (readonly [name: LocalText, length: number, kind?: 'date'])[] = [
  [cplcPhrases.fabricator, 2],
  [cplcPhrases.icType, 2],
  [cplcPhrases.osId, 2],
  [cplcPhrases.osDate, 2, 'date'],
  [cplcPhrases.osLevel, 2],
  [cplcPhrases.fabricationDate, 2, 'date'],
  [cplcPhrases.serial, 4],
  [cplcPhrases.batch, 2],
  [cplcPhrases.moduleFabricator, 2],
  [cplcPhrases.moduleDate, 2, 'date'],
  [cplcPhrases.iccManufacturer, 2],
  [cplcPhrases.embeddingDate, 2, 'date'],
  [cplcPhrases.prepersonalizer, 2],
  [cplcPhrases.prepersonalizationDate, 2, 'date'],
  [cplcPhrases.prepersonalizationEquipment, 4],
  [cplcPhrases.personalizer, 2],
  [cplcPhrases.personalizationDate, 2, 'date'],
  [cplcPhrases.personalizationEquipment, 4]
]
export const CPLC_LENGTH = 42

/** The parts of 42 bytes of card production life cycle data; as many as there are where the data are shorter. */
export function cplcFields(value: Uint8Array, context: ExplainContext): Field[] {
  const fields: Field[] = []
  let at = 0
  for (const [name, length, kind] of PARTS) {
    if (at + length > value.length) break
    const text = kind === 'date' ? dayText(value.subarray(at, at + length)) : undefined
    const own = text ?? sameText(toHex(value.subarray(at, at + length)))
    fields.push(part(name, value, [at, at + length], context, { value: own }))
    at += length
  }
  return fields
}

/** Date YDDD: last digit of the year, day of the year. */
function dayText(bytes: Uint8Array): LocalText | undefined {
  const digits = bcdDigits(bytes)
  if (digits === undefined) return undefined
  if (digits === '0000') return cplcPhrases.noDate
  const day = Number(digits.slice(1))
  return day >= 1 && day <= 366 ? cplcPhrases.dayOfYear(day, Number(digits[0])) : undefined
}

export const explainCplc: Explainer = (value, _entry, context) => {
  if (value.length !== CPLC_LENGTH) return {}
  const serial = toHex(value.subarray(12, 16))
  return {
    value: { en: `${cplcPhrases.serial.en} ${serial}`, zh: `${cplcPhrases.serial.zh} ${serial}` },
    children: cplcFields(value, context)
  }
}
