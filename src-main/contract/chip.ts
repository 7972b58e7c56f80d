import { z } from 'zod'
import { localText, maskedHex, readerId } from './common'
import { field } from './report'

/** AID in upper-case hex, 5 to 16 bytes. */
export const aidText = z.string().regex(/^(?:[0-9A-F]{2}){5,16}$/)
const bytesText = z.string().regex(/^(?:[0-9A-F]{2})*$/)
const keyVersion = z.number().int().min(0).max(255)
/** Name of a key in the vault. */
const keyName = z.string().min(1).max(100)

/** How a card's keys are made of the master keys and of what the card says of itself. */
export const diversification = z.enum(['none', 'visa', 'visa2', 'emv', 'kdf3'])

/** Three keys out of the vault, or one that stands for all three. */
export const keySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), key: keyName }),
  z.object({ kind: z.literal('three'), enc: keyName, mac: keyName, dek: keyName })
])

const scpName = z.enum(['SCP01', 'SCP02', 'SCP03'])

/** How to come to a security domain. */
export const channelChoice = z
  .object({
    /** Absent: the card's issuer security domain. */
    domain: aidText.optional(),
    keys: keySource,
    /** Absent: the card chooses. */
    keyVersion: keyVersion.optional(),
    diversification,
    /** Absent: what the card says. */
    protocol: scpName.optional(),
    i: z.number().int().min(0).max(255).optional(),
    /** P1 of EXTERNAL AUTHENTICATE; absent: 01 (C-MAC). */
    level: z.number().int().min(0).max(0x33).optional(),
    /** The person has typed that a card with failed attempts is tried once more. */
    confirmed: z.literal(true).optional()
  })
  .readonly()

/** The bytes of a CAP file, as hex; twice the 8 MiB that are read at most, and a little. */
export const capFile = bytesText.max(17_000_000)

/** A signature over card content: made elsewhere, or made with a key of the vault. */
export const contentSignature = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('made'), bytes: bytesText }),
  z.object({ kind: z.literal('key'), key: keyName })
])

/** What managing content for the card's issuer takes: leave, and the proof of it. */
const delegated = {
  /** The issuer's leave, which domains of others need. */
  token: contentSignature.optional(),
  /** Key of the vault with which the card's receipt is checked. */
  receiptKey: keyName.optional()
}
/** Names of privileges. */
const privileges = z.array(z.string().max(40))

/** How data for a domain or an application are laid out. */
export const storeForm = z.enum(['plain', 'dgi', 'ber-tlv'])

/** What STORE DATA carries. */
export const storeContent = z.object({
  form: storeForm,
  data: bytesText,
  /** Data groupings whose values go enciphered (form `dgi`); given here in clear. Identifiers, 4 hex digits. */
  encipher: z.array(z.string().regex(/^[0-9A-F]{4}$/)).optional()
})

/** What a person wants done with the content of the chip on a reader. */
export const chipAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('list') }),
  /** Does the chip know the keys? Nothing is sent under them, and no attempt is used up. */
  z.object({ kind: z.literal('keys-check') }),
  z.object({
    kind: z.literal('load'),
    file: capFile,
    /** Security domain that it shall belong to. */
    domain: aidText.optional(),
    hash: z.enum(['none', 'sha1', 'sha256']).optional(),
    /** Signatures over the hash, each with the domain that checks it; needs a hash. */
    daps: z.array(z.object({ domain: aidText, signature: contentSignature })).optional(),
    ...delegated
  }),
  z.object({
    kind: z.literal('install'),
    loadFile: aidText,
    module: aidText,
    instance: aidText,
    privileges,
    /** Application-specific parameters (C9), without tag and length. */
    parameters: bytesText.optional(),
    makeSelectable: z.boolean(),
    ...delegated
  }),
  z.object({
    kind: z.literal('create-domain'),
    instance: aidText,
    /** Beside the one that makes it a security domain. */
    privileges,
    /** Where they are not the usual ones of GlobalPlatform. */
    loadFile: aidText.optional(),
    module: aidText.optional(),
    /** The secure channel that it shall speak; absent: as the card has it. */
    protocol: z.object({ name: scpName, i: z.number().int().min(0).max(255) }).optional(),
    parameters: bytesText.optional(),
    ...delegated
  }),
  z.object({ kind: z.literal('make-selectable'), aid: aidText, ...delegated }),
  z.object({ kind: z.literal('delete'), aid: aidText, related: z.boolean(), ...delegated }),
  /** `withApplications`: a security domain with everything that belongs to it. */
  z.object({ kind: z.literal('lock'), aid: aidText, withApplications: z.boolean().optional() }),
  z.object({ kind: z.literal('unlock'), aid: aidText, withApplications: z.boolean().optional() }),
  z.object({
    kind: z.literal('card-state'),
    state: z.enum(['initialized', 'secured', 'locked', 'terminated'])
  }),
  z.object({ kind: z.literal('extradite'), aid: aidText, domain: aidText, ...delegated }),
  z.object({
    kind: z.literal('update-registry'),
    aid: aidText,
    /** Security domain that it belongs to afterwards. */
    domain: aidText.optional(),
    /** All that it has afterwards; absent: as before. */
    privileges: privileges.optional(),
    ...delegated
  }),
  z.object({
    kind: z.literal('put-keys'),
    keys: keySource,
    diversification,
    keyVersion,
    /** Version that is replaced; absent or 0: the keys are added. */
    replaces: keyVersion.optional()
  }),
  /** One key for a purpose of its own (tokens, receipts, DAP); of a key pair its public key. */
  z.object({
    kind: z.literal('put-single-key'),
    key: keyName,
    keyVersion,
    keyId: z.number().int().min(1).max(127),
    /** Version that is replaced; absent or 0: the key is added. */
    replaces: keyVersion.optional()
  }),
  /** All keys of a version, or the one with this identifier. */
  z.object({ kind: z.literal('delete-keys'), keyVersion, keyId: keyVersion.optional() }),
  storeContent.extend({
    kind: z.literal('store-data'),
    /** The application that is personalized; absent: the domain itself. */
    application: aidText.optional()
  })
])

const chipFact = z.object({ id: z.string(), name: localText, value: localText, hex: maskedHex.optional() })

/** What can be done with an entry; in the order in which a person would look for it. */
export const chipVerb = z.enum([
  ...(['install', 'make-selectable', 'store-data', 'lock', 'unlock'] as const),
  ...(['update-registry', 'extradite', 'delete'] as const)
])

export const chipEntry = z
  .object({
    kind: z.enum(['issuer-security-domain', 'security-domain', 'application', 'load-file']),
    aid: z.string(),
    /** From the dictionary of AIDs. */
    name: localText.optional(),
    state: localText,
    /** Upper-case hex, 1 byte. */
    stateCode: z.string(),
    locked: z.boolean(),
    privileges: z.array(z.object({ id: z.string(), name: localText })),
    loadFile: z.string().optional(),
    domain: z.string().optional(),
    version: z.string().optional(),
    modules: z.array(z.object({ aid: z.string(), name: localText.optional() })),
    can: z.array(chipVerb)
  })
  .readonly()

/** The chip as it shows itself: what anybody may read, and with keys its content. */
export const chipView = z
  .object({
    reader: readerId,
    /** Short name by which it is known again. */
    chip: z.string(),
    /** Attempts at its keys that failed since the last good one, as far as this installation knows. */
    failedAttempts: z.number().int(),
    groups: z.array(z.object({ id: z.string(), name: localText, facts: z.array(chipFact) })),
    keys: z.array(
      z.object({ version: z.string(), id: z.string(), type: localText, length: z.number().int() })
    ),
    /** Absent without a secure channel. */
    content: z
      .object({
        domain: z.string(),
        channel: localText,
        entries: z.array(chipEntry),
        gaps: z.array(localText),
        free: localText.optional(),
        /** The same, in bytes. */
        freeBytes: z.number().int().optional()
      })
      .optional()
  })
  .readonly()

const packageText = z.object({ aid: z.string(), version: z.string(), name: localText.optional() })

/** What a CAP file holds, before anything of it is sent. */
export const capView = z
  .object({
    package: packageText,
    applets: z.array(z.object({ aid: z.string(), name: localText.optional() })),
    /** Packages that must be on the chip. */
    imports: z.array(packageText),
    /** Version of the CAP format. */
    format: z.string(),
    /** Oldest Java Card version that has what it was compiled for. */
    javaCard: z.string().optional(),
    usesInt: z.boolean(),
    /** Bytes of the load file data block: what is sent, and about what it takes on the chip. */
    size: z.number().int(),
    /** Of the load file data block, upper-case hex. */
    sha1: z.string(),
    sha256: z.string()
  })
  .readonly()

/** What STORE DATA would carry, before anything is sent. */
export const storePreview = z
  .object({
    parts: z.array(
      z.object({
        /** Of a data grouping, 4 hex digits. */
        dgi: z.string().optional(),
        name: localText,
        /** Bytes, before padding. */
        length: z.number().int(),
        enciphered: z.boolean(),
        /** `*` for what stays secret. */
        hex: maskedHex,
        /** Data objects, explained; empty for what goes enciphered. */
        fields: z.array(field)
      })
    ),
    /** Bytes of all of it. */
    length: z.number().int()
  })
  .readonly()

/** What came of an action. */
export const chipResult = z
  .object({
    action: z.string(),
    outcome: z.enum(['done', 'refused', 'interrupted', 'cancelled']),
    sentence: localText,
    advice: localText.optional(),
    /** Attempts failed before: a typed word lets the keys be tried nevertheless. */
    confirmable: z.literal(true).optional(),
    /** The card did not prove the keys, but would have with this diversification of them. */
    matching: diversification.optional(),
    /** What the card's issuer gets as proof of delegated management, as hex. */
    receipt: z.object({ receipt: z.string(), counter: z.string(), card: z.string() }).optional(),
    /** Whether that proof is right; `absent`: it was to be checked, and the card gave none. */
    receiptCheck: z.enum(['right', 'wrong', 'unchecked', 'absent']).optional(),
    /** The chip as it is afterwards, where it could be read. */
    view: chipView.optional()
  })
  .readonly()

export type KeySource = z.infer<typeof keySource>
export type ContentSignature = z.infer<typeof contentSignature>
export type ChannelChoice = z.infer<typeof channelChoice>
export type ChipAction = z.infer<typeof chipAction>
export type ChipVerb = z.infer<typeof chipVerb>
export type ChipEntry = z.infer<typeof chipEntry>
export type ChipView = z.infer<typeof chipView>
export type StoreContent = z.infer<typeof storeContent>
export type StorePreview = z.infer<typeof storePreview>
export type Diversification = z.infer<typeof diversification>
export type CapView = z.infer<typeof capView>
export type ChipResult = z.infer<typeof chipResult>
