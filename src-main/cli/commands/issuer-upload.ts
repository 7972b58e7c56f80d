import type { Command } from 'commander'
import type { UploadResult } from '../../contract/ecash'
import { issuerTexts as texts } from '../../texts/cli/issuer'
import type { Language } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { purchaseView } from './issuer-purchases'

interface Flags {
  readonly again?: string
}

/** `cardwright issuer upload`: ends with 1 where the issuer refused something, with 3 where it did not answer. */
export function addIssuerUpload(issuer: Command, run: CliRun): void {
  issuer
    .command('upload')
    .description(run.text(texts.upload))
    .option('--again <ENTRY>', run.text(texts.again))
    .action(
      run.action<Flags>(async (context, _args, { again }): Promise<ExitCode> => {
        const { purchases } = context.workbench().money
        if (again !== undefined) await purchases.sendAgain(again)
        const result = await purchases.upload(context.signal)
        const disputed = await purchases.disputed()
        printResult(context, { ...result, disputed: disputed.map(purchaseView) }, () =>
          uploadText(result, context.language)
        )
        if (disputed.length > 0) note(context, texts.disputed(disputed.length))
        if (result.waiting > 0) return 3
        return result.refused > 0 ? 1 : 0
      })
    )
}

function uploadText({ uploaded, refused, waiting, amount }: UploadResult, language: Language): string {
  if (uploaded + refused + waiting === 0) return `${texts.nothingWaits[language]}\n`
  const lines = [texts.uploaded(uploaded, majorUnits(amount))]
  if (refused > 0) lines.push(texts.refused(refused))
  if (waiting > 0) lines.push(texts.waiting(waiting))
  return lines.map((line) => `${line[language]}\n`).join('')
}
