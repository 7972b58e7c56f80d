import type { Command } from 'commander'
import type { KeyRecord } from '../../contract/vault'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { Language } from '../../texts/local-text'
import { keyUsageTexts } from '../../texts/phrases/vault'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { localTime } from '../output/lines'
import { table } from '../output/table'
import { addUnlockOptions, unlockVault, type UnlockFlags } from './vault-unlock'

/** `cardwright vault list`: without a passphrase, the built-in keys. */
export function addVaultList(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('list').description(run.text(vaultHelp.list)), run).action(
    run.action<UnlockFlags>(async (context, _, flags): Promise<ExitCode> => {
      const { vault: service } = context.workbench()
      const isAsked = flags.passphraseFd !== undefined || context.terminal.err.isTerminal
      if (service.status().state === 'locked' && isAsked) await unlockVault(context, flags)
      const keys = service.list()
      const { state } = service.status()
      printResult(context, { state, keys }, () => keysText(keys, context.language))
      if (state !== 'unlocked') note(context, say.onlyTest)
      return 0
    })
  )
}

/** `cardwright vault show`. */
export function addVaultShow(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('show').description(run.text(vaultHelp.show)), run)
    .argument('<KEY>', run.text(vaultHelp.key))
    .action(
      run.action<UnlockFlags>(async (context, args, flags): Promise<ExitCode> => {
        const name = args.text(0)
        if (!name.startsWith('test:')) await unlockVault(context, flags)
        const record = context.workbench().vault.record(name)
        printResult(context, { key: record }, () => keyText(record, context.language))
        return 0
      })
    )
}

/** How long a key is, with its algorithm. */
export function algorithmText({ algorithm, bits }: Pick<KeyRecord, 'algorithm' | 'bits'>): string {
  return `${algorithm === '3des' ? '3DES' : algorithm.toUpperCase()} ${bits}`
}

function keysText(keys: readonly KeyRecord[], language: Language): string {
  const { head } = say
  const columns = [
    head.label,
    head.usage,
    head.algorithm,
    head.kcv,
    head.kind,
    head.origin,
    head.where,
    head.state
  ]
  return table([
    columns.map((text) => text[language]),
    ...keys.map((record) => [
      record.label,
      record.usage,
      algorithmText(record),
      record.kcv,
      kindText(record, language),
      say.origins[record.origin][language],
      say.backends[record.backend][language],
      (record.retiredAt === undefined ? say.active : say.retired)[language]
    ])
  ])
}

function keyText(record: KeyRecord, language: Language): string {
  const { kcv, kcvMethod, createdAt, retiredAt, publicKey } = record
  const rows = [
    [say.label, record.label],
    [say.id, record.id],
    [say.usage, `${record.usage}: ${keyUsageTexts[record.usage][language]}`],
    [say.algorithm, algorithmText(record)],
    [say.kcv, `${kcv} (${say.methods[kcvMethod][language]})`],
    [say.kind, kindText(record, language)],
    [say.origin, say.origins[record.origin][language]],
    [say.exportable, (record.exportable ? say.yes : say.no)[language]],
    [say.where, say.backends[record.backend][language]],
    ...(createdAt > 0 ? [[say.created, localTime(createdAt)] as const] : []),
    ...(retiredAt === undefined ? [] : [[say.retiredAt, localTime(retiredAt)] as const]),
    ...(publicKey === undefined ? [] : [[say.publicKey, publicKey.modulus] as const])
  ] as const
  return table(rows.map(([name, value]) => [name[language], value]))
}

function kindText({ kind }: KeyRecord, language: Language): string {
  return kind === 'TEST' ? 'TEST' : say.real[language]
}
