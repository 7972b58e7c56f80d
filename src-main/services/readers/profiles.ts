import acr1252u from '../../../resources/readers/acr1252u.json'
import acr122u from '../../../resources/readers/acr122u.json'
import acr122uSimulated from '../../../resources/readers/acr122u-simulated.json'
import cardwrightVirtual from '../../../resources/readers/cardwright-virtual.json'
import genericCcid from '../../../resources/readers/generic-ccid.json'
import identiv from '../../../resources/readers/identiv.json'
import omnikeyContact from '../../../resources/readers/omnikey-contact.json'
import omnikeyContactless from '../../../resources/readers/omnikey-contactless.json'
import replay from '../../../resources/readers/replay.json'
import virtualPcd from '../../../resources/readers/virtual-pcd.json'
import type { ReaderProfile } from './reader-profile'

/** Profiles of readers that come through PC/SC, the narrower pattern first, the generic one last. */
export const pcscProfiles: readonly ReaderProfile[] = [
  acr122u,
  acr1252u,
  omnikeyContactless,
  omnikeyContact,
  identiv,
  virtualPcd,
  genericCcid
]

/** Readers inside this program. One that simulates a family says so itself. */
export const virtualProfiles: readonly ReaderProfile[] = [acr122uSimulated, cardwrightVirtual]

export const replayProfiles: readonly ReaderProfile[] = [replay]
