import type { Command } from 'commander'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { confirm, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import {
  addChannelOptions,
  algorithmOf,
  channelWords,
  DIVERSIFICATIONS,
  type ChannelFlags
} from '../gp-channel'
import { keysOf, namesIn } from '../gp-keys'
import { performAndPrint } from '../gp-perform'
import { keyVersionOf, wordOf } from '../gp-words'
import { putSingleKey, type SingleKeyFlags } from './gp-single-key'
import { usageFailure } from '../usage-failure'

/** `cardwright gp put-key`. */
export function addGpPutKey(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('put-key').description(run.text(help.putKey)), run)
    .option('--new-key <NAME>', run.text(help.newKey))
    .option('--new-key-enc <NAME>', run.text(help.newKeyEnc))
    .option('--new-key-mac <NAME>', run.text(help.newKeyMac))
    .option('--new-key-dek <NAME>', run.text(help.newKeyDek))
    .option('--new-key-fd <N>', run.text(help.newKeyFd))
    .option('--new-version <V>', run.text(help.newVersion))
    .option('--single <PURPOSE>', run.text(help.single))
    .option('--new-id <N>', run.text(help.newId))
    .option('--replace <V>', run.text(help.replace))
    .option('--new-diversification <D>', run.text(help.newDiversification))
    .option('--yes', run.text(help.yes))
    .addHelpText(
      'after',
      run.examples(
        'cardwright gp put-key --key test:kmc --new-key kmc-2 --new-version 1',
        'cardwright gp put-key --key kmc-2 --new-key kmc-3 --new-version 1 --replace 1',
        'cardwright gp put-key --key kmc-2 --single token --new-key issuer-token'
      )
    )
    .action(run.action<SingleKeyFlags>((context, _args, flags) => putKey(context, flags)))
}

async function putKey(context: CliContext, flags: SingleKeyFlags): Promise<ExitCode> {
  const { newVersion, replace, newDiversification, newKeyFd, keyFd, single } = flags
  if (single !== undefined) return putSingleKey(context, flags, single)
  if (flags.newId !== undefined) throw usageFailure(say.idNeedsSingle)
  if (newKeyFd !== undefined && newKeyFd === keyFd) throw usageFailure(say.sameDescriptor)
  const words = channelWords(flags)
  const names = {
    ...{ one: flags.newKey, enc: flags.newKeyEnc, mac: flags.newKeyMac, dek: flags.newKeyDek },
    fd: newKeyFd
  }
  const keys = keysOf(names, algorithmOf(flags), '--new-key, --new-key-fd')
  if (keys === undefined) throw usageFailure(say.needsNewKey)
  if (newVersion === undefined) throw usageFailure(say.needsNewVersion)
  const action = {
    kind: 'put-keys',
    ...{ keys, keyVersion: keyVersionOf(newVersion) },
    diversification:
      newDiversification === undefined
        ? words.diversification
        : wordOf('--new-diversification', newDiversification, DIVERSIFICATIONS),
    ...(replace !== undefined && { replaces: keyVersionOf(replace) })
  } as const
  await confirm(context, say.willPutKeys(newVersion, replace), flags.yes ?? false)
  return performAndPrint(context, flags, action, { words, keys: namesIn(keys) })
}

/** `cardwright gp keys-check`: no attempt is used up. */
export function addGpKeysCheck(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('keys-check').description(run.text(help.keysCheck)), run)
    .addHelpText('after', run.examples('cardwright gp keys-check --key kmc-2 --diversification visa2'))
    .action(
      run.action<ChannelFlags>((context, _args, flags) =>
        performAndPrint(context, flags, { kind: 'keys-check' })
      )
    )
}
