import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Capability } from '../../services/vault/token-port'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { Language } from '../../texts/local-text'
import { tokenAbilityTexts, whereTexts } from '../../texts/phrases/vault'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { table } from '../output/table'
import { usageFailure } from '../usage-failure'
import { addUnlockOptions, SecretLines, unlockToken, unlockVault, type UnlockFlags } from './vault-unlock'

interface TokenFlags extends UnlockFlags {
  readonly module: string
  readonly slot?: string
  readonly label?: string
}

/** `cardwright vault token`: says where it is, and tries its PIN. */
export function addVaultToken(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('token').description(run.text(vaultHelp.setToken)), run)
    .requiredOption('--module <PATH>', run.text(vaultHelp.module))
    .option('--slot <N>', run.text(vaultHelp.slot))
    .option('--label <LABEL>', run.text(vaultHelp.tokenLabel))
    .addHelpText(
      'after',
      run.examples('cardwright vault token --module /usr/lib/softhsm/libsofthsm2.so --label desk')
    )
    .action(
      run.action<TokenFlags>(async (context, _, flags): Promise<ExitCode> => {
        const { module, slot, label } = flags
        if (slot !== undefined && !/^\d{1,3}$/.test(slot)) throw usageFailure(say.badSlot(slot))
        const lines = new SecretLines(context)
        const service = await unlockVault(context, flags, lines)
        service.setToken({
          module: resolve(module),
          ...(slot !== undefined && { slot: Number(slot) }),
          ...(label !== undefined && { label })
        })
        const pin = await lines.next(flags.tokenPinFd, say.askTokenPin, say.needsTokenPin)
        const token = await service.unlockToken(pin)
        printResult(context, { token }, () => {
          return `${say.tokenSet(token.label, `${token.manufacturer} ${token.model}`)[context.language]}\n`
        })
        return 0
      })
    )
}

/** `cardwright vault capabilities`. */
export function addVaultCapabilities(vault: Command, run: CliRun): void {
  addUnlockOptions(vault.command('capabilities').description(run.text(vaultHelp.capabilities)), run).action(
    run.action<UnlockFlags>(async (context, _, flags): Promise<ExitCode> => {
      const lines = new SecretLines(context)
      const service = await unlockVault(context, flags, lines)
      await unlockToken(context, flags, lines)
      const capabilities = await service.capabilities()
      printResult(context, { capabilities }, () => capabilitiesText(capabilities, context.language))
      return 0
    })
  )
}

function capabilitiesText(capabilities: readonly Capability[], language: Language): string {
  const head = [say.headOperation, say.head.algorithm, say.head.where]
  return table([
    head.map((text) => text[language]),
    ...capabilities.map(({ operation, algorithm, where }) => [
      tokenAbilityTexts[operation][language],
      algorithm === '3des' ? '3DES' : algorithm.toUpperCase(),
      whereTexts[where][language]
    ])
  ])
}
