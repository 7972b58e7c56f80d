import { describe, expect, it } from 'vitest'
import type { MakeResult } from '../../../src-main/contract/production'
import { MakeDesk } from '../../../src-renderer/features/make/make-desk.svelte'
import { createClient } from '../../../src-renderer/ipc/client'
import { createWorkspace, loadWorkspace, type Workspace } from '../../../src-renderer/state/workspace'
import { noApplicationError } from '../../support/fixtures/ecash'
import { lot, madeCard } from '../../support/fixtures/production'
import { createMockBridge, Refusal, type MockBridge, type MockOptions } from '../../support/mock-bridge'

const DESK = 'virtual:Desk'
let bridge: MockBridge
let workspace: Workspace
let desk: MakeDesk

async function open(options: MockOptions = {}): Promise<void> {
  bridge = createMockBridge({ settings: { reader: DESK }, ...options })
  const memory = { getItem: () => null, setItem: () => undefined }
  workspace = createWorkspace(createClient(bridge), memory)
  desk = new MakeDesk(workspace)
  await loadWorkspace(workspace)
  await workspace.production.load()
  desk.form.begin()
}

function fill(): void {
  Object.assign(desk.form.texts, {
    name: 'WANG XIAOMING',
    documentNumber: '11010119900307851X',
    pin: '246810',
    pinAgain: '246810'
  })
}

const started = () => bridge.called.filter(({ name }) => name === 'make.start')
const done = (result: MakeResult) => bridge.emit('make.done', { job: 'make-1', result })

describe('the form', () => {
  it('begins with a debit card with e-cash and its usual limits', async () => {
    await open()
    expect(desk.form.profile?.id).toBe('debit-ecash')
    expect(desk.form.texts.limits).toMatchObject({ balance: '1000', resetThreshold: '10' })
    desk.form.chooseProfile('ecash')
    expect(desk.form.texts.limits.resetThreshold).toBe('0')
    expect(desk.form.hasPin).toBe(false)
  })

  it('knows the number that the card will get, until something else is typed', async () => {
    await open()
    fill()
    await desk.form.check()
    expect(desk.form.checked?.pan).toBe('622848*********0117')
    expect(desk.form.isReady).toBe(true)
    desk.form.texts.name = 'LI'
    expect(desk.form.checked).toBeUndefined()
    expect(desk.form.isReady).toBe(false)
  })

  it('drops the answer to a question that was overtaken', async () => {
    const answers: (() => void)[] = []
    await open({
      answers: {
        'make.check': () =>
          new Promise((resolve) => answers.push(() => resolve({ ok: true, findings: [], pan: 'old' })))
      }
    })
    fill()
    const asked = desk.form.check()
    desk.form.texts.name = 'LI SI'
    for (const answer of answers) answer()
    await asked
    expect(desk.form.lastChecked).toBeUndefined()
  })

  it('says what is wrong at its field once the field was left, or the button pressed', async () => {
    const finding = {
      ...({ level: 'failed', code: 'pan-range', path: 'pan' } as const),
      text: { en: 'Begins with 622848.', zh: '以 622848 开头。' }
    }
    await open({ answers: { 'make.check': () => ({ ok: false, findings: [finding] }) } })
    fill()
    await desk.form.check()
    expect(desk.form.findingsOf('pan')).toEqual([finding])
    expect(desk.form.shows('pan')).toBe(false)
    desk.form.touch('pan')
    expect(desk.form.shows('pan')).toBe(true)
    await desk.look()
    expect(await desk.start()).toBe(false)
    expect(desk.form.shows('name')).toBe(true)
    expect(desk.form.wrongCount).toBe(1)
  })

  it('is empty for the next customer, with the same kind of card', async () => {
    await open()
    fill()
    desk.form.chooseProfile('credit-ecash')
    desk.form.reset()
    expect(desk.form.texts).toMatchObject({ name: '', pin: '', pinAgain: '' })
    expect(desk.form.profile?.id).toBe('credit-ecash')
  })
})

describe('the desk', () => {
  it('looks at the chip by itself, once, and anew after it was changed', async () => {
    await open()
    expect(desk.wantsLook).toBe(true)
    await desk.look()
    expect(desk.wantsLook).toBe(false)
    expect(desk.glance?.view?.chip).toBe('43570001')
    fill()
    await desk.start()
    done(madeCard)
    expect(desk.wantsLook).toBe(true)
  })

  it('makes nothing without a chip, or of a chip that cannot be read', async () => {
    await open({
      answers: {
        'chip.info': () => {
          throw new Refusal(noApplicationError)
        }
      }
    })
    fill()
    await desk.look()
    expect(desk.hasChip).toBe(false)
    expect(await desk.start()).toBe(false)
    await workspace.shelf.remove(DESK)
    expect(await desk.start()).toBe(false)
    expect(started()).toEqual([])
  })

  it('goes from the form over the run to the result and back', async () => {
    await open()
    fill()
    expect(desk.state).toBe('form')
    expect(await desk.start()).toBe(true)
    expect(desk.state).toBe('run')
    done(madeCard)
    expect(desk.state).toBe('result')
    desk.dismiss()
    expect(desk.state).toBe('form')
  })

  it('begins a torn card anew with the number that it had, and asks for nothing else again', async () => {
    await open()
    fill()
    await desk.start()
    const { production } = madeCard
    done({ ...madeCard, outcome: 'unfinished', production: production && { ...production, state: 'begun' } })
    await desk.start({ again: 'card-0a1b2c3d4e5f', replace: true })
    expect(started()[1]?.input).toMatchObject({
      reader: DESK,
      order: {
        again: 'card-0a1b2c3d4e5f',
        replace: true,
        applicant: { name: 'WANG XIAOMING', pin: '246810' }
      }
    })
  })

  it('waits while something else is done with the card', async () => {
    await open({ answers: { 'inspect.start': () => ({ job: 'inspection' }) } })
    await workspace.inspection.start({ id: DESK, cardCount: 1 })
    expect(desk.state).toBe('elsewhere')
    expect(desk.hasChip).toBe(false)
  })

  it('has the e-cash of a card that was made read anew, and the stock counted', async () => {
    await open({ answers: { 'stock.list': () => [lot] } })
    const reader = workspace.readers.byId(DESK)
    if (reader) await workspace.purse.read(reader)
    fill()
    await desk.start()
    const before = bridge.called.filter(({ name }) => name === 'stock.list').length
    done(madeCard)
    expect(reader && workspace.purse.of(DESK)?.isOf(reader)).toBe(false)
    expect(bridge.called.filter(({ name }) => name === 'stock.list').length).toBe(before + 1)
  })
})
