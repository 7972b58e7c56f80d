import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { everyNode, nodeByTag, treeOf } from '../../../src-renderer/features/card/report-tree'
import { TreeState } from '../../../src-renderer/features/card/tree-state.svelte'
import { fullReport, largeReport } from '../../support/fixtures/report'

const report = fullReport()
let tree: TreeState

beforeEach(() => {
  tree = new TreeState(treeOf(report), report.exchanges)
})

function titles(): string[] {
  flushSync()
  return tree.rows.map(({ node }) => node.title.en)
}

describe('the tree under the keyboard', () => {
  it('walks down, opens, enters, and comes back out', () => {
    tree.move(1)
    tree.move(1)
    tree.move(1)
    expect(tree.selected?.title.en).toBe('GET PROCESSING OPTIONS')
    tree.goIn()
    expect(titles()).toContain('Response template, format 2')
    tree.goIn()
    tree.goIn()
    tree.goIn()
    expect(tree.selected?.field?.tag).toBe('82')
    tree.goOut()
    expect(tree.selected?.field?.tag).toBe('77')
    tree.goOut()
    expect(titles()).not.toContain('Application interchange profile (AIP)')
  })

  it('stays within its ends', () => {
    tree.move(-1)
    tree.moveTo('last')
    tree.move(5)
    expect(tree.selected).toBe(tree.rows.at(-1)?.node)
    tree.moveTo('first')
    tree.move(-5)
    expect(tree.selected).toBe(tree.roots[0])
  })

  it('tells each line its place among its siblings', () => {
    const row = tree.rows.find(({ node }) => node.title.en === 'GET PROCESSING OPTIONS')
    expect(row).toMatchObject({ position: 2, open: false, siblings: tree.roots[0]?.children.length })
  })
})

describe('searching', () => {
  it.each([
    ['9F79', '9F79'],
    ['e-cash balance', '9F79'],
    ['电子现金余额', '9F79'],
    ['000000028650', '9F79']
  ])('finds %s', (query, tag) => {
    tree.search(query)
    flushSync()
    expect(tree.selected?.field?.tag).toBe(tag)
    expect(tree.rows[0]?.node).toBe(tree.roots[0])
  })

  it('shows nothing where nothing matches, and everything again afterwards', () => {
    const before = titles()
    tree.search('no such thing')
    expect(titles()).toEqual([])
    tree.search('')
    expect(titles()).toEqual(before)
  })

  it('ends when what is to be shown is not among what was found', () => {
    tree.search('CPLC')
    tree.reveal(nodeByTag(tree.roots, '9F36'))
    expect(tree.query).toBe('')
    expect(tree.rows[tree.selectedIndex]?.node.field?.tag).toBe('9F36')
  })
})

describe('from bytes to meaning', () => {
  it('reveals the field of a byte in a closed part of the tree', () => {
    const at = nodeByTag(tree.roots, '9F07')?.field?.at
    tree.revealByte(at!.exchange, 'response', at!.offset + 1)
    expect(tree.selected?.field?.tag).toBe('9F07')
    expect(tree.selectedIndex).toBeGreaterThan(0)
  })

  it('falls back to the exchange for bytes without a field', () => {
    tree.revealByte(2, 'response', 0)
    expect(tree.selected).toMatchObject({ kind: 'exchange', exchange: 2 })
  })
})

it('opens over a thousand fields at once without delay', () => {
  const large = largeReport()
  const state = new TreeState(treeOf(large), large.exchanges)
  expect([...everyNode(state.roots)].length).toBeGreaterThan(1000)
  const start = performance.now()
  state.openAll()
  flushSync()
  expect(state.rows.length).toBeGreaterThan(1000)
  expect(performance.now() - start).toBeLessThan(1000)
})
