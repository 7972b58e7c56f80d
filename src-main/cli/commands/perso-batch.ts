import type { Command } from 'commander'
import { AppFailure } from '../../services/app-failure'
import type { BatchOrder } from '../../services/production/batch-order'
import { helpTexts } from '../../texts/cli/help'
import { persoHelp, persoTexts } from '../../texts/cli/perso'
import { batchHelp as help, batchTexts as say } from '../../texts/cli/perso-batch'
import { batchFinding, batchFindings, readBatchFile } from '../batch-file'
import { chooseReader } from '../choose-reader'
import type { CliRun } from '../cli-run'
import { confirm, note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { batchText } from '../output/batch-text'
import { LaneLines } from '../output/lane-lines'
import { addIssuerUnlock, unlockIssuer } from '../perso-issuer-keys'
import { profileNamed } from '../perso-order'
import { tracedEach, type TraceFlags } from '../traced'
import { usageFailure } from '../usage-failure'
import type { UnlockFlags } from './vault-unlock'

interface BatchFlags extends TraceFlags, UnlockFlags {
  readonly profile?: string
  readonly reader: readonly string[]
  readonly lot?: string
  readonly issuer?: string
  readonly yes?: boolean
}

const collect = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  ...value.split(',')
]

/** `cardwright perso batch`. */
export function addPersoBatch(perso: Command, run: CliRun): void {
  const command = perso
    .command('batch')
    .description(run.text(help.batch))
    .argument('<FILE>', run.text(help.file))
    .option('--profile <P>', run.text(persoHelp.profile))
    .option<readonly string[]>('--reader <R>', run.text(help.reader), collect, [])
    .option('--lot <ID>', run.text(persoHelp.lot))
    .option('--issuer <ID>', run.text(persoHelp.issuer))
    .option('--yes', run.text(persoHelp.yes))
    .option('--trace <FILE>', run.text(help.trace))
    .option('--force', run.text(helpTexts.force))
  addIssuerUnlock(command, run)
    .addHelpText(
      'after',
      run.examples(
        'cardwright perso batch applicants.csv --profile debit-ecash --reader virtual:blank --yes',
        'cardwright perso batch applicants.csv --profile debit-ecash --reader "Reader A,Reader B" --lot lot-1a2b3c4d'
      )
    )
    .action(
      run.action<BatchFlags>(async (context, args, flags): Promise<ExitCode> => {
        const { profile, lot, issuer, reader } = flags
        if (profile === undefined) throw usageFailure(persoTexts.needsProfile)
        const wanted = reader.map((name) => name.trim()).filter((name) => name !== '')
        if (wanted.length === 0) throw usageFailure(say.needsReader)
        const twice = wanted.find((name, index) => wanted.indexOf(name) !== index)
        if (twice !== undefined) throw usageFailure(say.readerTwice(twice))
        const order = {
          ...{ profile: profileNamed(profile), applicants: [...readBatchFile(args.text(0))] },
          ...(lot !== undefined && { lot }),
          ...(issuer !== undefined && { issuer })
        }
        await unlockIssuer(context, flags)
        await checkAll(context, { ...order, readers: [] })
        const { applicants } = order
        const what = say.willMake(applicants.length, order.profile.name, wanted.length)
        await confirm(context, what, flags.yes ?? false)
        const readers = await chooseReaders(context, wanted)
        const names = readerNames(context, readers)
        return tracedEach(context, flags, names, () => make(context, { ...order, readers }))
      })
    )
}

/** Rejects with `AppFailure` that names everything that is wrong; warnings are told. */
async function checkAll(context: CliContext, order: BatchOrder): Promise<void> {
  const findings = await context.workbench().production.batch.check(order)
  const failed = findings.filter(({ level }) => level === 'failed')
  if (failed.length > 0) throw new AppFailure('batch-invalid', { detail: batchFindings(failed) })
  for (const finding of findings) note(context, batchFinding(finding))
}

async function chooseReaders(context: CliContext, wanted: readonly string[]): Promise<string[]> {
  const readers: string[] = []
  for (const name of wanted) {
    const reader = await chooseReader(context.workbench(), name, { contactless: false })
    if (readers.includes(reader)) throw usageFailure(say.readerTwice(name))
    readers.push(reader)
  }
  return readers
}

/** As traces name them. */
function readerNames(context: CliContext, readers: readonly string[]): string[] {
  const known = context.workbench().readers.snapshot().readers
  return readers.map((reader) => known.find(({ id }) => id === reader)?.name ?? reader)
}

/** Makes the cards until the end, or until Ctrl-C: then those under way are finished. */
async function make(context: CliContext, order: BatchOrder): Promise<ExitCode> {
  const { batch } = context.workbench().production
  const { signal, language, terminal } = context
  const lanes = new LaneLines(terminal.err, language)
  const unfollow = batch.follow((view) => lanes.show(view))
  const stop = (): void => {
    note(context, say.stopping)
    batch.stop()
  }
  try {
    await batch.start(order)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    const view = await batch.ended()
    unfollow()
    lanes.clear()
    if (view === undefined) throw new Error('a batch ended that was not begun')
    const outcomes = batch.outcomes()
    printResult(context, { ...view, ended: outcomes }, () => batchText(view, outcomes, language))
    return view.rejected === 0 && view.left === 0 ? 0 : 1
  } finally {
    unfollow()
    signal.removeEventListener('abort', stop)
  }
}
