import type { ReaderDetails, ReaderFact } from '../../contract/views'
import type { ControlPlatform } from '../../engine/commands/reader/control-code'
import {
  readerFacts as names,
  readerAbilities,
  readerGroups,
  readerPhrases as phrases,
  readerSilence
} from '../../texts/phrases/reader-details'
import { sameText } from '../../texts/local-text'
import { cardFacts } from './details/card-facts'
import { deviceFacts } from './details/device-facts'
import { fact, part, unknownFact } from './details/fact'
import { part10Facts } from './details/part10-facts'
import { hasFeature } from './reader-profile'
import type { ReaderRegistry } from './reader-registry'
import { ReaderTalk } from './reader-talk'

/**
 * What a reader is and can do: from its profile, its driver, and from itself. What it does not tell is listed with the
 * reason; a reader that refuses everything is described all the same. Nothing is changed on reader or card. Rejects
 * only where the reader is not there, with `AppFailure` `reader-unknown`.
 */
export async function readReaderDetails(
  registry: ReaderRegistry,
  readerId: string,
  platform: ControlPlatform
): Promise<ReaderDetails> {
  const talk = await ReaderTalk.open(registry, readerId, platform)
  try {
    const { info, access, problem } = talk
    const { id, name, maker, usb, seenOnHardware, notes } = info.profile
    const groups = [
      { id: 'connection', facts: connectionFacts(talk, platform) },
      { id: 'device', facts: await deviceFacts(talk) },
      { id: 'features', facts: await part10Facts(talk, platform) },
      { id: 'card', facts: await cardFacts(talk) }
    ] as const
    return {
      reader: info.id,
      name: info.name,
      profile: { id, name, maker, usb: [...usb], seenOnHardware, notes: [...notes] },
      access,
      ...(problem !== undefined && { problem: problem.data }),
      canSignal: hasFeature(info.profile, 'led-buzzer'),
      groups: groups
        .filter(({ facts }) => facts.length > 0)
        .map((group) => ({ id: group.id, name: readerGroups[group.id], facts: [...group.facts] }))
    }
  } finally {
    await talk.close()
  }
}

function connectionFacts(
  { info, access, protocol, escapeCode }: ReaderTalk,
  platform: ControlPlatform
): ReaderFact[] {
  const { escape, features, maxCommandData, maxResponseData } = info.profile
  return [
    fact('access', names.access, phrases.access[access]),
    ...(protocol === undefined ? [] : [fact('protocol', names.protocol, sameText(protocol))]),
    escape === null || escapeCode === undefined
      ? unknownFact('escape', names.escape, readerSilence.noEscapeCommand)
      : fact('escape', names.escape, phrases.scardControl(escape[platform], codeText(escapeCode))),
    fact('max-command', names['max-command'], phrases.bytes(maxCommandData)),
    fact('max-response', names['max-response'], phrases.bytes(maxResponseData)),
    ...(features.length === 0
      ? []
      : [
          {
            ...fact('commands', names.commands),
            parts: features.map((feature) => part(feature, readerAbilities[feature] ?? sameText(feature)))
          }
        ])
  ]
}

function codeText(code: number): string {
  return `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
}
