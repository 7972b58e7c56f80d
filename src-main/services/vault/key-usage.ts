import type { KeyRecord, KeyUsage } from '../../contract/vault'
import type { Derivation, Operation } from '../../engine/key-operations/operation'

/** `as-other`: enciphered under the key of the operation. A derivation is one of its kinds. */
export type KindOfUse = Exclude<Operation['kind'], 'derive'> | `derive-by-${Derivation['by']}` | 'as-other'

interface UsageRules {
  readonly algorithms: readonly KeyRecord['algorithm'][]
  readonly uses: readonly KindOfUse[]
  /** Usage and mode in a key block (ANSI X9.143), the first for export; none where such keys never travel. */
  readonly block?: { readonly usages: readonly string[]; readonly mode: string }
}

const SYMMETRIC = ['3des', 'aes', 'sm4'] as const
const MASTER = { algorithms: SYMMETRIC, uses: ['derive-by-enciphering'] } as const
// Keys of a card manager are put onto cards (PUT KEY), enciphered under another one: `as-other`.
const MANAGER = {
  algorithms: ['3des', 'aes'],
  uses: ['derive-by-enciphering', 'derive-by-cmac', 'derive-by-enciphering-key', 'encipher', 'as-other']
} as const
// An SCP03 card with pseudo-random challenges makes them with its ENC, which is verified: these, and no other MACs.
const CHALLENGING = { algorithms: MANAGER.algorithms, uses: [...MANAGER.uses, 'card-challenge'] } as const
// Keys about card content sign it, and are put onto cards, too: the symmetric ones with a check value.
const CONTENT = { algorithms: ['3des', 'aes'], uses: ['mac', 'encipher', 'as-other'] } as const
const SIGNING_CONTENT = {
  algorithms: ['rsa', ...CONTENT.algorithms],
  uses: ['sign', ...CONTENT.uses]
} as const
const PERSONALIZING = { usages: ['E5'], mode: 'X' } as const

const RULES: Readonly<Record<KeyUsage, UsageRules>> = {
  'imk-ac': { ...MASTER, block: { usages: ['E0'], mode: 'X' } },
  'imk-mac': { ...MASTER, block: { usages: ['E2'], mode: 'X' } },
  'imk-enc': { ...MASTER, block: { usages: ['E1'], mode: 'X' } },
  kmc: { ...CHALLENGING, block: PERSONALIZING },
  'kmc-enc': { ...CHALLENGING, block: PERSONALIZING },
  'kmc-mac': { ...MANAGER, block: PERSONALIZING },
  'kmc-dek': { ...MANAGER, block: PERSONALIZING },
  'gp-token': SIGNING_CONTENT,
  'gp-receipt': CONTENT,
  'gp-dap': SIGNING_CONTENT,
  pin: { algorithms: SYMMETRIC, uses: ['encipher', 'decipher'], block: { usages: ['P0'], mode: 'B' } },
  // The check digits of a card need single DES with the left half.
  cvv: {
    algorithms: ['3des'],
    uses: ['encipher', 'decipher', 'derive-by-cutting'],
    block: { usages: ['C0'], mode: 'C' }
  },
  pvv: { algorithms: ['3des'], uses: ['encipher'], block: { usages: ['V2', 'V0'], mode: 'C' } },
  'message-mac': {
    algorithms: SYMMETRIC,
    uses: ['mac'],
    block: { usages: ['M3', 'M1', 'M0', 'M6'], mode: 'C' }
  },
  // Key blocks are made with keys that are derived from it; deciphered is what came under it alone, never enciphered.
  kek: {
    algorithms: SYMMETRIC,
    uses: ['decipher', 'derive-by-mixing', 'derive-by-cmac'],
    block: { usages: ['K0', 'K1'], mode: 'B' }
  },
  'icc-wrap': { algorithms: SYMMETRIC, uses: ['encipher', 'decipher'], block: { usages: ['D0'], mode: 'B' } },
  'issuer-signing': { algorithms: ['rsa', 'sm2'], uses: ['sign'] }
}

/** Whether a key of this purpose may be used so. */
export function allows(usage: KeyUsage, use: KindOfUse): boolean {
  return RULES[usage].uses.includes(use)
}

/** Whether the purpose has keys of the algorithm. */
export function suits(usage: KeyUsage, algorithm: KeyRecord['algorithm']): boolean {
  return RULES[usage].algorithms.includes(algorithm)
}

/** Algorithms whose keys may have the purpose, the usual one first. */
export function algorithmsOf(usage: KeyUsage): readonly KeyRecord['algorithm'][] {
  return RULES[usage].algorithms
}

/** How a key block names the purpose; undefined where such keys do not travel in one. */
export function blockUsage(usage: KeyUsage): UsageRules['block'] {
  return RULES[usage].block
}
