import type { ChipView } from '../../contract/chip'
import { gpTexts as say } from '../../texts/cli/gp'
import type { Language } from '../../texts/local-text'
import { contentText } from './chip-tree'
import { safeText } from './safe-text'
import { table } from './table'

/** What anybody may read of a chip: its groups, its keys, and what failed on it before. */
export function chipInfoText(view: ChipView, language: Language): string {
  const { groups, keys, chip } = view
  const parts = [`${say.chip(chip)[language]}\n`, failedText(view, language)]
  if (groups.length === 0 && keys.length === 0) parts.push(`\n${say.nothingTold[language]}\n`)
  for (const { name, facts } of groups) {
    const rows = facts.map((fact) => [`  ${fact.name[language]}`, fact.value[language]])
    parts.push(`\n${name[language]}\n`, table(rows))
  }
  return safeText([...parts, keysText(view, language)].join(''))
}

/** The content of a chip as a tree, then load files, keys and free memory. */
export function chipListText(view: ChipView, language: Language): string {
  const { content } = view
  if (content === undefined) return chipInfoText(view, language)
  const gaps = content.gaps.map((gap) => `  ${gap[language]}\n`)
  return safeText(
    [
      `${say.chip(view.chip)[language]}   ${say.channel(content.channel)[language]}\n`,
      failedText(view, language),
      contentText(content, language),
      keysText(view, language),
      content.free === undefined ? '' : `\n${say.free(content.free)[language]}\n`,
      gaps.length === 0 ? '' : `\n${say.gaps[language]}\n${gaps.join('')}`
    ].join('')
  )
}

function failedText({ failedAttempts }: ChipView, language: Language): string {
  return failedAttempts === 0 ? '' : `${say.failedAttempts(failedAttempts)[language]}\n`
}

function keysText({ keys }: ChipView, language: Language): string {
  if (keys.length === 0) return ''
  const { version, id, type, length } = say.keyHead
  const head = [`  ${version[language]}`, id[language], type[language], length[language]]
  const rows = keys.map((key) => [
    `  ${key.version}`,
    key.id,
    key.type[language],
    say.bytes(key.length)[language]
  ])
  return `\n${say.keys[language]}\n${table([head, ...rows])}`
}
