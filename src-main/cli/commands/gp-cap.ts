import type { Command } from 'commander'
import type { CapView } from '../../contract/chip'
import { toHex } from '../../engine/bytes/hex'
import { capViewOf } from '../../services/chip/cap-view'
import { capIn } from '../../services/chip/chip-actions'
import { gpTexts } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { readBytesFile } from '../files'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

const { cap: say, bytes } = gpTexts

/** `cardwright gp cap`: what is in a CAP file; no card is asked. */
export function addGpCap(gp: Command, run: CliRun): void {
  gp.command('cap')
    .description(run.text(help.cap))
    .argument('<FILE>', run.text(help.capFile))
    .action(
      run.action((context, args): ExitCode => {
        const view = capViewOf(capIn(toHex(readBytesFile(args.text(0)))))
        printResult(context, view, () => capText(view, context.language))
        return 0
      })
    )
}

function capText(view: CapView, language: Language): string {
  const { applets, imports, format, javaCard, usesInt, size, sha1, sha256 } = view
  const applet = ({ aid, name }: CapView['applets'][number]): string[] => [`  ${aid}`, name?.[language] ?? '']
  const reference = ({ aid, version, name }: CapView['package']): string[] => [
    ...[`  ${aid}`, version],
    name?.[language] ?? ''
  ]
  const facts = [
    [`  ${say.format[language]}`, format],
    ...(javaCard === undefined ? [] : [[`  ${say.javaCard[language]}`, javaCard]]),
    [`  ${say.usesInt[language]}`, (usesInt ? say.needed : say.notNeeded)[language]],
    [`  ${say.size[language]}`, bytes(size)[language]],
    ['  SHA-1', sha1],
    ['  SHA-256', sha256]
  ]
  const parts = [
    [say.package, [reference(view.package)]],
    [say.applets, applets.map(applet)],
    [say.imports, imports.map(reference)],
    [say.facts, facts]
  ] as const
  return safeText(
    parts
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => `${name[language]}\n${table(rows)}`)
      .join('\n')
  )
}
