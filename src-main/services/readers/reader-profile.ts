import type { LocalText } from '../../texts/local-text'

/** What a reader family can be asked beyond PC/SC itself; each is a folder or file of engine/commands/reader. */
export type ReaderFeature =
  'uid' | 'ats' | 'firmware' | 'led-buzzer' | 'picc-parameters' | 'buzzer-on-detection' | 'direct-transmit'

/** What is known of a reader family; data in resources/readers. */
export interface ReaderProfile {
  readonly id: string
  readonly name: LocalText
  readonly maker: string
  /** Regular expressions, without regard to case, of which one fits the reader's PC/SC name. */
  readonly readerNames: readonly string[]
  /** USB vendor and product, "072F:2200". */
  readonly usb: readonly string[]
  /** Whether its slot is contactless; null where one reader family has both, told apart by the card's ATR. */
  readonly contactless: boolean | null
  /** Longest command data field and response in one APDU, in bytes; 65535 where extended length goes through. */
  readonly maxCommandData: number
  readonly maxResponseData: number
  /** Function number of its escape command for SCARD_CTL_CODE, per operating system; null where it has none. */
  readonly escape: { readonly win32: number; readonly linux: number; readonly darwin: number } | null
  readonly features: readonly string[]
  /** False: taken from manuals and source texts, never tried with the device in hand. */
  readonly seenOnHardware: boolean
  /** What a person should know about it. */
  readonly notes: readonly LocalText[]
}

/**
 * The first profile one of whose patterns fits the name; the last profile of the list where none does, which is
 * why the list ends with the generic one. Throws a fault on an empty list.
 */
export function profileFor(readerName: string, profiles: readonly ReaderProfile[]): ReaderProfile {
  const fitting = profiles.find(({ readerNames }) =>
    readerNames.some((pattern) => new RegExp(pattern, 'iu').test(readerName))
  )
  const profile = fitting ?? profiles.at(-1)
  if (profile === undefined) throw new Error('profileFor: there are no profiles')
  return profile
}

/** Whether the reader family knows this request. */
export function hasFeature(profile: ReaderProfile, feature: ReaderFeature): boolean {
  return profile.features.includes(feature)
}
