import type { Command } from 'commander'
import { keyUsages, type KeyRecord } from '../../contract/vault'
import { parseHex } from '../../engine/bytes/hex'
import { Secret } from '../../engine/crypto/secret'
import type { ComponentSession } from '../../services/vault/component-session'
import type { VaultService } from '../../services/vault/vault-service'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { LocalText } from '../../texts/local-text'
import type { CliRun } from '../cli-run'
import { note, printResult, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { PinLines } from '../pin-lines'
import { usageFailure } from '../usage-failure'
import { choice } from './cryptogram-arguments'
import { addWishOptions, type WishFlags } from './vault-generate'
import { SecretLines, unlockToken, unlockVault } from './vault-unlock'

interface ImportFlags extends WishFlags {
  readonly components?: string
  readonly componentsFd?: string
  readonly kcvMethod?: string
  readonly cryptogram?: string
  readonly kek?: string
  readonly mode?: string
  readonly kcv?: string
}

const ALGORITHMS = ['3des', 'aes', 'sm4'] as const
const METHODS = ['zeros', 'ones', 'cmac'] as const

/** `cardwright vault import`. */
export function addVaultImport(vault: Command, run: CliRun): void {
  addWishOptions(vault.command('import').description(run.text(vaultHelp.import)), run)
    .option('--components <N>', run.text(vaultHelp.components))
    .option('--components-fd <N>', run.text(vaultHelp.componentsFd))
    .option('--kcv-method <NAME>', run.text(vaultHelp.method))
    .option('--cryptogram <HEX>', run.text(vaultHelp.cryptogram))
    .option('--kek <KEY>', run.text(vaultHelp.kek))
    .option('--mode <MODE>', run.text(vaultHelp.mode))
    .option('--kcv <HEX>', run.text(vaultHelp.kcv))
    .addHelpText(
      'after',
      run.examples(
        'cardwright vault import --components 3 --label zmk-1 --usage kek',
        'cardwright vault import --label imk-1 --usage imk-ac --kek zmk-1 --cryptogram HEX --kcv HEX'
      )
    )
    .action(
      run.action<ImportFlags>(async (context, _, flags): Promise<ExitCode> => {
        if ((flags.components === undefined) === (flags.cryptogram === undefined))
          throw usageFailure(say.importHow)
        const lines = new SecretLines(context)
        const service = await unlockVault(context, flags, lines)
        if (flags.token === true) await unlockToken(context, flags, lines)
        const key = await (flags.components === undefined
          ? byCryptogram(service, flags)
          : byComponents(context, service, flags))
        printResult(context, { key }, () => `${say.imported(key.label, key.kcv)[context.language]}\n`)
        return 0
      })
    )
}

function byCryptogram(service: VaultService, flags: ImportFlags): Promise<KeyRecord> {
  const { label, cryptogram = '', exportable = false, token, custodian } = flags
  return service.importCryptogram({
    ...{ label, cryptogram, exportable, custodian },
    usage: choice('--usage', flags.usage ?? '', keyUsages),
    algorithm: choice('--algorithm', flags.algorithm ?? '3des', ALGORITHMS),
    mode: choice('--mode', flags.mode ?? 'ecb', ['ecb', 'cbc']),
    kek: given('--kek', flags.kek),
    kcv: given('--kcv', flags.kcv),
    backend: token === true ? 'token' : 'software'
  })
}

async function byComponents(
  context: CliContext,
  service: VaultService,
  flags: ImportFlags
): Promise<KeyRecord> {
  const { label, real, exportable = false, token, kcvMethod } = flags
  const count = choice('--components', flags.components ?? '', ['2', '3']) === '2' ? 2 : 3
  const session = service.startComponents({
    ...{ label, exportable, components: count },
    usage: choice('--usage', flags.usage ?? '', keyUsages),
    algorithm: choice('--algorithm', flags.algorithm ?? '3des', ALGORITHMS),
    kind: real === true ? 'real' : 'TEST',
    backend: token === true ? 'token' : 'software',
    method: kcvMethod === undefined ? undefined : choice('--kcv-method', kcvMethod, METHODS)
  })
  const sheet = flags.componentsFd === undefined ? undefined : new PinLines(flags.componentsFd)
  try {
    for (let index = 1; index <= count; index += 1) await oneComponent(context, session, sheet, index)
    const kcv = await answer(context, sheet, say.askCombined(session.checkValue()))
    return await session.confirm(kcv)
  } finally {
    session.cancel()
  }
}

async function oneComponent(
  context: CliContext,
  session: ComponentSession,
  sheet: PinLines | undefined,
  index: number
): Promise<void> {
  const custodian = await answer(context, sheet, say.askCustodian(index, session.progress().of))
  const typed = await answer(context, sheet, say.askComponent(custodian), true)
  const parsed = parseHex(typed)
  if (parsed.kind !== 'ok') throw usageFailure(say.badComponent)
  const component = new Secret(parsed.bytes)
  parsed.bytes.fill(0)
  try {
    session.addComponent(custodian, component, await answer(context, sheet, say.askComponentKcv(custodian)))
  } finally {
    component.wipe()
  }
  note(context, say.componentTaken(custodian))
}

async function answer(
  { terminal, language }: CliContext,
  sheet: PinLines | undefined,
  question: LocalText,
  hidden = false
): Promise<string> {
  const text = sheet
    ? sheet.next()
    : await (hidden ? terminal.askHidden(question[language]) : terminal.ask(question[language]))
  if (text === undefined || text.trim() === '') throw usageFailure(say.needsComponents)
  return text.trim()
}

function given(option: string, value: string | undefined): string {
  if (value === undefined) throw usageFailure(say.missing(option))
  return value
}
