import type { Command } from 'commander'
import { helpTexts } from '../texts/cli/help'
import type { LocalText } from '../texts/local-text'
import { Arguments } from './arguments'
import type { CliContext } from './context'
import type { ExitCode } from './exit-codes'

/** What a command does with its arguments and flags; the exit code is its result. */
export type CommandAction<Flags> = (
  context: CliContext,
  args: Arguments,
  flags: Flags
) => Promise<ExitCode> | ExitCode

/** One run of the command line, as the commands see it while they describe themselves. */
export class CliRun {
  /** What the command that ran came to; wrong usage until one did. */
  exitCode: ExitCode = 2

  constructor(private readonly context: CliContext) {}

  text(text: LocalText): string {
    return text[this.context.language]
  }

  /** The part of a help text that shows how the command is used. */
  examples(...lines: readonly string[]): string {
    return `\n${this.text(helpTexts.examples)}\n${lines.map((line) => `  ${line}`).join('\n')}`
  }

  /** What commander calls when the command is the one that was asked for. */
  action<Flags>(action: CommandAction<Flags>): (...received: unknown[]) => Promise<void> {
    return async (...received) => {
      // Commander hands over the arguments, then the options, then the command.
      const command = received.at(-1) as Command
      const args = new Arguments(received.slice(0, -2))
      this.exitCode = await action(this.context, args, command.opts() as Flags)
    }
  }
}
