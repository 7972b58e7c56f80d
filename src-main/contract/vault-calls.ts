import { z } from 'zod'
import { auditEntry, keyRecord, keyUsage, vaultAlgorithms, vaultState } from './vault'

const nothing = z.void()
/** What a person types unseen. It crosses once, and nobody keeps it. */
const secretText = z.string().min(1).max(1000)
const keyName = z.string().min(1).max(60)
const ceremonyId = z.string().min(1).max(40)
/** 6 hex digits, in any case. */
const checkValue = z.string().regex(/^[0-9A-Fa-f]{6}$/)
const symmetric = z.enum(['3des', 'aes', 'sm4'])
const backend = z.enum(['software', 'token'])
const kind = z.enum(['TEST', 'real'])

/** Where a token is: the library of its maker, and which of its slots. */
const tokenPlace = z
  .object({
    module: z.string().min(1).max(1000),
    /** Position in the library's list of slots. */
    slot: z.number().int().min(0).max(999).optional(),
    label: z.string().max(32).optional()
  })
  .readonly()

const tokenInfo = z
  .object({ label: z.string(), manufacturer: z.string(), model: z.string(), serial: z.string() })
  .readonly()

/** How things stand with vault and token. */
export const vaultStatusView = z
  .object({
    state: vaultState,
    /** Wrong passphrases since the last right one. */
    failures: z.number().int(),
    /** Milliseconds until the next passphrase may be tried. */
    wait: z.number(),
    idleMinutes: z.number(),
    /** Whether keys that protect something may be used in this runtime. */
    realKeys: z.boolean(),
    token: tokenPlace.optional(),
    /** Of the token that is unlocked. */
    tokenInfo: tokenInfo.optional(),
    /** Wrong PINs in a row, and how many are passed on to the token at most. */
    pins: z.object({ wrong: z.number().int(), most: z.number().int() })
  })
  .readonly()

/** A purpose, and the keys that there are for it. */
export const purposeView = z
  .object({
    usage: keyUsage,
    algorithms: z.array(
      z.object({ algorithm: z.enum(vaultAlgorithms), bits: z.array(z.number().int()) }).readonly()
    ),
    /** Whether such keys travel in key blocks. */
    blocks: z.boolean()
  })
  .readonly()

const described = { label: z.string().max(60), usage: keyUsage, exportable: z.boolean() }
const custodian = z.string().max(100).optional()

/** A key that is to be made. */
export const generateRequest = z.object({
  ...described,
  kind,
  algorithm: z.enum(vaultAlgorithms),
  bits: z.number().int(),
  backend,
  custodian
})

/** A key that custodians bring in components. */
export const ceremonyRequest = z.object({
  ...described,
  kind,
  algorithm: symmetric,
  bits: z.number().int(),
  components: z.union([z.literal(2), z.literal(3)]),
  backend,
  /** How the check values on the custodians' sheets were made; absent: as the vault makes its own. */
  method: z.enum(['zeros', 'ones', 'cmac']).optional()
})

/** How far the components are. */
export const ceremonyProgress = z
  .object({
    custodians: z.array(z.string()),
    of: z.number().int(),
    /** Of the whole key, once all components are there. */
    kcv: z.string().optional()
  })
  .readonly()

/** A key block (TR-31). */
export const blockImportRequest = z.object({
  label: z.string().max(60),
  exportable: z.boolean(),
  block: z.string().min(1).max(10_000),
  kek: keyName,
  usage: keyUsage,
  backend,
  custodian
})

/** A key that is enciphered under a key-encrypting key. */
export const cryptogramImportRequest = z.object({
  ...described,
  algorithm: symmetric,
  cryptogram: z.string().min(1).max(200),
  mode: z.enum(['ecb', 'cbc']),
  kcv: checkValue,
  kek: keyName,
  backend,
  custodian
})

export const capabilityView = z
  .object({
    operation: z.enum([
      'cipher',
      'mac-cbc',
      'mac-cmac',
      'mac-retail-imported',
      'mac-retail-made',
      'scp02-session',
      'scp02-command-mac',
      'scp03-session-128',
      'scp03-session-longer',
      'card-key',
      'block-derived',
      'block-variant',
      'sign',
      'anything'
    ]),
    algorithm: z.enum(vaultAlgorithms),
    where: z.enum(['inside', 'derived-outside', 'not'])
  })
  .readonly()

/** `at`: the entry, counted from 1, that is not what was written there. */
export const auditVerdict = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sound'), entries: z.number().int() }),
  z.object({ kind: z.literal('broken'), at: z.number().int(), problem: z.enum(['altered', 'missing']) })
])

/** Calls about the vault beside `vault.keys` and `vault.unlock`. A key never crosses, and a secret only towards main. */
export const vaultCalls = {
  'vault.status': { input: nothing, output: vaultStatusView },
  /** `anew`: also where the earlier vault is lost or damaged. */
  'vault.create': { input: z.object({ passphrase: secretText, anew: z.boolean() }), output: nothing },
  'vault.lock': { input: nothing, output: nothing },
  'vault.passphrase': { input: z.object({ passphrase: secretText, next: secretText }), output: nothing },
  'vault.idle': { input: z.object({ minutes: z.number().int().min(1).max(60) }), output: nothing },
  'vault.purposes': { input: nothing, output: z.array(purposeView) },
  'vault.generate': { input: generateRequest, output: keyRecord },
  /** Begins a key of several components; one that was begun before is given up. */
  'vault.ceremony': { input: ceremonyRequest, output: z.object({ ceremony: ceremonyId }) },
  /** `component`: hex; it is taken if `kcv` is its check value. */
  'vault.component': {
    input: z.object({
      ceremony: ceremonyId,
      custodian: z.string().max(100),
      component: z.string().max(200),
      kcv: checkValue
    }),
    output: ceremonyProgress
  },
  /** Keeps the key if `kcv` is its check value. */
  'vault.confirm': { input: z.object({ ceremony: ceremonyId, kcv: checkValue }), output: keyRecord },
  /** Nothing is kept of what was entered. */
  'vault.abandon': { input: z.object({ ceremony: ceremonyId }), output: nothing },
  'vault.import-block': { input: blockImportRequest, output: keyRecord },
  'vault.import-cryptogram': { input: cryptogramImportRequest, output: keyRecord },
  'vault.export': {
    input: z.object({
      key: keyName,
      kek: keyName,
      version: z.enum(['A', 'B', 'C', 'D']).optional(),
      custodian
    }),
    output: z.object({ block: z.string() })
  },
  'vault.retire': { input: z.object({ key: keyName, custodian }), output: keyRecord },
  'vault.delete': { input: z.object({ key: keyName, custodian }), output: keyRecord },
  'vault.token': { input: tokenPlace, output: nothing },
  'vault.token-unlock': { input: z.object({ pin: secretText }), output: tokenInfo },
  'vault.capabilities': { input: nothing, output: z.array(capabilityView) },
  /** The latest, newest first; `total` counts all. */
  'vault.audit': {
    input: z.object({ most: z.number().int().min(1).max(5000) }),
    output: z.object({ entries: z.array(auditEntry), total: z.number().int() })
  },
  /** `withVault`: also checked against what the vault remembers of the log, which is possible while it is unlocked. */
  'vault.verify': { input: nothing, output: z.object({ verdict: auditVerdict, withVault: z.boolean() }) }
} as const

export type VaultStatusView = z.infer<typeof vaultStatusView>
export type PurposeView = z.infer<typeof purposeView>
export type CapabilityView = z.infer<typeof capabilityView>
export type GenerateRequest = z.infer<typeof generateRequest>
export type CeremonyProgress = z.infer<typeof ceremonyProgress>
