import type { LocalText } from '../../texts/local-text'
import * as phrases from '../../texts/phrases/doctor'
import type { DriverService, ReaderInfo, RegistrySnapshot } from '../readers/reader-registry'
import type { SystemFacts, SystemProbe } from './system-probe-port'

/** One finding. `remedy` says what to do, where something is to be done. */
export interface DoctorFinding {
  readonly id: string
  readonly level: 'ok' | 'caution' | 'problem'
  readonly title: LocalText
  readonly detail?: LocalText
  readonly remedy?: LocalText
}

export interface DoctorPorts {
  readonly probe: SystemProbe
  /** What the drivers tell now. */
  readonly readers: RegistrySnapshot
  /** Paths of documents in the data folder that could not be used and were set aside. */
  readonly asides: readonly string[]
}

const acr122uUsb = '072F:2200'
const pcscMiniLimit = 4

/**
 * What keeps readers from working, and what does work; the most important first. Never rejects because of what it
 * finds.
 */
export async function runDoctor({ probe, readers, asides }: DoctorPorts): Promise<readonly DoctorFinding[]> {
  const facts = await probe.gather()
  const services = readers.services.filter(({ driver }) => driver === 'pcsc-mini' || driver === 'pcsclite')
  const real = readers.readers.filter(({ id }) => id.startsWith('pcsc:'))
  const virtual = readers.readers.filter(({ id }) => id.startsWith('virtual:'))
  const running = services.some(({ state }) => state === 'running')
  return [
    ...services.flatMap((service) => [binding(service), serviceFinding(service, facts) ?? []].flat()),
    ...kernelModule(facts, real),
    ...(running ? connected(facts, real) : []),
    ...escape(facts, real),
    ...macDriver(facts, real),
    ...cards(real),
    ...limit(services, real),
    ...real.flatMap(unseen),
    ...(asides.length > 0 ? [finding('data-folder', 'caution', phrases.setAside(asides))] : []),
    finding('virtual-readers', 'ok', phrases.virtualReaders(virtual.length))
  ]
}

function finding(id: string, level: DoctorFinding['level'], texts: phrases.DoctorPhrases): DoctorFinding {
  return { id, level, ...texts }
}

function binding({ driver, state, detail }: DriverService): DoctorFinding {
  if (state !== 'binding-missing') return finding('binding', 'ok', phrases.bindingLoaded(driver))
  const missing = phrases.bindingMissing()
  if (detail === undefined || missing.detail === undefined) return finding('binding', 'problem', missing)
  // What the loader said helps who is asked for help; it is one language's, and stays behind our own words.
  const [reason = ''] = detail.split('\n')
  return finding('binding', 'problem', {
    ...missing,
    detail: { en: `${missing.detail.en} (${reason})`, zh: `${missing.detail.zh}（${reason}）` }
  })
}

function serviceFinding({ state }: DriverService, facts: SystemFacts): DoctorFinding | undefined {
  switch (state) {
    case 'binding-missing':
      return undefined
    case 'running':
      return finding('service', 'ok', phrases.serviceRunning())
    case 'starting':
      return finding('service', 'caution', phrases.serviceStarting())
    case 'no-permission':
      return finding('service', 'problem', phrases.noPermission())
    case 'stopped':
      return finding('service', 'problem', stoppedBecause(facts))
  }
}

function stoppedBecause({ platform, pcscSocket }: SystemFacts): phrases.DoctorPhrases {
  if (platform === 'win32') return phrases.serviceStoppedOnWindows()
  if (platform !== 'linux') return phrases.serviceStoppedElsewhere()
  if (pcscSocket === 'denied') return phrases.noPermission()
  return pcscSocket === 'dead' ? phrases.serviceCrashed() : phrases.serviceNotInstalled()
}

const isAcr122u = ({ profile }: ReaderInfo): boolean => profile.id === 'acr122u'

function kernelModule(
  { nfcModules = [], usbReaders = [] }: SystemFacts,
  real: readonly ReaderInfo[]
): DoctorFinding[] {
  if (nfcModules.length === 0 || real.some(isAcr122u)) return []
  return usbReaders.includes(acr122uUsb)
    ? [finding('kernel-module', 'problem', phrases.kernelModuleHolds(nfcModules))]
    : [finding('kernel-module', 'caution', phrases.kernelModuleMayHold(nfcModules))]
}

function connected(
  { usbReaders = [], nfcModules = [] }: SystemFacts,
  real: readonly ReaderInfo[]
): DoctorFinding[] {
  const known = real.flatMap(({ profile }) => profile.usb)
  // A reader of the generic profile may be any of those on the USB: nothing is said against them then.
  const unexplained = real.some(({ profile }) => profile.id === 'generic-ccid')
    ? []
    : usbReaders.filter((usb) => !known.includes(usb) && !(usb === acr122uUsb && nfcModules.length > 0))
  const missing =
    unexplained.length > 0 ? [finding('reader-driver', 'problem', phrases.readerNotTaken(unexplained))] : []
  if (real.length > 0)
    return [...missing, finding('readers', 'ok', phrases.readersFound(real.map(({ name }) => name)))]
  return missing.length > 0 ? missing : [finding('readers', 'caution', phrases.noReader())]
}

function escape(facts: SystemFacts, real: readonly ReaderInfo[]): DoctorFinding[] {
  if (!real.some(isAcr122u)) return []
  const allowed = facts.platform === 'win32' ? facts.windowsEscape : facts.libccidEscape
  if (allowed === undefined || facts.macDriver === 'apple') return []
  if (allowed) return [finding('escape', 'ok', phrases.escapeEnabled())]
  const how =
    facts.platform === 'win32' ? phrases.escapeDisabledOnWindows() : phrases.escapeDisabledInLibccid()
  return [finding('escape', 'caution', how)]
}

function macDriver({ macDriver: driver }: SystemFacts, real: readonly ReaderInfo[]): DoctorFinding[] {
  return driver === 'apple' && real.length > 0
    ? [finding('mac-driver', 'caution', phrases.appleDriver())]
    : []
}

function cards(real: readonly ReaderInfo[]): DoctorFinding[] {
  return real.flatMap(({ name, presence, inUse }) => [
    ...(inUse ? [finding('sharing', 'caution', phrases.cardInUse(name))] : []),
    ...(presence === 'mute' ? [finding('mute-card', 'caution', phrases.cardMute(name))] : [])
  ])
}

function limit(services: readonly DriverService[], real: readonly ReaderInfo[]): DoctorFinding[] {
  const limited = services.some(({ driver }) => driver === 'pcsc-mini') && real.length >= pcscMiniLimit
  return limited ? [finding('reader-limit', 'caution', phrases.readerLimit(pcscMiniLimit))] : []
}

/** Readers that are only described; software readers were never hardware. */
function unseen({ profile }: ReaderInfo, index: number, all: readonly ReaderInfo[]): DoctorFinding[] {
  const first = all.findIndex((other) => other.profile.id === profile.id) === index
  if (!first || profile.seenOnHardware || profile.usb.length === 0) return []
  return [finding(`unseen-${profile.id}`, 'caution', phrases.neverSeen(profile.name))]
}
