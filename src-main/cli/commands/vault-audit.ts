import type { Command } from 'commander'
import type { AuditEntry } from '../../contract/vault'
import { vaultHelp, vaultTexts as say } from '../../texts/cli/vault'
import type { Language } from '../../texts/local-text'
import { auditEventTexts } from '../../texts/phrases/vault'
import type { CliRun } from '../cli-run'
import { note, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { linesWanted, localTime, type MostFlag } from '../output/lines'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'
import { unlockVault, type UnlockFlags } from './vault-unlock'

interface Flags extends MostFlag, UnlockFlags {
  readonly verify?: boolean
}

/** `cardwright vault audit`: shows the log; with `--verify` ends with 1 where it is not whole. */
export function addVaultAudit(vault: Command, run: CliRun): void {
  vault
    .command('audit')
    .description(run.text(vaultHelp.audit))
    .option('--verify', run.text(vaultHelp.verify))
    .option('--passphrase-fd <N>', run.text(vaultHelp.passphraseFd))
    .option('--most <N>', run.text(vaultHelp.most), '20')
    .action(
      run.action<Flags>(async (context, _, flags): Promise<ExitCode> => {
        const { vault: service } = context.workbench()
        if (flags.verify !== true) {
          const entries = service.auditEntries().slice(-linesWanted(flags))
          printResult(context, { entries }, () => entriesText(entries, context.language))
          return 0
        }
        const before = service.verifyAudit()
        const isAsked = flags.passphraseFd !== undefined || context.terminal.err.isTerminal
        if (service.status().state === 'locked' && isAsked) await unlockVault(context, flags)
        const isOpen = service.status().state === 'unlocked'
        const verdict = before.kind === 'broken' ? before : service.verifyAudit()
        printResult(context, { verdict, againstVault: isOpen }, () => {
          const text =
            verdict.kind === 'sound' ? say.sound(verdict.entries) : say.brokenAt(verdict.at, verdict.problem)
          return `${text[context.language]}\n`
        })
        if (!isOpen) note(context, say.chainOnly)
        return verdict.kind === 'sound' ? 0 : 1
      })
    )
}

function entriesText(entries: readonly AuditEntry[], language: Language): string {
  if (entries.length === 0) return `${say.nothingLogged[language]}\n`
  const { head } = say
  return table([
    ['#', ...[head.at, head.who, head.event, head.key, head.kcv, head.detail].map((text) => text[language])],
    ...entries.map(({ seq, at, user, custodian, event, key, detail }) => [
      String(seq),
      localTime(Date.parse(at)),
      safeText(custodian === undefined ? user : `${user} (${custodian})`),
      auditEventTexts[event][language],
      safeText(key?.label ?? ''),
      safeText(key?.kcv ?? ''),
      safeText(detail ?? '')
    ])
  ])
}
