import type { ReaderDetails, ReaderFact } from '../../contract/views'
import type { Language, LocalText } from '../../texts/local-text'
import { readerCliTexts as texts } from '../../texts/phrases/reader-details'
import { labelled } from '../../texts/phrases/values'
import { chooseReader } from '../choose-reader'
import { note, printResult, type CliContext } from '../context'
import { exitCodeFor, type ExitCode } from '../exit-codes'
import { errorText } from '../output/error-text'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

interface Flags {
  readonly signal?: boolean
  readonly contactless?: boolean
}

/**
 * `cardwright readers NAME`: what one reader is and can do. Ends as the error would where the reader could not be
 * opened at all; what is known without it is printed all the same.
 */
export async function readerDetails(
  context: CliContext,
  wanted: string,
  { signal = false, contactless = false }: Flags
): Promise<ExitCode> {
  const { language, terminal } = context
  const workbench = context.workbench()
  const reader = await chooseReader(workbench, wanted, { contactless })
  await workbench.readers.ready()
  if (signal) {
    await workbench.signalReader(reader)
    note(context, texts.signalled)
  }
  const details = await workbench.readerDetails(reader)
  printResult(context, details, () => safeText(detailsText(details, language)))
  const { access, problem } = details
  if (problem !== undefined) terminal.err.write(errorText(problem, language, terminal.err))
  return access === 'none' && problem !== undefined ? exitCodeFor(problem.code) : 0
}

function detailsText({ reader, profile, groups }: ReaderDetails, language: Language): string {
  const head = [
    reader,
    [profile.name[language], profile.maker].filter((word) => word !== '').join(' · '),
    ...profile.notes.map((text) => text[language])
  ]
  return [
    `${head.join('\n')}\n`,
    ...groups.map(({ name, facts }) => `${name[language]}\n${table(facts.flatMap(factRows(language)))}`)
  ].join('\n')
}

/** A fact as rows: its name, what is known of it; its parts below. */
function factRows(language: Language): (fact: ReaderFact) => string[][] {
  return ({ name, value, hex, parts = [], unknown }) => {
    const said = unknown === undefined ? knownText(value, hex, language) : unknownText(unknown, language)
    return [
      [`  ${name[language]}`, said],
      ...parts.map((part) => [
        `    ${part.name[language]}`,
        part.value?.[language] ?? (part.set === undefined ? '' : texts[part.set ? 'on' : 'off'][language])
      ])
    ]
  }
}

function knownText(value: LocalText | undefined, hex: string | undefined, language: Language): string {
  if (value === undefined) return hex ?? ''
  return hex === undefined ? value[language] : `${hex}  ${value[language]}`
}

function unknownText({ why, remedy }: NonNullable<ReaderFact['unknown']>, language: Language): string {
  const said = labelled(texts.unknown, why)[language]
  // Chinese sentences stand without a space between them.
  return [said, ...(remedy === undefined ? [] : [remedy[language]])].join(language === 'zh' ? '' : ' ')
}
