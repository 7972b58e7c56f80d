import type { Command } from 'commander'
import { builtInProfiles } from '../../services/production/profile-library'
import { profileViewOf } from '../../services/production/profile-view'
import { persoHelp as help, persoTexts as say } from '../../texts/cli/perso'
import { accountKinds, carriers } from '../../texts/phrases/production'
import type { CliRun } from '../cli-run'
import { printResult } from '../context'
import { safeText } from '../output/safe-text'
import { table } from '../output/table'

/** `cardwright perso profiles`. */
export function addPersoProfiles(perso: Command, run: CliRun): void {
  perso
    .command('profiles')
    .description(run.text(help.profiles))
    .action(
      run.action((context) => {
        const profiles = builtInProfiles().map(profileViewOf)
        const { language } = context
        printResult(context, { profiles }, () => {
          const head = [say.headId, say.headName, say.headKind, say.headCarrier, say.headRange]
          const rows = profiles.map(({ id, name, kind, carrier, identifier, panLength }) => [
            ...[id, name[language], accountKinds[kind][language], carriers[carrier][language]],
            identifier.padEnd(panLength, '*')
          ])
          return safeText(table([head.map((text) => text[language]), ...rows]))
        })
        return 0
      })
    )
}
