import { globalPlatformSteps as say } from '../../texts/phrases/globalplatform'
import { getStatus, type GetStatusOutcome, type RegistryPart } from '../commands/globalplatform/get-status'
import { progress, type Workflow } from '../workflow/workflow'
import { legacyEntries, tlvEntries, type RegistryEntry } from './registry-entry'
import { transmitOver, type ChannelBroken, type SecureChannel } from './secure-channel'

/** What is on the card, as far as its registry tells. */
export interface CardContent {
  readonly kind: 'content'
  readonly issuerDomain?: RegistryEntry
  /** Security domains and applications, in the card's order. */
  readonly applications: readonly RegistryEntry[]
  readonly loadFiles: readonly RegistryEntry[]
  /** Parts that the card did not give, or not in full. */
  readonly gaps: readonly ContentGap[]
}

export interface ContentGap {
  readonly part: RegistryPart
  readonly reason: 'refused' | 'unreadable' | 'endless'
  readonly sw: number
}

/** Asked for with each entry: AID, life cycle, privileges, load file, version, modules, security domain. */
const TAGS = [0x4f, 0x9f70, 0xc5, 0xc4, 0xce, 0x84, 0xcc]
/** More pages than any card's memory holds. */
const MOST_PAGES = 200

/**
 * Lists the registry (GlobalPlatform Card 2.3.1, 11.4): three GET STATUS where each part fits into one answer. Cards
 * that refuse the TLV format are asked in the old one, those without modules for the load files alone. Changes nothing;
 * interrupted, it is simply read again.
 */
export function* readCardContent(channel?: SecureChannel): Workflow<CardContent | ChannelBroken> {
  const gaps: ContentGap[] = []
  const read = {
    issuerDomain: new Array<RegistryEntry>(),
    applications: new Array<RegistryEntry>(),
    loadFiles: new Array<RegistryEntry>()
  }
  let forms: readonly Form[] = FORMS
  for (const [place, parts] of PARTS) {
    yield* progress({ step: `list-${place}`, text: say.listing[place] })
    for (const part of parts) {
      const listed = yield* listPart(channel, part, forms)
      if (listed.kind === 'channel-broken') return listed
      if (listed.form !== undefined) forms = [listed.form]
      // A card that cannot list modules is asked for the load files alone.
      const last = part === parts.at(-1)
      if (listed.gap !== undefined && !last) continue
      if (listed.gap !== undefined) gaps.push(listed.gap)
      read[place].push(...listed.entries)
      break
    }
  }
  const [issuerDomain] = read.issuerDomain
  return {
    kind: 'content',
    ...(issuerDomain && { issuerDomain }),
    applications: read.applications,
    loadFiles: read.loadFiles,
    gaps
  }
}

const PARTS = [
  ['issuerDomain', ['issuer-security-domain']],
  ['applications', ['applications']],
  ['loadFiles', ['load-files-and-modules', 'load-files']]
] as const satisfies readonly (readonly [string, readonly RegistryPart[]])[]

/** From the fullest to the oldest; the first that a card understands serves for the whole listing. */
const FORMS = ['tagged', 'plain', 'legacy'] as const
type Form = (typeof FORMS)[number]

interface Listed {
  readonly kind: 'listed'
  readonly entries: RegistryEntry[]
  /** The one that the card understood. */
  readonly form?: Form
  readonly gap?: ContentGap
}

/** One part of the registry, in the first of the forms that the card understands. */
export function* listPart(
  channel: SecureChannel | undefined,
  part: RegistryPart,
  forms: readonly Form[] = FORMS
): Workflow<Listed | ChannelBroken> {
  let refused: GetStatusOutcome | undefined
  for (const form of forms) {
    const first = yield* ask(channel, part, form, 'first')
    if (first.kind === 'channel-broken') return first
    if (first.value.kind === 'none') return { kind: 'listed', entries: [], form }
    if (first.value.kind === 'entries') return yield* pages(channel, part, form, first.value)
    refused ??= first.value
    if (!isAboutForm(first.value)) break
  }
  const gap: ContentGap = { part, reason: 'refused', sw: refused?.sw ?? 0 }
  return { kind: 'listed', entries: [], gap }
}

function* pages(
  channel: SecureChannel | undefined,
  part: RegistryPart,
  form: Form,
  first: Extract<GetStatusOutcome, { kind: 'entries' }>
): Workflow<Listed | ChannelBroken> {
  const entries: RegistryEntry[] = []
  const decode = form === 'legacy' ? legacyEntries : tlvEntries
  let broken = false
  let page = first
  for (let count = 1; ; count += 1) {
    const decoded = decode(part, page.data)
    entries.push(...decoded.entries)
    broken ||= decoded.broken
    if (!page.more) break
    const gap = { part, sw: page.sw } as const
    if (count >= MOST_PAGES) return { kind: 'listed', entries, form, gap: { ...gap, reason: 'endless' } }
    const next = yield* ask(channel, part, form, 'next')
    if (next.kind === 'channel-broken') return next
    if (next.value.kind === 'none') break
    if (next.value.kind !== 'entries') {
      return { kind: 'listed', entries, form, gap: { part, reason: 'refused', sw: next.value.sw } }
    }
    page = next.value
  }
  return {
    kind: 'listed',
    entries,
    form,
    ...(broken && { gap: { part, reason: 'unreadable', sw: page.sw } })
  }
}

function ask(
  channel: SecureChannel | undefined,
  part: RegistryPart,
  form: Form,
  occurrence: 'first' | 'next'
): ReturnType<typeof transmitOver<GetStatusOutcome>> {
  const options = form === 'tagged' ? { tags: TAGS } : ({ format: form === 'plain' ? 'tlv' : form } as const)
  return transmitOver(channel, getStatus(part, occurrence, options))
}

/** These may be about the tag list or the format; others would come in every form. */
function isAboutForm({ kind }: GetStatusOutcome): boolean {
  return (
    kind === 'wrong-data' ||
    kind === 'wrong-p1-p2' ||
    kind === 'wrong-length' ||
    kind === 'function-unsupported'
  )
}
