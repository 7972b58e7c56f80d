import { ruleFindings as say } from '../../../texts/phrases/verification'
import { decodeDol } from '../../tlv/dol'
import { tagText } from '../../tlv/tlv'
import type { ExaminedApplication } from '../examined-card'
import { breach, rule, type Breach, type Rule } from '../rule'

const LISTS = ['9F38', '8C', '8D', '97', '9F49', '9F4F', 'DF4F'] as const
/** What a cryptogram of version 01 is made of beside the card's own data (JR/T 0025.5). */
const CRYPTOGRAM = ['9F02', '9F03', '9F1A', '95', '5F2A', '9A', '9C', '9F37'] as const

/** Whether the terminal is asked for what it takes. */
export const listRules: readonly Rule[] = [
  rule('lists/readable', 'failed', 'EMV Book 3, 5.4', (application) =>
    LISTS.filter((tag) => {
      const list = application.bytes(tag)
      return list !== undefined && decodeDol(list).brokenAt !== undefined
    }).map((tag) => breach(tag, say.unreadable(tag)))
  ),
  rule('lists/cryptogram', 'failed', 'JR/T 0025.5; EMV Book 2, 8.1.1', (application) =>
    lacking(application, '8C', CRYPTOGRAM)
  ),
  rule('lists/second', 'failed', 'EMV Book 3, 9.3', (application) =>
    lacking(application, '8D', ['8A', ...CRYPTOGRAM])
  ),
  rule('lists/flash', 'failed', 'JR/T 0025, contactless', (application, { card }) =>
    card.report.card.interface === 'contactless' ? lacking(application, '9F38', ['9F66']) : undefined
  )
]

function lacking(
  application: ExaminedApplication,
  list: string,
  wanted: readonly string[]
): Breach[] | undefined {
  const value = application.bytes(list)
  if (value === undefined) return undefined
  const entries = new Set(decodeDol(value).entries.map(({ tag }) => tagText(tag)))
  return wanted.filter((tag) => !entries.has(tag)).map((tag) => breach(list, say.lacks(list, tag)))
}
