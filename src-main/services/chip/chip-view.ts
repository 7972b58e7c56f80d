import type { ChipEntry, ChipVerb, ChipView } from '../../contract/chip'
import { toHex } from '../../engine/bytes/hex'
import type { CardInfo } from '../../engine/globalplatform/card-info'
import { privilegeText } from '../../engine/globalplatform/privileges'
import type { CardContent } from '../../engine/globalplatform/read-card-content'
import type { RegistryEntry } from '../../engine/globalplatform/registry-entry'
import type { ChannelFacts } from '../../engine/globalplatform/secure-channel'
import { aidName } from '../../engine/trace/explain/values/aid'
import { sameText, type LocalText } from '../../texts/local-text'
import { chipTexts as say, openTexts } from '../../texts/phrases/chip'

type Facts = ChipView['groups'][number]['facts']

/** What anybody may read of a chip, for a person. */
export function openGroups(info: CardInfo): ChipView['groups'] {
  const { recognition, resources, issuerNumber, cardNumber, kdd, sequenceCounter, confirmationCounter } = info
  const bytes = (id: string, name: LocalText, value: Uint8Array | undefined): Facts =>
    value === undefined ? [] : [{ id, name, value: sameText(toHex(value)), hex: toHex(value) }]
  const number = (id: string, name: LocalText, value: LocalText | undefined): Facts =>
    value === undefined ? [] : [{ id, name, value }]
  const protocols = recognition?.protocols.map(({ name, i }) => `${name} i=${hexByte(i)}`).join(', ')
  const free = resources?.freeNonVolatile
  const groups = [
    {
      id: 'platform',
      name: say.groups.platform,
      facts: [
        ...number(
          'version',
          say.version,
          recognition?.version === undefined ? undefined : sameText(recognition.version)
        ),
        ...number('protocols', say.protocols, protocols === undefined ? undefined : sameText(protocols)),
        ...number(
          'sequence',
          say.sequence,
          sequenceCounter === undefined ? undefined : say.number(sequenceCounter)
        ),
        ...number(
          'confirmations',
          say.confirmations,
          confirmationCounter === undefined ? undefined : say.number(confirmationCounter)
        )
      ]
    },
    {
      id: 'memory',
      name: say.groups.memory,
      facts: [
        ...number('free', say.freeMemory, free === undefined ? undefined : say.bytes(free)),
        ...number(
          'free-volatile',
          say.freeVolatile,
          resources?.freeVolatile === undefined ? undefined : say.bytes(resources.freeVolatile)
        )
      ]
    },
    {
      id: 'issuer',
      name: say.groups.issuer,
      facts: [
        ...bytes('iin', say.issuerNumber, issuerNumber),
        ...bytes('cin', say.cardNumber, cardNumber),
        ...bytes('kdd', say.diversification, kdd)
      ]
    },
    {
      id: 'applications',
      name: say.groups.applications,
      facts: info.applications.map((aid, index) => ({
        ...{ id: `application-${index}`, name: aidName(aid) ?? say.application },
        ...{ value: sameText(toHex(aid)), hex: toHex(aid) }
      }))
    },
    {
      id: 'production',
      name: say.groups.production,
      facts: info.cplc.map(({ name, value, hex }, index) => ({
        ...{ id: `cplc-${index}`, name, value: value ?? sameText(hex), hex }
      }))
    }
  ]
  return groups.filter(({ facts }) => facts.length > 0)
}

/** The keys of the domain, without their values. */
export function keyRows({ keys }: CardInfo): ChipView['keys'] {
  return keys.flatMap(({ version, id, components }) =>
    components.map(({ typeName, type, length }) => ({
      ...{ version: hexByte(version), id: hexByte(id), length },
      type: typeof typeName === 'string' ? sameText(typeName || type) : typeName
    }))
  )
}

/** What is on the chip, as the tree shows it: the domain first, then what belongs to it. */
export function contentView(
  content: CardContent,
  facts: ChannelFacts,
  info: CardInfo
): Exclude<ChipView['content'], undefined> {
  const { issuerDomain, applications, loadFiles, gaps } = content
  const entries = [...(issuerDomain === undefined ? [] : [issuerDomain]), ...applications, ...loadFiles]
  const free = info.resources?.freeNonVolatile
  return {
    domain: toHex(facts.aid),
    channel: openTexts.open(facts.scp.name, hexByte(facts.level)),
    entries: entries.map(entryView),
    gaps: gaps.map(({ part, sw }) => say.gap(say.parts[part], sw)),
    ...(free !== undefined && { free: say.bytes(free), freeBytes: free })
  }
}

function entryView(entry: RegistryEntry): ChipEntry {
  const { kind, aid, lifeCycle, lifeCycleText, locked, privileges, loadFile, domain, version, modules } =
    entry
  const name = aidName(aid)
  return {
    ...{ kind, aid: toHex(aid), state: lifeCycleText, stateCode: hexByte(lifeCycle), locked },
    ...(name !== undefined && { name }),
    privileges: privileges.map((id) => ({ id, name: privilegeText(id) })),
    ...(loadFile && { loadFile: toHex(loadFile) }),
    ...(domain && { domain: toHex(domain) }),
    ...(version && { version: [...version].join('.') }),
    modules: modules.map((module) => {
      const moduleName = aidName(module)
      return { aid: toHex(module), ...(moduleName !== undefined && { name: moduleName }) }
    }),
    can: verbs(entry)
  }
}

const INSTALLED = 0x03

function verbs({ kind, locked, lifeCycle }: RegistryEntry): ChipVerb[] {
  switch (kind) {
    case 'issuer-security-domain':
      return []
    case 'load-file':
      return ['install', 'delete']
    case 'security-domain':
    case 'application': {
      const selectable: ChipVerb[] = lifeCycle === INSTALLED ? ['make-selectable'] : []
      const takesData: ChipVerb[] = kind === 'application' && !locked ? ['store-data'] : []
      const moves = ['update-registry', 'extradite', 'delete'] as const
      return [...selectable, ...takesData, locked ? 'unlock' : 'lock', ...moves]
    }
  }
}

function hexByte(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0')
}
