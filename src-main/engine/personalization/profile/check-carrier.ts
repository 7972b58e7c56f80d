import type { PersonalizationProfile } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import { profileFindings as say } from '../../../texts/phrases/personalization'
import { groupingPath } from './walk-profile'

type Side = PersonalizationProfile['chip']['interfaces'][number]
type Domain = PersonalizationProfile['chip']['domain']

/** `1PAY.SYS.DDF01` and `2PAY.SYS.DDF01`. */
const DIRECTORY: Readonly<Record<Side, string>> = {
  contact: '315041592E5359532E4444463031',
  contactless: '325041592E5359532E4444463031'
}
/** Answer to SELECT of the product, by side. */
const SELECTION: Readonly<Record<Side, string>> = { contact: '9102', contactless: '9103' }
const SIDES = ['contact', 'contactless'] as const

/** Whether security domain and keys go with each other, and the data with the sides on which the card pays. */
export function checkCarrier(profile: PersonalizationProfile): CheckFinding[] {
  return [...checkDomain(profile), ...SIDES.flatMap((side) => checkSide(profile, side))]
}

function checkDomain({ chip: { domain, keys } }: PersonalizationProfile): CheckFinding[] {
  const { create } = domain
  const findings: CheckFinding[] = []
  const check = (
    path: string,
    method: Domain['diversification'],
    { protocol }: Pick<Domain, 'protocol'>
  ): void => {
    if (method === 'none' || (method === 'kdf3') === (protocol === 'SCP03')) return
    findings.push(failed(path, 'diversification-unfit', say['diversification-unfit']))
  }
  check('chip.domain.diversification', domain.diversification, domain)
  // The keys that are replaced are those of the domain that the card comes with.
  if (keys !== undefined) check('chip.keys.diversification', keys.diversification, create?.by ?? domain)
  if (create === undefined) return findings
  check('chip.domain.create.by.diversification', create.by.diversification, create.by)
  if (domain.keyVersion === '00' || domain.keyVersion === 'FF') {
    findings.push(failed('chip.domain.keyVersion', 'created-key-version', say['created-key-version']))
  }
  if ((create.by.protocol === 'SCP03') !== (domain.protocol === 'SCP03')) {
    findings.push(failed('chip.domain.create.by.protocol', 'created-protocol', say['created-protocol']))
  }
  return findings
}

/** What the side needs is there where the card pays on it, else nothing of it is. */
function checkSide(profile: PersonalizationProfile, side: Side): CheckFinding[] {
  const product = profile.applications.find(({ instance }) => instance === 'product')
  const hasDirectory = profile.applications.some(({ instance }) => instance === DIRECTORY[side])
  const hasSelection = product?.data.some(({ dgi }) => dgi === SELECTION[side]) === true
  const path = product === undefined ? 'applications' : groupingPath(product, SELECTION[side])
  const needed = profile.chip.interfaces.includes(side)
  const findings: CheckFinding[] = []
  if (hasSelection !== needed) {
    const code = needed ? 'side-missing' : 'side-too-many'
    findings.push(failed(path, code, say[code]))
  }
  if (hasDirectory !== needed) {
    const code = needed ? 'directory-missing' : 'directory-too-many'
    findings.push(failed('applications', code, say[code]))
  }
  return findings
}

function failed(path: string, code: string, text: CheckFinding['text']): CheckFinding {
  return { level: 'failed', code, path, text }
}
