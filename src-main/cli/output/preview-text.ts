import type { CardPreview, GroupingPreview } from '../../contract/preview'
import { persoTexts as say } from '../../texts/cli/perso'
import type { Language } from '../../texts/local-text'
import { fieldLines } from './explained'

/** All that will be written onto a card: per application its data groupings, and in them each object with name and value. */
export function previewText(preview: CardPreview, language: Language): string {
  const { pan, psn, expiry, cardholder, profile, pin, applications, length } = preview
  const groupings = applications.reduce((sum, application) => sum + application.groupings.length, 0)
  const lines = [
    `${profile}  ${cardholder}`,
    say.cardLine(pan, psn, expiry)[language],
    ...(pin ? [say.pinGoesOn[language]] : []),
    say.prepared(groupings, length)[language],
    ...applications.flatMap((application) => [
      '',
      `${say.application(application.aid)[language]}  ${application.id}  ${say.module(application.module)[language]}`,
      ...application.groupings.flatMap((grouping) => groupingLines(grouping, language))
    ])
  ]
  return `${lines.join('\n')}\n`
}

function groupingLines(grouping: GroupingPreview, language: Language): string[] {
  const { dgi, name, length, enciphered, checkValues, fields } = grouping
  const facts = [
    say.bytes(length)[language],
    ...(enciphered ? [say.enciphered[language]] : []),
    ...(fields.length === 0 ? [say.secret[language]] : []),
    ...(checkValues === undefined ? [] : [say.checkValues(checkValues)[language]])
  ]
  return [`  ${dgi}  ${name[language]}  (${facts.join(', ')})`, ...fieldLines(fields, language, 2)]
}
