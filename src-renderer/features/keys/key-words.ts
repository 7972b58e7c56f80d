import type { KeyRecord } from '../../../src-main/contract/vault'
import { keyUsageTexts } from '../../../src-main/texts/phrases/vault'
import type { TextKey } from '../../../src-main/texts/window/index'
import type { LanguageState } from '../../state/language.svelte'

const ALGORITHMS: Readonly<Record<KeyRecord['algorithm'], string>> = {
  '3des': '3DES',
  aes: 'AES',
  sm4: 'SM4',
  rsa: 'RSA',
  sm2: 'SM2'
}

const ORIGINS: Readonly<Record<KeyRecord['origin'], TextKey>> = {
  generated: 'keys.originGenerated',
  components: 'keys.originComponents',
  'key-block': 'keys.originBlock',
  cryptogram: 'keys.originCryptogram',
  'built-in': 'keys.originBuiltIn'
}

const METHODS: Readonly<Record<KeyRecord['kcvMethod'], TextKey>> = {
  zeros: 'keys.methodZeros',
  ones: 'keys.methodOnes',
  'public-key': 'keys.methodPublicKey'
}

/** `3DES`. */
export function algorithmName(algorithm: KeyRecord['algorithm']): string {
  return ALGORITHMS[algorithm]
}

/** `3DES-128`; SM2 and SM4 have one length only. */
export function keyType({ algorithm, bits }: Pick<KeyRecord, 'algorithm' | 'bits'>): string {
  const name = ALGORITHMS[algorithm]
  return algorithm === 'sm2' || algorithm === 'sm4' ? name : `${name}-${bits}`
}

export function originText(origin: KeyRecord['origin']): TextKey {
  return ORIGINS[origin]
}

export function methodText(method: KeyRecord['kcvMethod']): TextKey {
  return METHODS[method]
}

/** A key as a choice among others: label, type and check value. */
export function keyOption(key: KeyRecord): { readonly value: string; readonly label: string } {
  return { value: key.label, label: `${key.label} · ${keyType(key)} · ${key.kcv}` }
}

/** Keys in which each of the words is found: in the label, purpose, algorithm, check value or origin. */
export function findKeys(
  keys: readonly KeyRecord[],
  text: string,
  { t, both }: Pick<LanguageState, 't' | 'both'>
): readonly KeyRecord[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return keys
  return keys.filter((key) => {
    const purpose = keyUsageTexts[key.usage]
    const origin = both(originText(key.origin))
    const backend = t(key.backend === 'token' ? 'keys.onToken' : 'keys.inFile')
    const parts = [key.label, key.usage, purpose.en, purpose.zh, keyType(key), key.kcv, key.kind, origin.en]
    const hay = [...parts, origin.zh, backend].join(' ').toLowerCase()
    return words.every((word) => hay.includes(word))
  })
}
