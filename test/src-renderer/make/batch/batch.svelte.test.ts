import { describe, expect, it } from 'vitest'
import type { BatchChecked } from '../../../../src-main/contract/batch'
import { BatchDesk, type ListFile } from '../../../../src-renderer/features/make/batch/batch-desk.svelte'
import { MakeDesk } from '../../../../src-renderer/features/make/make-desk.svelte'
import { createClient } from '../../../../src-renderer/ipc/client'
import { createWorkspace, loadWorkspace, type Workspace } from '../../../../src-renderer/state/workspace'
import { checked, reconciliation, running } from '../../../support/fixtures/batch'
import { noApplicationError } from '../../../support/fixtures/ecash'
import { lot, production } from '../../../support/fixtures/production'
import { createMockBridge, Refusal, type MockBridge, type MockOptions } from '../../../support/mock-bridge'

const DESK = 'virtual:Desk'
let bridge: MockBridge
let workspace: Workspace
let desk: BatchDesk

async function open(answers: MockOptions['answers'] = {}): Promise<void> {
  bridge = createMockBridge({ answers, settings: { reader: DESK } })
  workspace = createWorkspace(createClient(bridge), { getItem: () => null, setItem: () => undefined })
  desk = new BatchDesk(workspace)
  await loadWorkspace(workspace)
  await workspace.production.load()
}

function file(text: string, name = 'may.csv'): ListFile {
  const bytes = new TextEncoder().encode(text)
  return { name, size: bytes.length, arrayBuffer: () => Promise.resolve(bytes.buffer) }
}

const called = (name: string) => bridge.called.filter((call) => call.name === name)
const ended = { ...running, running: false, made: 3, left: 0 }

describe('where a batch is put together', () => {
  it('says what is missing, one thing after the other', async () => {
    await open()
    expect(desk.lacks).toBe('batch.needsList')
    await desk.take(file('name\n'))
    expect(desk.lacks).toBeUndefined()
    for (const { id } of desk.offered) desk.chooseReader(id, false)
    expect(desk.lacks).toBe('batch.needsReader')
    expect(await desk.start()).toBe(false)
    expect(called('batch.start')).toEqual([])
  })

  it('sends the list that was checked, with what was chosen', async () => {
    await open({ 'stock.list': () => [lot] })
    desk.chooseLot(lot.id)
    desk.chooseProfile('ecash')
    await desk.take(file('name\n'))
    for (const { id } of desk.offered) desk.chooseReader(id, id === DESK)
    expect(desk.count).toBe(3)
    expect(await desk.start()).toBe(true)
    const wish = { profile: 'ecash', issuer: 'test', lot: lot.id, file: { name: 'may.csv', text: 'name\n' } }
    expect(called('batch.check')).toEqual([{ name: 'batch.check', input: wish }])
    expect(called('batch.start')).toEqual([{ name: 'batch.start', input: { wish, readers: [DESK] } }])
  })

  it('starts nothing while a line is wrong, or nothing is left to be made', async () => {
    let answer: BatchChecked = { ...checked, ok: false, good: 2 }
    await open({ 'batch.check': () => answer })
    await desk.take(file('name\n'))
    expect([desk.lacks, desk.isReady]).toEqual(['batch.needsGood', false])
    answer = { ...checked, before: 3 }
    await desk.take(file('name\n'))
    expect([desk.lacks, desk.isReady]).toEqual(['batch.nothingLeft', false])
  })

  it('checks anew for another product, and drops an answer that was overtaken', async () => {
    const answers: (() => void)[] = []
    await open({ 'batch.check': () => new Promise((resolve) => answers.push(() => resolve(checked))) })
    const first = desk.take(file('name\n'))
    await Promise.resolve()
    await new Promise((resolve) => setTimeout(resolve))
    desk.chooseProfile('ecash')
    for (const answer of answers) answer()
    await first
    expect(desk.checked).toBeUndefined()
    expect(desk.isReady).toBe(false)
  })

  it('refuses what is no list before anybody is asked', async () => {
    await open()
    await desk.take({ ...file('x'), size: 17 * 1024 * 1024 })
    expect(desk.fileError?.message.en).toContain('too large')
    await desk.take(file('PK\0\0', 'list.xlsx'))
    expect(desk.fileError?.message.en).toContain('no text')
    expect(called('batch.check')).toEqual([])
    expect(desk.file).toBeUndefined()
  })
})

describe('a batch', () => {
  it('is found again by a window that opens anew', async () => {
    await open({ 'batch.current': () => running })
    await workspace.batch.load()
    expect(workspace.batch.running).toBe(true)
    expect(workspace.batch.uses(DESK)).toBe(true)
    expect(workspace.batch.uses('pcsc:other')).toBe(false)
  })

  it('keeps the single card away from its readers', async () => {
    await open()
    const one = new MakeDesk(workspace)
    bridge.emit('batch.changed', running)
    expect([one.state, one.hasChip, one.wantsLook]).toEqual(['batch', false, false])
    bridge.emit('batch.changed', ended)
    expect(one.state).toBe('form')
  })

  it('is reconciled at its end, with stock and cards as they are then', async () => {
    const again = { ...running, startedAt: '2026-11-25T10:00:00.000Z' }
    await open({ 'batch.reconciliation': () => reconciliation, 'batch.rest': () => again })
    const before = called('make.recent').length
    bridge.emit('batch.changed', running)
    workspace.batch.dismiss()
    expect(workspace.batch.view).toEqual(running)
    bridge.emit('batch.changed', ended)
    await new Promise((resolve) => setTimeout(resolve))
    expect(workspace.batch.reconciliation).toEqual(reconciliation)
    expect(called('make.recent').length).toBe(before + 1)
    expect(await workspace.batch.rest([DESK])).toBe(true)
    expect(workspace.batch.reconciliation).toBeUndefined()
    bridge.emit('batch.changed', { ...again, running: false })
    workspace.batch.dismiss()
    expect(workspace.batch.view).toBeUndefined()
  })

  it('says why it did not begin', async () => {
    await open({
      'batch.start': () => {
        throw new Refusal(noApplicationError)
      }
    })
    await desk.take(file('name\n'))
    expect(await desk.start()).toBe(false)
    expect(workspace.batch.error).toEqual(noApplicationError)
  })
})

describe('a replacement', () => {
  it('is linked with the card that it replaces, of the same kind and stock, until somebody else comes', async () => {
    await open({ 'stock.list': () => [lot] })
    const { form } = new MakeDesk(workspace)
    form.replace({ ...production, state: 'scrapped', profile: 'ecash', lot: lot.id })
    form.texts.name = 'LI SI'
    expect(form.order).toMatchObject({ profile: 'ecash', lot: lot.id, replaces: production.id })
    form.reset()
    form.texts.name = 'WANG WU'
    expect(form.order).not.toHaveProperty('replaces')
  })
})
