import { expect, it } from 'vitest'
import { hex } from '../../../src-main/engine/bytes/hex'
import type { CardChannel } from '../../../src-main/engine/channel/card-channel'
import { Interruption, NotRecorded } from '../../../src-main/engine/workflow/interruption'
import {
  OfflineAuthService,
  type OfflineAuthOptions
} from '../../../src-main/services/offline-auth/offline-auth-service'
import type { CardAccess } from '../../../src-main/services/sessions/card-access'
import { terminalPreset } from '../../../src-main/services/terminals/terminal-presets'
import { ScriptedChannel } from '../../support/scripted-channel'

const OPTIONS: OfflineAuthOptions = { reveal: false, sm: false }

function service(channel: CardChannel, contactless = false): OfflineAuthService {
  const cards: CardAccess = {
    withCard: (readerName, _options, use) =>
      use({
        ...{ readerName, atr: hex(''), protocol: 'T=1', contactless },
        ...{ recordedAt: undefined, channel, durations: () => [] }
      })
  }
  return new OfflineAuthService({
    ...{ cards, caKeys: () => [], terminal: () => terminalPreset() },
    ...{ now: () => Date.UTC(2026, 10, 24), random: (length) => new Uint8Array(length) }
  })
}

function rejecting(error: Error): CardChannel {
  return { transceive: () => Promise.reject(error) }
}

it('says that no application is there', async () => {
  const steps: string[] = []
  const result = await service(new ScriptedChannel({})).authenticate('reader', {
    ...OPTIONS,
    onProgress: ({ step }) => steps.push(step)
  })
  expect(result.methods).toEqual([])
  expect(result.sentence).toBeDefined()
  expect(steps).toEqual(['application-selection'])
})

it('asks for the directory of its side', async () => {
  for (const [contactless, name] of [
    [false, '315041592E'],
    [true, '325041592E']
  ] as const) {
    const channel = new ScriptedChannel({})
    await service(channel, contactless).authenticate('reader', OPTIONS)
    expect(channel.sent[0]).toContain(name)
  }
})

it.each([
  ['card-removed', new Interruption('card-removed')],
  ['no-service', new Interruption('service-lost')],
  ['not-recorded', new NotRecorded()]
])('tells a person: %s', async (code, error) => {
  await expect(service(rejecting(error)).authenticate('reader', OPTIONS)).rejects.toMatchObject({ code })
})

it('stops where the person cancels', async () => {
  const signal = AbortSignal.abort()
  const asked = service(new ScriptedChannel({})).authenticate('reader', { ...OPTIONS, signal })
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
})

it('passes a fault on', async () => {
  await expect(service(rejecting(new Error('a bug'))).authenticate('reader', OPTIONS)).rejects.toThrow(
    'a bug'
  )
})
