import type { Command } from 'commander'
import { scriptHelp as help, scriptTexts } from '../../texts/cli/script'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import { problemLines, readScriptFile } from '../script-files'

/** `cardwright script check`: everything that is wrong, without a card. */
export function addScriptCheck(script: Command, run: CliRun): void {
  script
    .command('check')
    .description(run.text(help.check))
    .argument('<FILE...>', run.text(help.files))
    .action(
      run.action((context, args) => {
        const files = args.list(0).map(readScriptFile)
        const document = { scripts: files.map(({ file, problems }) => ({ file, problems })) }
        printResult(context, document, () =>
          files
            .map((file) =>
              file.problems.length === 0
                ? `${scriptTexts.sound(file.file)[context.language]}\n`
                : problemLines(file, context.language)
            )
            .join('')
        )
        return files.every(({ problems }) => problems.length === 0) ? 0 : 2
      })
    )
}
