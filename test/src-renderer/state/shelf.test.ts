import { expect, it } from 'vitest'
import { createClient } from '../../../src-renderer/ipc/client'
import { ShelfState } from '../../../src-renderer/state/shelf.svelte'
import { createMockBridge } from '../../support/mock-bridge'

it('takes out the card that is in the reader before it inserts another', async () => {
  const bridge = createMockBridge()
  const shelf = new ShelfState(createClient(bridge))
  await shelf.load()
  await shelf.insert('ecash', 'virtual:Desk')
  expect(shelf.inReader('virtual:Desk')?.id).toBe('ecash')
  expect(shelf.byId('debit-ecash')?.reader).toBeUndefined()
  expect(bridge.called.map(({ name }) => name)).toEqual(['shelf.list', 'shelf.remove', 'shelf.insert'])
})

it('creates and deletes, and follows what main tells', async () => {
  const bridge = createMockBridge()
  const shelf = new ShelfState(createClient(bridge))
  await shelf.load()
  await shelf.create('blank')
  expect(shelf.byId('blank-2')).toBeDefined()
  await shelf.delete('blank-2')
  expect(shelf.byId('blank-2')).toBeUndefined()
  bridge.emit('shelf.changed', [])
  expect(shelf.cards).toEqual([])
})
