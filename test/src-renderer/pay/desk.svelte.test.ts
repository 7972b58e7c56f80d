import { describe, expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { Desk } from '../../../src-renderer/features/pay/desk.svelte'
import { overview } from '../../support/fixtures/payment'
import { noApplicationError } from '../../support/fixtures/ecash'
import { createMockBridge, Refusal } from '../../support/mock-bridge'

describe('the desk', () => {
  it('knows the kinds of terminal and the issuer’s accounts', async () => {
    const desk = new Desk(createClient(createMockBridge()))
    await Promise.all([desk.loadPresets(), desk.loadOverview()])
    expect(desk.presets[0]?.id).toBe('pos')
    expect(desk.overview).toEqual(overview)
  })

  it('uploads what waits, once, and asks how things stand then', async () => {
    const bridge = createMockBridge()
    const desk = new Desk(createClient(bridge))
    await Promise.all([desk.upload(), desk.upload()])
    expect(bridge.called.filter(({ name }) => name === 'purchases.upload')).toHaveLength(1)
    expect(desk.uploaded).toMatchObject({ uploaded: 2, amount: 2150 })
    expect(desk.overview?.unsettled.count).toBe(0)
  })

  it('keeps the newest of two answers', async () => {
    const answers: ((value: typeof overview) => void)[] = []
    const bridge = createMockBridge({
      answers: { 'issuer.overview': () => new Promise((resolve) => answers.push(resolve)) }
    })
    const desk = new Desk(createClient(bridge))
    const both = [desk.loadOverview(), desk.loadOverview()]
    answers[1]?.({ ...overview, unsettled: { count: 7, amount: 700 } })
    answers[0]?.(overview)
    await Promise.all(both)
    expect(desk.overview?.unsettled.count).toBe(7)
  })

  it('tells why something could not be asked', async () => {
    const refuse = () => {
      throw new Refusal(noApplicationError)
    }
    const desk = new Desk(
      createClient(
        createMockBridge({
          answers: { 'issuer.overview': refuse, 'purchases.upload': refuse, 'terminal.presets': refuse }
        })
      )
    )
    await desk.loadPresets()
    await desk.upload()
    expect(desk.presetsError).toEqual(noApplicationError)
    expect(desk.error).toEqual(noApplicationError)
    expect(desk.uploading).toBe(false)
  })
})
