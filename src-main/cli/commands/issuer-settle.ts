import type { Command } from 'commander'
import type { ByHand, OpenMoney } from '../../services/issuer/open-money'
import { openMoneyTexts as say } from '../../texts/cli/issuer'
import type { LocalText } from '../../texts/local-text'
import { purposeText } from '../../texts/phrases/issuer'
import type { CliRun } from '../cli-run'
import { confirm, printResult } from '../context'
import type { ExitCode } from '../exit-codes'
import { majorUnits } from '../minor-units'
import { usageFailure } from '../usage-failure'
import { document } from './issuer-open'

interface Flags {
  readonly yes?: boolean
}

const WAYS: readonly string[] = ['confirm', 'reverse', 'release'] satisfies ByHand[]

/** `cardwright issuer settle`: what will be posted is said before anything is. */
export function addIssuerSettle(issuer: Command, run: CliRun): void {
  issuer
    .command('settle')
    .description(run.text(say.settle))
    .argument('<ENTRY>', run.text(say.entry))
    .argument('<HOW>', run.text(say.how))
    .option('--yes', run.text(say.yes))
    .addHelpText(
      'after',
      run.examples(
        'cardwright issuer settle e-0123456789abcdef reverse',
        'cardwright issuer settle e-0123456789abcdef confirm --yes',
        'cardwright issuer settle keep-0123456789abcdef release'
      )
    )
    .action(
      run.action<Flags>(async (context, args, { yes = false }): Promise<ExitCode> => {
        const { desk } = context.workbench().money
        const name = args.text(0)
        const how = wayOf(args.text(1))
        const plan = await desk.planByHand(name, how)
        if (plan.kind === 'settled') {
          printResult(context, { test: true, entry: name, how, posted: [], before: true }, () => {
            return `${say.before[context.language]}\n`
          })
          return 0
        }
        const { money } = plan
        await confirm(context, question(money, how), yes)
        await desk.settleByHand(money, how)
        const posted = money.ways[how] ?? []
        printResult(context, { test: true, how, posted, ...document(money) }, () => {
          return `${done(money, how)[context.language]}\n`
        })
        return 0
      })
    )
}

function wayOf(word: string): ByHand {
  if (!WAYS.includes(word)) throw usageFailure(say.badHow(word))
  return word as ByHand
}

/** What is settled, what will be posted, and what speaks against it. */
function question(money: OpenMoney, how: ByHand): LocalText {
  const { entry, label, pan, amount, journal, where, service } = money
  const card = [label, pan].filter((part) => part !== undefined).join(' ')
  return joined([
    where === 'service'
      ? say.aboutService(entry, purposeText(service), card)
      : say.about(entry, majorUnits(amount), card),
    meaning(money, how),
    ...postings(money, how, say.willPost),
    ...(journal === 'open' ? [say.stillOpen] : [])
  ])
}

function meaning({ where, service, ways }: OpenMoney, how: ByHand): LocalText {
  if (where !== 'payment' || how === 'release') return say.meaning[how]
  if (service !== 'refund') return say.paymentMeaning[how]
  return how === 'reverse' && ways.reverse?.length === 0 ? say.refundGone : say.refundMeaning[how]
}

function done(money: OpenMoney, how: ByHand): LocalText {
  return joined([say.settled(money.entry), ...postings(money, how, say.posted)])
}

function postings(
  { ways, where }: OpenMoney,
  how: ByHand,
  told: (amount: string, source: string, target: string) => LocalText
): LocalText[] {
  const list = ways[how] ?? []
  if (list.length > 0) {
    return list.map(({ amount, source, target }) => told(majorUnits(amount), source, target))
  }
  if (where === 'payment') return [say.paymentPostsNothing]
  return [where === 'service' && how !== 'release' ? say.serviceChanges[how] : say.postsNothing]
}

function joined(lines: readonly LocalText[]): LocalText {
  return { en: lines.map(({ en }) => en).join('\n'), zh: lines.map(({ zh }) => zh).join('\n') }
}
