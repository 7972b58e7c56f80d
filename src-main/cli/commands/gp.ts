import type { Command } from 'commander'
import { gpHelp as help } from '../../texts/cli/gp-help'
import type { CliRun } from '../cli-run'
import { addGpCap } from './gp-cap'
import { addGpDelete, addGpDeleteKey } from './gp-delete'
import {
  addGpCreateDomain,
  addGpExtradite,
  addGpInstall,
  addGpMakeSelectable,
  addGpUpdateRegistry
} from './gp-install'
import { addGpKeysCheck, addGpPutKey } from './gp-keys'
import { addGpCardState, addGpLock, addGpTerminate, addGpUnlock } from './gp-life-cycle'
import { addGpLoad } from './gp-load'
import { addGpInfo, addGpList } from './gp-read'
import { addGpStoreData } from './gp-store-data'

/** From reading over making and unmaking to keys; in this order they are explained. */
const COMMANDS = [
  ...[addGpInfo, addGpList, addGpKeysCheck, addGpCap],
  ...[addGpLoad, addGpInstall, addGpMakeSelectable, addGpCreateDomain, addGpExtradite, addGpUpdateRegistry],
  ...[addGpDelete, addGpLock, addGpUnlock, addGpCardState, addGpTerminate],
  ...[addGpPutKey, addGpDeleteKey, addGpStoreData]
]

/** `cardwright gp`: what is on a chip, and what to do with it. */
export function addGp(program: Command, run: CliRun): void {
  const gp = program.command('gp').description(run.text(help.gp))
  gp.addHelpText(
    'after',
    run.examples(
      'cardwright gp info --reader virtual:blank',
      'cardwright gp list --reader virtual:blank',
      'cardwright gp keys-check --key kmc-2 --diversification visa2'
    )
  )
  for (const add of COMMANDS) add(gp, run)
}
