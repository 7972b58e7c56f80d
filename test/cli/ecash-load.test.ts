// The number of another card comes in on a way that leaves nothing in the history of the shell.
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { CardAction } from '../../src-main/contract/ecash'
import { fakeWorkbench, run, type Ran } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-pan-'))
afterAll(() => rmSync(folder, { recursive: true }))

const NUMBER = '6228480000000015'

async function load(
  args: readonly string[],
  answer?: string
): Promise<Ran & { readonly actions: CardAction[] }> {
  const actions: CardAction[] = []
  const workbench = fakeWorkbench({
    shelf: { readerFor: () => 'debit-ecash' },
    transactions: {
      settleOpen: async () => ({ closed: 0, failed: [] }),
      perform: async (_reader: string, action: CardAction) => {
        actions.push(action)
        const sentence = { en: 'Loaded', zh: '已圈存' }
        return { action: 'load', outcome: 'done', sentence, at: '2026-06-01T04:00:00.000Z', receipt: true }
      }
    }
  })
  const argv = [
    'ecash',
    'load',
    '--amount',
    '1',
    '--from',
    'other',
    '--reader',
    'virtual:debit-ecash',
    ...args
  ]
  const ran = await run(argv, { workbench, ...(answer !== undefined && { answer }) })
  return { ...ran, actions }
}

/** Runs with a descriptor from which this can be read. */
async function withDescriptor<T>(text: string, use: (descriptor: string) => Promise<T>): Promise<T> {
  const file = join(folder, 'pan')
  writeFileSync(file, text)
  const descriptor = openSync(file, 'r')
  try {
    return await use(String(descriptor))
  } finally {
    closeSync(descriptor)
  }
}

const expected = { kind: 'load', amount: 100, from: 'other-account', pan: NUMBER }

describe('the number of the other card', () => {
  it('is read from a descriptor', async () => {
    const { code, actions } = await withDescriptor('6228 4800 0000 0015\n', (fd) => load(['--pan-fd', fd]))
    expect({ code, actions }).toEqual({ code: 0, actions: [expected] })
  })

  it('is asked for unseen', async () => {
    const { code, actions, err } = await load([], NUMBER)
    expect({ code, actions }).toEqual({ code: 0, actions: [expected] })
    expect(err).toContain('Number of the other card: ')
    expect(err).not.toContain(NUMBER)
  })

  it.each([
    ['nobody is there to type it', []],
    ['it comes twice', ['--pan', NUMBER, '--pan-fd', '3']],
    ['the descriptor is for PINs as well', ['--pan-fd', '3', '--pin-fd', '3']],
    ['nothing can be read', ['--pan-fd', '999']]
  ])('is wrong usage where %s', async (_, args) => {
    const { code, actions } = await load(args)
    expect({ code, actions }).toEqual({ code: 2, actions: [] })
  })

  it('is no number: wrong usage, without saying which', async () => {
    const { code, err } = await withDescriptor('62284800000000X5', (fd) => load(['--pan-fd', fd]))
    expect(code).toBe(2)
    expect(err).not.toContain('622848')
  })

  it('is warned about as an option, in help that prefers the other ways', async () => {
    const { out } = await run(['ecash', 'load', '--help'])
    expect(out).toContain('--pan-fd 4')
    expect(out).toMatch(/history\s+of\s+the\s+shell/)
    expect(out).not.toContain('--pan 6')
    expect(out).toMatch(/TEST issuer does not insist on the PIN/)
  })
})
