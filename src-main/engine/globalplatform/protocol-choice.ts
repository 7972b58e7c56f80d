import type { CardChallenge } from '../commands/globalplatform/initialize-update'
import type { Diversification } from '../secure-channel/diversification'
import { LEVELS } from '../secure-channel/schemes'
import { LEVEL, type Scp, type ScpName, type StaticKeys } from '../secure-channel/session'
import type { AskedProtocol, KeysUnfit } from './open-outcome'

/** Bits of SCP03's "i" without which answers are not protected (Amendment D 1.1.1, 5.1). */
const R_MAC = 0x20
const R_ENC = 0x40

/** Why these keys cannot be used: with the diversification, and with the protocol where that is known. */
export function keysFit(
  { enc, mac, dek }: StaticKeys,
  diversification: Diversification,
  name: ScpName | undefined
): KeysUnfit | undefined {
  const { algorithm } = enc
  if (mac.algorithm !== algorithm || dek.algorithm !== algorithm) return 'keys-differ'
  if (name === 'SCP03' && algorithm !== 'aes') return 'aes-keys-needed'
  if (name !== undefined && name !== 'SCP03' && algorithm !== '3des') return '3des-keys-needed'
  return methodsFor(algorithm).includes(diversification) ? undefined : 'diversification-unfit'
}

/** The diversifications that have a form for keys of the algorithm. */
export function methodsFor(algorithm: StaticKeys['enc']['algorithm']): readonly Diversification[] {
  if (algorithm === '3des') return ['none', 'visa2', 'emv', 'visa']
  return algorithm === 'aes' ? ['none', 'kdf3'] : ['none']
}

/** Whether the card speaks the protocol that was asked for, if one was. */
export function answersWhatWasAsked(
  asked: AskedProtocol | undefined,
  answered: Scp,
  { challenge }: CardChallenge
): boolean {
  if (asked === undefined) return true
  if (asked.name !== answered.name || (asked.i !== undefined && asked.i !== answered.i)) return false
  return answered.name !== 'SCP03' || (asked.s16 === true) === (challenge.length === 16)
}

/** Whether the protocol with these options has the level. SCP02 cards with i = 15 know R-MACs that they do not announce. */
export function isLevelKnown({ name, i }: Scp, level: number): boolean {
  if (!LEVELS[name].includes(level)) return false
  if (name !== 'SCP03') return true
  const has = (bit: number): boolean => (level & bit) !== 0
  if (has(LEVEL.rMac) && (i & R_MAC) === 0) return false
  return !has(LEVEL.rEnc) || (i & R_ENC) !== 0
}
