import type { Command } from 'commander'
import type { CardPreview } from '../../contract/preview'
import { previewOf } from '../../engine/personalization/preview'
import { AppFailure } from '../../services/app-failure'
import { savedTo } from '../../texts/cli/messages'
import { persoHelp as help } from '../../texts/cli/perso'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { refuseExisting, writeTextFile } from '../files'
import { previewText } from '../output/preview-text'
import { safeText } from '../output/safe-text'
import { unlockIssuer } from '../perso-issuer-keys'
import { findingsText, orderOf, type OrderFlags } from '../perso-order'
import { addOrderOptions } from './perso-run'
import type { UnlockFlags } from './vault-unlock'

interface PrepareFlags extends OrderFlags, UnlockFlags {
  readonly out?: string
  readonly force?: boolean
  readonly reveal?: boolean
}

/** `cardwright perso prepare`: the data of a card as a document, without a card. */
export function addPersoPrepare(perso: Command, run: CliRun): void {
  addOrderOptions(perso.command('prepare').description(run.text(help.prepare)), run)
    .option('--out <FILE>', run.text(help.out))
    .option('--reveal', run.text(help.reveal))
    .option('--force', run.text(help.force))
    .addHelpText(
      'after',
      run.examples('cardwright perso prepare --profile ecash --applicant applicant.json --out card.json')
    )
    .action(
      run.action<PrepareFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const { out, force = false } = flags
        if (out !== undefined) refuseExisting(out, force)
        const text = `${JSON.stringify(await previewed(context, flags), undefined, 2)}\n`
        if (out === undefined) {
          context.terminal.out.write(text)
          return 0
        }
        writeTextFile(out, text, force)
        note(context, savedTo(out))
        return 0
      })
    )
}

/** `cardwright perso preview`: the same for a person to read. */
export function addPersoPreview(perso: Command, run: CliRun): void {
  addOrderOptions(perso.command('preview').description(run.text(help.preview)), run)
    .option('--reveal', run.text(help.reveal))
    .addHelpText(
      'after',
      run.examples('cardwright perso preview --profile debit-ecash --applicant applicant.json')
    )
    .action(
      run.action<PrepareFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const preview = await previewed(context, flags)
        printResult(context, preview, () => safeText(previewText(preview, context.language)))
        return 0
      })
    )
}

/** Rejects with `AppFailure` that names everything for which no card can be made. */
async function previewed(context: CliContext, flags: PrepareFlags): Promise<CardPreview> {
  const order = orderOf(flags)
  await unlockIssuer(context, flags)
  const { make } = context.workbench().production
  const checked = await make.check(order)
  if (checked.kind === 'invalid') {
    throw new AppFailure('applicant-invalid', { detail: findingsText(checked.findings) })
  }
  if (checked.warnings.length > 0) note(context, findingsText(checked.warnings))
  const prepared = await make.prepare(checked)
  // Numeric codes have three digits in four.
  const currency = checked.profile.issuer.currency.slice(1)
  return previewOf(prepared, { reveal: flags.reveal === true, currency })
}
