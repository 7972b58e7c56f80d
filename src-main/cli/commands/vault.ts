import type { Command } from 'commander'
import { vaultHelp } from '../../texts/cli/vault'
import type { CliRun } from '../cli-run'
import { addVaultAudit } from './vault-audit'
import { addVaultExportBlock, addVaultImportBlock } from './vault-blocks'
import { addVaultGenerate } from './vault-generate'
import { addVaultImport } from './vault-import'
import { addVaultList, addVaultShow } from './vault-list'
import { addVaultInit, addVaultPassphrase, addVaultStatus, addVaultUnlockCheck } from './vault-open'
import { addVaultDelete, addVaultRetire } from './vault-remove'
import { addVaultCapabilities, addVaultToken } from './vault-token'

/** `cardwright vault`: keys, each with one purpose, and the log of what was done with them. */
export function addVault(program: Command, run: CliRun): void {
  const vault = program.command('vault').description(run.text(vaultHelp.vault))
  const commands = [
    addVaultInit,
    addVaultStatus,
    addVaultUnlockCheck,
    addVaultList,
    addVaultShow,
    addVaultGenerate,
    addVaultImport,
    addVaultImportBlock,
    addVaultExportBlock,
    addVaultRetire,
    addVaultDelete,
    addVaultPassphrase,
    addVaultToken,
    addVaultCapabilities,
    addVaultAudit
  ]
  for (const add of commands) add(vault, run)
}
