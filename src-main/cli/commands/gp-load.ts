import type { Command } from 'commander'
import type { ChipAction } from '../../contract/chip'
import { capIn } from '../../services/chip/chip-actions'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import { toHex } from '../../engine/bytes/hex'
import type { CliRun } from '../cli-run'
import { readBytesFile } from '../files'
import { addChannelOptions, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import {
  addTokenOptions,
  delegatedOf,
  keysIn,
  keysOfDelegated,
  signatureOf,
  type TokenFlags
} from '../gp-signatures'
import { aidOf, wordOf } from '../gp-words'
import { usageFailure } from '../usage-failure'

interface LoadFlags extends ChannelFlags, TokenFlags {
  readonly to?: string
  readonly hash?: string
  readonly dapDomain?: string
  readonly dap?: string
  readonly dapKey?: string
}

type LoadAction = Extract<ChipAction, { kind: 'load' }>

const HASHES = ['none', 'sha1', 'sha256'] as const

/** `cardwright gp load`. */
export function addGpLoad(gp: Command, run: CliRun): void {
  const command = addChannelOptions(gp.command('load').description(run.text(help.load)), run)
    .argument('<FILE>', run.text(help.capFile))
    .option('--to <AID>', run.text(help.to))
    .option('--hash <H>', run.text(help.hash))
    .option('--dap-domain <AID>', run.text(help.dapDomain))
    .option('--dap <HEX>', run.text(help.dap))
    .option('--dap-key <NAME>', run.text(help.dapKey))
  addTokenOptions(command, run)
    .addHelpText('after', run.examples('cardwright gp load applet.cap --reader virtual:blank'))
    .action(
      run.action<LoadFlags>((context, args, flags) => {
        const { to, hash } = flags
        const delegated = delegatedOf(flags)
        const daps = dapsOf(flags)
        const signatures = (daps.daps ?? []).map(({ signature }) => signature)
        const keys = [...keysOfDelegated(delegated), ...keysIn(signatures)]
        const action: LoadAction = {
          kind: 'load',
          ...{ file: toHex(readBytesFile(args.text(0))) },
          ...(to !== undefined && { domain: aidOf(to) }),
          ...(hash !== undefined && { hash: wordOf('--hash', hash, HASHES) }),
          ...daps,
          ...delegated
        }
        // Nothing is asked of vault and card for a file that cannot be loaded.
        capIn(action.file)
        return performAndPrint(context, flags, action, { keys })
      })
    )
}

function dapsOf({ dapDomain, dap, dapKey }: LoadFlags): Pick<LoadAction, 'daps'> {
  const signature = signatureOf(['--dap', dap], ['--dap-key', dapKey])
  if (signature === undefined && dapDomain === undefined) return {}
  if (signature === undefined || dapDomain === undefined) throw usageFailure(say.dapNeedsBoth)
  return { daps: [{ domain: aidOf(dapDomain), signature }] }
}
