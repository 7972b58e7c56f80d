import type { Command } from 'commander'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { confirm } from '../context'
import { addChannelOptions, channelWords, type ChannelFlags } from '../gp-channel'
import { performAndPrint } from '../gp-perform'
import { addTokenOptions, delegatedOf, keysOfDelegated, type TokenFlags } from '../gp-signatures'
import { aidOf, keyVersionOf } from '../gp-words'

interface DeleteFlags extends ChannelFlags, TokenFlags {
  readonly related?: boolean
  readonly yes?: boolean
}

/** `cardwright gp delete`. */
export function addGpDelete(gp: Command, run: CliRun): void {
  const command = addChannelOptions(gp.command('delete').description(run.text(help.delete)), run)
    .argument('<AID>', run.text(help.aid))
    .option('--related', run.text(help.related))
    .option('--yes', run.text(help.yes))
  addTokenOptions(command, run)
    .addHelpText(
      'after',
      run.examples(
        'cardwright gp delete A000000333010101 --reader virtual:blank',
        'cardwright gp delete F0435750424F43 --related --yes'
      )
    )
    .action(
      run.action<DeleteFlags>(async (context, args, flags) => {
        const { related = false, yes = false } = flags
        const [aid, delegated, words] = [aidOf(args.text(0)), delegatedOf(flags), channelWords(flags)]
        await confirm(context, say.willDelete(aid, related), yes)
        const action = { kind: 'delete', aid, related, ...delegated } as const
        return performAndPrint(context, flags, action, { words, keys: keysOfDelegated(delegated) })
      })
    )
}

/** `cardwright gp delete-key`: the keys of a version, or one of them. */
export function addGpDeleteKey(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('delete-key').description(run.text(help.deleteKey)), run)
    .argument('<VERSION>', run.text(help.version))
    .option('--key-id <N>', run.text(help.keyId))
    .option('--yes', run.text(help.yes))
    .action(
      run.action<ChannelFlags & { readonly keyId?: string; readonly yes?: boolean }>(
        async (context, args, flags) => {
          const keyVersion = keyVersionOf(args.text(0))
          const words = channelWords(flags)
          const action = {
            kind: 'delete-keys',
            ...{ keyVersion },
            ...(flags.keyId !== undefined && { keyId: keyVersionOf(flags.keyId) })
          } as const
          await confirm(context, say.willDeleteKeys(args.text(0)), flags.yes ?? false)
          return performAndPrint(context, flags, action, { words })
        }
      )
    )
}
