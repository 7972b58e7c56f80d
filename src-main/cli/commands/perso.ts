import type { Command } from 'commander'
import { persoHelp as help } from '../../texts/cli/perso'
import type { CliRun } from '../cli-run'
import { addPersoBatch } from './perso-batch'
import { addIssuerCertify, addIssuerImport, addIssuerRequest } from './perso-issuer-certificate'
import { addPersoIssuers } from './perso-issuers'
import { addPersoPrepare, addPersoPreview } from './perso-prepare'
import { addPersoProductions, addPersoScrap } from './perso-productions'
import { addPersoProfiles } from './perso-profiles'
import { addPersoRun } from './perso-run'
import { addPersoStock } from './perso-stock'
import { addPersoVerify } from './perso-verify'

/** `cardwright perso`: from a blank chip to a working card. */
export function addPerso(program: Command, run: CliRun): void {
  const perso = program.command('perso').description(run.text(help.perso))
  perso.addHelpText(
    'after',
    run.examples(
      'cardwright perso profiles',
      'cardwright perso run --profile debit-ecash --applicant applicant.json --reader virtual:blank --yes'
    )
  )
  const commands = [
    addPersoProfiles,
    addPersoPreview,
    addPersoPrepare,
    addPersoRun,
    addPersoBatch,
    addPersoVerify,
    addPersoStock,
    addPersoProductions,
    addPersoScrap,
    addPersoIssuers,
    addIssuerRequest,
    addIssuerCertify,
    addIssuerImport
  ]
  for (const add of commands) add(perso, run)
}
