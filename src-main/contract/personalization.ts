import { z } from 'zod'
import { localText } from './common'

// A personalization profile as its file says it (resources/profiles, docs/profiles.md). Nothing but what is named here
// may stand in it. Bytes are upper-case hex, amounts are minor units.

const bytes = (least: number, most = least): z.ZodString =>
  z.string().regex(new RegExp(`^([0-9A-F]{2}){${least},${most}}$`))
const anyBytes = bytes(0, 65_535)
const aid = bytes(5, 16)
const digits = (least: number, most: number): z.ZodString =>
  z.string().regex(new RegExp(`^\\d{${least},${most}}$`))
const tag = z.string().regex(/^([0-9A-F]{2}){1,4}$/)
const dgi = bytes(2)
const money = z.number().int().min(0).max(999_999_999_999)
const note = z.string().optional()

/** Fields of an applicant that a value may be taken from. */
const applicantField = z.enum([
  'pan',
  'psn',
  'expiry',
  'effective',
  'name',
  'extendedName',
  'documentType',
  'documentNumber',
  'serviceCode',
  'account'
])

/** How a field becomes bytes. `track2`: 57, of the card number. `compressed`: digits filled with F; `digits`: packed. */
const transformation = z.enum(['track2', 'compressed', 'digits', 'date', 'ascii', 'gbk'])

/** Parameters of the issuer and the product, as paths of this file. */
const parameter = z.enum([
  'product.aid',
  'product.label',
  'product.preferredName',
  'product.priority',
  'issuer.country',
  'issuer.currency',
  'issuer.languages',
  'issuer.codeTable',
  'issuer.applicationVersion',
  'issuer.usageControl',
  'issuer.cvmList',
  'issuer.actionCodes.default',
  'issuer.actionCodes.denial',
  'issuer.actionCodes.online',
  'issuer.aip',
  'issuer.cdol1',
  'issuer.cdol2',
  'issuer.ddol',
  'issuer.productIdentification',
  'issuer.ecashAuthorisationCode',
  'issuer.pinTries'
])

/** Which keys the card has for data authentication: RSA with SHA-1, SM2 with SM3, or a set of data for each. */
const algorithms = z.enum(['rsa', 'sm2', 'both'])
const only = z.array(algorithms).min(1).optional()

/**
 * What has to be computed with keys or certificates. Those without `sm2-` are the card's only set, or the RSA one of two.
 */
const computation = z.enum([
  'ca-index',
  'issuer-certificate',
  'issuer-remainder',
  'issuer-exponent',
  'icc-certificate',
  'icc-remainder',
  'icc-exponent',
  'static-signature',
  'issuer-data-contact',
  'issuer-data-flash',
  'sm2-ca-index',
  'sm2-issuer-certificate',
  'sm2-icc-certificate',
  'sm2-static-signature',
  'sm2-issuer-data-contact',
  'sm2-issuer-data-flash',
  'sm2-private-key',
  'application-keys',
  'application-key-checks',
  'sm4-keys',
  'sm4-key-checks',
  'reference-pin',
  'rsa-q-inverse',
  'rsa-d-mod-q',
  'rsa-d-mod-p',
  'rsa-q',
  'rsa-p'
])

const limitName = z.enum(['balance', 'transaction', 'resetThreshold', 'cvm'])

const SOURCES = ['hex', 'text', 'applicant', 'parameter', 'limit', 'compute', 'objects'] as const

interface ObjectShape {
  readonly tag?: string | undefined
  readonly hex?: string | undefined
  readonly text?: string | undefined
  readonly applicant?: z.infer<typeof applicantField> | undefined
  readonly as?: z.infer<typeof transformation> | undefined
  readonly parameter?: z.infer<typeof parameter> | undefined
  readonly limit?: z.infer<typeof limitName> | undefined
  readonly compute?: z.infer<typeof computation> | undefined
  readonly over?: string | undefined
  readonly objects?: readonly ObjectShape[] | undefined
  readonly length?: number | undefined
  readonly fill?: string | undefined
  readonly optional?: boolean | undefined
  readonly algorithms?: readonly z.infer<typeof algorithms>[] | undefined
  readonly note?: string | undefined
}

/** One data object: its tag (absent for bytes without one), one source of its value, and how that becomes bytes. */
const dataObject: z.ZodType<ObjectShape> = z.lazy(() =>
  z
    .strictObject({
      tag: tag.optional(),
      hex: anyBytes.optional(),
      /** GBK, of which ASCII is a part. */
      text: z.string().max(200).optional(),
      applicant: applicantField.optional(),
      as: transformation.optional(),
      parameter: parameter.optional(),
      /** An amount of the applicant's or the issuer's own, format n12. */
      limit: limitName.optional(),
      compute: computation.optional(),
      /** Certificates and signatures cover what the AFL in this DGI marks; where absent 9104, without contact 9204. */
      over: dgi.optional(),
      objects: z.array(dataObject).optional(),
      /** Bytes that the value is filled up to. */
      length: z.number().int().min(1).max(255).optional(),
      /** The byte that it is filled with on the right; 00 where absent. */
      fill: bytes(1).optional(),
      /** Left out where there is no value for it. */
      optional: z.boolean().optional(),
      /** Only where the card's algorithms are among these. */
      algorithms: only,
      note
    })
    .superRefine((object, context) => {
      const given = SOURCES.filter((source) => object[source] !== undefined)
      if (given.length !== 1) {
        context.addIssue({
          code: 'custom',
          message: `one source of the value is needed (${SOURCES.join(', ')}), there are ${given.length}`
        })
      }
      if ((object.as !== undefined) !== (object.applicant !== undefined)) {
        context.addIssue({ code: 'custom', path: ['as'], message: '"applicant" and "as" go together' })
      }
    })
)

/** A data grouping: what one or several STORE DATA commands bring to the application. */
const dataGrouping = z.strictObject({
  dgi,
  /** Surrounds the objects: 70 for a record, A5 for the answer to SELECT. */
  template: tag.optional(),
  objects: z.array(dataObject).min(1),
  /** Only where the card's algorithms are among these. */
  algorithms: only,
  note
})

const instance = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,32}$/),
  module: aid,
  /** `product`: the product's own AID. */
  instance: z.union([aid, z.literal('product')]),
  privileges: bytes(1, 3),
  /** What stands in C9 of INSTALL. */
  parameters: anyBytes,
  data: z.array(dataGrouping).min(1),
  note
})

const diversification = z.enum(['none', 'visa2', 'emv', 'visa', 'kdf3'])

/** How a security domain is opened. */
const channel = {
  aid,
  protocol: z.enum(['SCP01', 'SCP02', 'SCP03']),
  /** Options of the protocol; absent: what the card says. */
  i: bytes(1).optional(),
  keyVersion: bytes(1),
  diversification,
  /** P1 of EXTERNAL AUTHENTICATE. */
  level: bytes(1),
  note
}

const chip = z.strictObject({
  /** Sides on which the card pays. */
  interfaces: z
    .array(z.enum(['contact', 'contactless']))
    .min(1)
    .max(2),
  domain: z.strictObject({
    ...channel,
    /** Where the card comes without the domain: who makes it. It gets the issuer's new keys as soon as it is there. */
    create: z
      .strictObject({
        by: z.strictObject(channel),
        privileges: bytes(1, 3),
        note
      })
      .optional()
  }),
  package: aid,
  /** `application`: in a session of its own. `domain`: the domain takes its data (INSTALL [for personalization]). */
  personalizedBy: z.enum(['application', 'domain']),
  /** Whether P1 of STORE DATA says that there are DGIs (GlobalPlatform) or does not (EMV CPS). */
  structure: z.enum(['none', 'dgi']),
  /** Bytes of data that one STORE DATA may carry at most, before the channel takes its share. */
  maxData: z.number().int().min(16).max(255),
  /** Bytes of non-volatile memory that the card must have free. */
  memory: z.number().int().min(0).max(1_000_000),
  /** DGIs that are enciphered under the session's data key, and whether they are padded with 80 before. */
  encipher: z.array(z.strictObject({ dgi, pad: z.boolean(), note })),
  /** New keys of the security domain that the card comes with, once all applications are personalized. */
  keys: z.strictObject({ version: bytes(1), diversification, note }).optional(),
  /** What the card's own life cycle becomes at the end; absent: it stays. */
  state: z.enum(['INITIALIZED', 'SECURED']).optional(),
  note
})

const limit = z
  .strictObject({ default: money, least: money, most: money, note })
  .refine(({ default: usual, least, most }) => least <= usual && usual <= most, {
    message: 'the default does not lie between least and most'
  })

const issuer = z.strictObject({
  /** First digits of all card numbers. */
  identifier: digits(3, 8),
  panLength: z.number().int().min(12).max(19),
  country: bytes(2),
  currency: bytes(2),
  languages: z.string().regex(/^([a-z]{2}){1,4}$/),
  codeTable: bytes(1),
  applicationVersion: bytes(2),
  usageControl: bytes(2),
  cvmList: bytes(10, 64),
  actionCodes: z.strictObject({ default: bytes(5), denial: bytes(5), online: bytes(5) }),
  aip: bytes(2),
  cdol1: anyBytes,
  cdol2: anyBytes,
  ddol: anyBytes,
  keyIndex: bytes(1),
  cryptogramVersion: z.strictObject({ contact: bytes(1), flash: bytes(1) }),
  algorithms,
  caIndex: bytes(1),
  /** Of the SM2 set, where there are two. */
  caIndexSm2: bytes(1).optional(),
  iccKey: z.strictObject({
    bits: z.union([z.literal(1024), z.literal(1152), z.literal(1408)]),
    exponent: z.union([z.literal(3), z.literal(65_537)])
  }),
  /** `card`: with the card itself, at most with the issuer's certificate. */
  certificateExpiry: z.enum(['card', 'issuer']),
  dataAuthenticationCode: bytes(2),
  productIdentification: z.string().length(16),
  ecashAuthorisationCode: z.string().length(6),
  pinTries: bytes(1),
  serviceCode: digits(3, 3),
  /** What track 2 holds behind the service code. A part for which there is no key is zeros. */
  track2: z.array(z.union([z.enum(['pvki', 'pvv', 'icvv']), digits(1, 13)])),
  pvki: digits(1, 1),
  limits: z.strictObject({ balance: limit, transaction: limit, resetThreshold: limit, cvm: limit }),
  note
})

/** What the applications live on. */
export const carrierName = z.enum(['card', 'embedded-se', 'nfc-sim', 'nfc-sd'])
export const accountKind = z.enum(['ecash', 'debit-ecash', 'credit-ecash'])

/**
 * What is the same for all cards on one carrier (resources/profiles/carriers). Its `chip` takes the place of the profile's;
 * `issuer` and `applications` are laid over the profile, whose schema then looks at what stands in them.
 */
export const carrierFile = z.strictObject({
  format: z.literal('cardwright-carrier'),
  version: z.literal(1),
  id: carrierName,
  name: localText,
  note,
  chip,
  issuer: z.record(z.string(), z.unknown()).optional(),
  applications: z.array(z.looseObject({ id: z.string() })).optional()
})

const wholeProfile = z.strictObject({
  format: z.literal('cardwright-profile'),
  version: z.literal(1),
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  name: localText,
  note,
  kind: accountKind,
  carrier: carrierName,
  product: z.strictObject({
    aid,
    label: z.string().regex(/^[ -~]{1,16}$/),
    preferredName: z.string().min(1).max(16),
    priority: bytes(1),
    note
  }),
  chip,
  issuer,
  applications: z.array(instance).min(1)
})

/** A profile as it is read: what is for other algorithms than the card's has fallen away. */
export const personalizationProfile = wholeProfile.transform(forItsAlgorithms)

function forItsAlgorithms(profile: z.infer<typeof wholeProfile>): z.infer<typeof wholeProfile> {
  const { algorithms: own } = profile.issuer
  const stays = ({ algorithms: wanted }: Pick<ObjectShape, 'algorithms'>): boolean =>
    wanted === undefined || wanted.includes(own)
  const objectsFor = (objects: readonly ObjectShape[]): ObjectShape[] =>
    objects
      .filter(stays)
      .map((object) =>
        object.objects === undefined ? object : { ...object, objects: objectsFor(object.objects) }
      )
  return {
    ...profile,
    applications: profile.applications.map((application) => ({
      ...application,
      data: application.data
        .filter(stays)
        .map((grouping) => ({ ...grouping, objects: objectsFor(grouping.objects) }))
    }))
  }
}

export type CarrierName = z.infer<typeof carrierName>
export type PersonalizationProfile = z.infer<typeof personalizationProfile>
export type ProfileObject = ObjectShape
export type ProfileGrouping = PersonalizationProfile['applications'][number]['data'][number]
export type ProfileInstance = PersonalizationProfile['applications'][number]
export type Computation = z.infer<typeof computation>
export type Transformation = z.infer<typeof transformation>
export type ProfileParameter = z.infer<typeof parameter>
export type CardAlgorithms = z.infer<typeof algorithms>
export type LimitName = z.infer<typeof limitName>

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * Who a card is made for, as a form or a file says it. What is right in shape may still be wrong: `checkApplicant` looks at
 * digits, dates and limits.
 */
export const applicantFile = z.strictObject({
  /** Absent: the next number of the issuer's range. */
  pan: z.string().max(40).optional(),
  psn: z.string().max(10).optional(),
  expiry: isoDate,
  effective: isoDate,
  name: z.string().max(100),
  extendedName: z.string().max(100).optional(),
  document: z.strictObject({ type: z.string().max(10), number: z.string().max(100) }).optional(),
  serviceCode: z.string().max(10).optional(),
  /** What the issuer calls the account behind the card. */
  account: z.string().max(100).optional(),
  /** 4 to 12 digits; absent: the card has none, unless the order asks the issuer to make one up. */
  pin: z.string().max(40).optional(),
  limits: z
    .strictObject({
      balance: money.optional(),
      transaction: money.optional(),
      resetThreshold: money.optional(),
      cvm: money.optional()
    })
    .optional()
})

export type ApplicantFile = z.infer<typeof applicantFile>
