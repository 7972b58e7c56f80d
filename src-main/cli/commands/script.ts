import type { Command } from 'commander'
import { scriptHelp as help } from '../../texts/cli/script'
import type { CliRun } from '../cli-run'
import { addScriptCheck } from './script-check'
import { addScriptRun } from './script-run'

/** `cardwright script`: scripts of card commands. */
export function addScript(program: Command, run: CliRun): void {
  const script = program.command('script').description(run.text(help.group))
  addScriptCheck(script, run)
  addScriptRun(script, run)
}
