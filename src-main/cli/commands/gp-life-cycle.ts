import type { Command } from 'commander'
import { gpTexts as say } from '../../texts/cli/gp'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { confirm, type CliContext } from '../context'
import type { ExitCode } from '../exit-codes'
import { addChannelOptions, channelWords, type ChannelFlags } from '../gp-channel'
import { confirmByWord, type ConsentFlags } from '../gp-consent'
import { performAndPrint } from '../gp-perform'
import { aidOf, wordOf } from '../gp-words'

interface LockFlags extends ChannelFlags {
  readonly withApplications?: boolean
  readonly yes?: boolean
}

const STATES = ['initialized', 'secured', 'locked', 'terminated'] as const
type State = (typeof STATES)[number]
/** What a person types to have a card disabled. */
const WORDS = { locked: 'LOCK', terminated: 'TERMINATE' } as const

/** `cardwright gp lock`. */
export function addGpLock(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('lock').description(run.text(help.lock)), run)
    .argument('<AID>', run.text(help.aid))
    .option('--with-applications', run.text(help.withApplications))
    .option('--yes', run.text(help.yes))
    .action(
      run.action<LockFlags>(async (context, args, flags) => {
        const { withApplications = false, yes = false } = flags
        const [aid, words] = [aidOf(args.text(0)), channelWords(flags)]
        await confirm(context, say.willLock(aid, withApplications), yes)
        return performAndPrint(context, flags, { kind: 'lock', aid, withApplications }, { words })
      })
    )
}

/** `cardwright gp unlock`. */
export function addGpUnlock(gp: Command, run: CliRun): void {
  addChannelOptions(gp.command('unlock').description(run.text(help.unlock)), run)
    .argument('<AID>', run.text(help.aid))
    .option('--with-applications', run.text(help.withApplications))
    .action(
      run.action<LockFlags>((context, args, flags) => {
        const { withApplications = false } = flags
        return performAndPrint(context, flags, { kind: 'unlock', aid: aidOf(args.text(0)), withApplications })
      })
    )
}

/** `cardwright gp card-state`. */
export function addGpCardState(gp: Command, run: CliRun): void {
  addConsent(gp.command('card-state').description(run.text(help.cardState)), run)
    .argument('<STATE>', run.text(help.state))
    .addHelpText('after', run.examples('cardwright gp card-state secured', 'cardwright gp card-state locked'))
    .action(
      run.action<ChannelFlags & ConsentFlags>((context, args, flags) =>
        changeState(context, flags, wordOf('STATE', args.text(0), STATES))
      )
    )
}

/** `cardwright gp terminate`. */
export function addGpTerminate(gp: Command, run: CliRun): void {
  addConsent(gp.command('terminate').description(run.text(help.terminate)), run)
    .addHelpText('after', run.examples('cardwright gp terminate --yes --sure TERMINATE'))
    .action(
      run.action<ChannelFlags & ConsentFlags>((context, _args, flags) =>
        changeState(context, flags, 'terminated')
      )
    )
}

function addConsent(command: Command, run: CliRun): Command {
  return addChannelOptions(command, run)
    .option('--yes', run.text(help.yes))
    .option('--sure <WORD>', run.text(help.sure))
}

async function changeState(
  context: CliContext,
  flags: ChannelFlags & ConsentFlags,
  state: State
): Promise<ExitCode> {
  const words = channelWords(flags)
  const what = say.willState[state]
  await (state === 'locked' || state === 'terminated'
    ? confirmByWord(context, what, WORDS[state], flags)
    : confirm(context, what, flags.yes ?? false))
  return performAndPrint(context, flags, { kind: 'card-state', state }, { words })
}
