import type { Command } from 'commander'
import { issuerKeySet, type IssuerKeySet } from '../../contract/issuer-key-set'
import type { IssuerView } from '../../contract/production'
import { AppFailure } from '../../services/app-failure'
import { issuersHelp as help, issuersTexts as say } from '../../texts/cli/perso-issuers'
import { type Language, sameText } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { readJsonFile } from '../json-file'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

/** `cardwright perso issuers`: for whom cards are made here, with which keys. */
export function addPersoIssuers(perso: Command, run: CliRun): void {
  const issuers = perso.command('issuers').description(run.text(help.issuers))
  issuers.addHelpText(
    'after',
    run.examples(
      'cardwright perso issuers',
      'cardwright perso issuers add --id own --name "Own bank" --from keys.json --certificate certificate.json'
    )
  )
  issuers
    .command('list', { isDefault: true })
    .description(run.text(help.list))
    .action(
      run.action((context): ExitCode => {
        const views = context.workbench().production.issuers.views()
        printResult(context, { issuers: views }, () => listText(views, context.language))
        return 0
      })
    )
  issuers
    .command('show')
    .description(run.text(help.show))
    .argument('<ID>', run.text(help.id))
    .action(
      run.action((context, args): ExitCode => {
        const set = context.workbench().production.issuers.get(args.text(0))
        printResult(context, set, () => showText(set, context.language))
        return 0
      })
    )
  addAdd(issuers, run)
  addRemove(issuers, run)
}

interface AddFlags {
  readonly id: string
  readonly name: string
  readonly from: string
  readonly certificate?: string
  readonly certificateSm2?: string
  readonly yes?: boolean
}

function addAdd(issuers: Command, run: CliRun): void {
  issuers
    .command('add')
    .description(run.text(help.add))
    .requiredOption('--id <ID>', run.text(help.id))
    .requiredOption('--name <NAME>', run.text(help.name))
    .requiredOption('--from <FILE>', run.text(help.from))
    .option('--certificate <FILE>', run.text(help.certificate))
    .option('--certificate-sm2 <FILE>', run.text(help.certificateSm2))
    .option('--yes', run.text(help.yes))
    .action(
      run.action<AddFlags>(async (context, _args, flags): Promise<ExitCode> => {
        const set = setOf(flags)
        const { issuers: sets } = context.workbench().production
        const isKnown = sets.list().some(({ id }) => id === set.id)
        if (isKnown) await confirm(context, say.willReplace(set.id), flags.yes ?? false)
        sets.put(set)
        printResult(context, set, () => `${say.added(set.id)[context.language]}\n`)
        return 0
      })
    )
}

function addRemove(issuers: Command, run: CliRun): void {
  issuers
    .command('remove')
    .description(run.text(help.remove))
    .argument('<ID>', run.text(help.id))
    .option('--yes', run.text(help.yes))
    .action(
      run.action<{ readonly yes?: boolean }>(async (context, args, { yes = false }): Promise<ExitCode> => {
        const { issuers: sets } = context.workbench().production
        const { id } = sets.get(args.text(0))
        await confirm(context, say.willRemove(id), yes)
        sets.remove(id)
        printResult(context, { removed: id }, () => `${say.removed(id)[context.language]}\n`)
        return 0
      })
    )
}

/** The key set that files and flags make; the flags' id, name and certificate go before the file's. Throws `AppFailure`. */
function setOf({ id, name, from, certificate, certificateSm2 }: AddFlags): IssuerKeySet {
  const file = readJsonFile(from)
  const own = typeof file === 'object' && file !== null ? file : {}
  const parsed = issuerKeySet.safeParse({
    ...own,
    ...{ id, name },
    ...(certificate !== undefined && { certificate: readJsonFile(certificate) }),
    ...(certificateSm2 !== undefined && { certificateSm2: readJsonFile(certificateSm2) })
  })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.')
  )
  throw new AppFailure('key-set-invalid', { detail: say.badSet(fields.join(', ')) })
}

function listText(views: readonly IssuerView[], language: Language): string {
  const head = [say.heads.id, say.heads.name, say.heads.test].map((text) => text[language])
  const rows = views.map(({ id, name, test }) => [id, name, (test ? say.test : say.real)[language]])
  return safeText(table([head, ...rows]))
}

function showText({ id, name, keys, certificate }: IssuerKeySet, language: Language): string {
  const rows = Object.entries(keys).flatMap(([use, key]) => (key === undefined ? [] : [[use, key]]))
  const about = say.certificate(certificate.caIndex, certificate.expiry)
  return safeText(`${id}  ${sameText(name)[language]}\n${table(rows)}${about[language]}\n`)
}
