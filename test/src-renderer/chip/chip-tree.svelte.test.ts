import { describe, expect, it } from 'vitest'
import { chipTree, dependentsOf, everyChipNode } from '../../../src-renderer/features/chip/chip-tree'
import { ChipTreeState } from '../../../src-renderer/features/chip/chip-tree-state.svelte'
import { verbsFor } from '../../../src-renderer/features/chip/verbs'
import type { ChipContent } from '../../../src-renderer/state/chip.svelte'
import { APPLICATION, DOMAIN, listedView, MODULE, OTHER_DOMAIN, PACKAGE } from '../../support/mock-chip'

const content = listedView.content!
const ids = (from: ChipContent) => [...everyChipNode(chipTree(from))].map(({ id }) => id)
const idsOf = (aid: string, from = content) =>
  verbsFor(
    [...everyChipNode(chipTree(from))].find((node) => node.aid === aid)!,
    from.domain
  ).map(({ id }) => id)

describe('what is on a chip, as a tree', () => {
  it('has domains within domains, and applications both in theirs and below their load file', () => {
    expect(ids(content)).toEqual([
      `d/${DOMAIN}`,
      `d/${DOMAIN}/${OTHER_DOMAIN}`,
      `d/${DOMAIN}/${OTHER_DOMAIN}/${APPLICATION}`,
      'files',
      `f/${PACKAGE}`,
      `f/${PACKAGE}/m/${MODULE}`,
      `f/${PACKAGE}/i/${APPLICATION}`
    ])
  })

  it('loses nobody whose domain is unknown, untold, its own, or in a ring', () => {
    for (const domain of ['F0AABBCCDD', undefined, OTHER_DOMAIN]) {
      const entries = content.entries.map(({ domain: before, ...entry }) => {
        const own = entry.aid === OTHER_DOMAIN ? domain : before
        return { ...entry, ...(own !== undefined && { domain: own }) }
      })
      const found = ids({ ...content, entries }).filter((id) => id.startsWith('d/'))
      expect(found).toContain(`d/${DOMAIN}/${OTHER_DOMAIN}/${APPLICATION}`)
      expect(found).toHaveLength(3)
    }
  })

  it('has the opened domain on top where the chip tells nothing of its issuer’s', () => {
    const entries = content.entries.filter(({ kind }) => kind !== 'issuer-security-domain')
    expect(ids({ ...content, entries, domain: OTHER_DOMAIN })[0]).toBe(`d/${OTHER_DOMAIN}`)
    expect(ids({ ...content, entries })[0]).toBe(`d/${DOMAIN}`)
  })

  it('knows what goes along with what is deleted', () => {
    const along = (aid: string) => dependentsOf(content, aid).map((entry) => entry.aid)
    expect(along(PACKAGE)).toEqual([APPLICATION])
    expect(along(OTHER_DOMAIN)).toEqual([APPLICATION])
    expect(along(APPLICATION)).toEqual([])
  })
})

describe('what may be done', () => {
  it('to the opened domain: code, keys, and the states that come next', () => {
    expect(idsOf(DOMAIN)).toEqual([
      ...['load', 'create-domain', 'store-data', 'put-keys', 'put-single-key', 'delete-keys'],
      ...['initialized', 'terminate']
    ])
    const locked = content.entries.map((entry) =>
      entry.aid === DOMAIN ? { ...entry, stateCode: '7F' } : entry
    )
    expect(idsOf(DOMAIN, { ...content, entries: locked }).slice(-2)).toEqual(['card-unlock', 'terminate'])
    const dead = content.entries.map((entry) =>
      entry.aid === DOMAIN ? { ...entry, stateCode: 'FF' } : entry
    )
    expect(idsOf(DOMAIN, { ...content, entries: dead })).not.toContain('terminate')
  })

  it('to the others: what the chip’s entry allows, a module by itself', () => {
    expect(idsOf(APPLICATION)).toEqual(['lock', 'extradite', 'delete'])
    expect(idsOf(OTHER_DOMAIN)).toEqual(['open-domain', 'lock', 'extradite', 'delete'])
    // It belongs to another domain than the opened one, so that no data reach it from here.
    const all = content.entries.map((entry) => ({ ...entry, can: ['store-data', 'lock'] as const }))
    const personal = all.map((entry) => ({ ...entry, can: [...entry.can] }))
    expect(idsOf(APPLICATION, { ...content, entries: personal })).toEqual(['lock'])
    const own = { ...content, entries: personal, domain: OTHER_DOMAIN }
    expect(idsOf(APPLICATION, own)).toEqual(['store-data', 'lock'])
    expect(idsOf(PACKAGE)).toEqual(['delete'])
    expect(idsOf(MODULE)).toEqual(['install'])
  })

  it('is marked where nothing brings back what was before', () => {
    const final = verbsFor(chipTree(content)[0]!, content.domain).filter((verb) => verb.final)
    expect(final.map(({ id }) => id)).toEqual(['delete-keys', 'initialized', 'terminate'])
  })
})

describe('the tree with the keyboard', () => {
  it('moves, opens and closes, and never loses what is looked at', () => {
    const tree = new ChipTreeState(() => content)
    expect(tree.selected?.aid).toBe(DOMAIN)
    tree.goIn()
    tree.goIn()
    expect(tree.selected?.aid).toBe(APPLICATION)
    tree.goOut()
    expect(tree.selected?.aid).toBe(OTHER_DOMAIN)
    tree.move(1)
    const [root] = tree.roots
    tree.toggle(root!)
    expect(tree.selected?.id).toBe(root?.id)
    expect(tree.rows).toHaveLength(5)
    tree.reveal(APPLICATION)
    expect(tree.selected?.id).toBe(`d/${DOMAIN}/${OTHER_DOMAIN}/${APPLICATION}`)
    expect(tree.selectedIndex).toBe(2)
    tree.moveTo('last')
    tree.move(5)
    expect(tree.selected?.id).toBe(`f/${PACKAGE}/i/${APPLICATION}`)
  })

  it('looks at the top once what it looked at is gone', () => {
    let now = $state.raw<ChipContent>(content)
    const tree = new ChipTreeState(() => now)
    tree.reveal(APPLICATION)
    expect(tree.selected?.aid).toBe(APPLICATION)
    now = { ...content, entries: content.entries.filter(({ aid }) => aid !== APPLICATION) }
    expect(tree.selected?.aid).toBe(DOMAIN)
  })
})
