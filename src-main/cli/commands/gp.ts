import type { Command } from 'commander'
import { gpHelp as help } from '../../texts/cli/gp'
import type { CliRun } from '../cli-run'
import { addGpInfo, addGpList } from './gp-read'

/** `cardwright gp`: what is on a chip. */
export function addGp(program: Command, run: CliRun): void {
  const gp = program.command('gp').description(run.text(help.gp))
  gp.addHelpText(
    'after',
    run.examples(
      'cardwright gp info --reader virtual:blank',
      'cardwright gp list --reader virtual:blank',
      'cardwright gp delete A000000333010101 --reader virtual:blank'
    )
  )
  for (const add of [addGpInfo, addGpList]) add(gp, run)
}
