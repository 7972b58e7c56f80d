import type { PersonalizationProfile, ProfileInstance } from '../../../contract/personalization'
import type { CheckFinding } from '../../../contract/verification'
import { profileFindings as say } from '../../../texts/phrases/personalization'
import { groupingPath, isSecretComputation, objectsOf } from './walk-profile'

/** Pairs of which the first is written before the second, where both are there. */
const ORDER = [
  ['8000', '9000'],
  ['9010', '8010'],
  ['A001', '8020']
] as const

/** Secrets stand alone, go enciphered and in whole blocks; and what has to come first does. */
export function checkSecrets(profile: PersonalizationProfile, instance: ProfileInstance): CheckFinding[] {
  const findings: CheckFinding[] = []
  const enciphered = new Map(profile.chip.encipher.map(({ dgi, pad }) => [dgi, pad]))
  const block = profile.chip.domain.protocol === 'SCP03' ? 16 : 8
  for (const grouping of instance.data) {
    const path = groupingPath(instance, grouping.dgi)
    const secrets = [...objectsOf(instance, grouping)].filter(({ object }) =>
      isSecretComputation(object.compute)
    )
    const [only] = secrets
    if (only === undefined) continue
    if (grouping.objects.length !== 1 || only.object.tag !== undefined || grouping.template !== undefined) {
      findings.push({ level: 'failed', code: 'secret-not-alone', path, text: say['secret-not-alone'] })
    }
    const pad = enciphered.get(grouping.dgi)
    if (pad === undefined) {
      findings.push({ level: 'failed', code: 'secret-in-clear', path, text: say['secret-in-clear'] })
    } else if (!pad && secretLength(profile, only.object.compute) % block !== 0) {
      findings.push({ level: 'failed', code: 'pad-needed', path, text: say['pad-needed'] })
    }
  }
  return [...findings, ...checkOrder(instance)]
}

function checkOrder(instance: ProfileInstance): CheckFinding[] {
  const at = (dgi: string): number => instance.data.findIndex((grouping) => grouping.dgi === dgi)
  return ORDER.filter(([before, after]) => at(before) > at(after) && at(after) >= 0).map(
    ([before, after]) => ({
      level: 'failed',
      code: 'order',
      path: groupingPath(instance, after),
      text: say.order(before, after)
    })
  )
}

function secretLength({ issuer }: PersonalizationProfile, computation: string | undefined): number {
  switch (computation) {
    case 'application-keys':
    case 'sm4-keys':
      return 48
    case 'reference-pin':
      return 8
    case 'sm2-private-key':
      return 32
    default:
      // Half as long as the modulus.
      return issuer.iccKey.bits / 16
  }
}
