import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EventEmitter } from 'node:events'
import { afterAll, describe, expect, it } from 'vitest'
import { cardQuestions } from '../../src-main/cli/card-questions'
import type { CliContext } from '../../src-main/cli/context'
import { readHidden, type KeyInput } from '../../src-main/cli/hidden-input'
import { PinLines } from '../../src-main/cli/pin-lines'
import { fakeTerminal, fakeWorkbench } from './support'

const folder = mkdtempSync(join(tmpdir(), 'cardwright-pin-'))
afterAll(() => rmSync(folder, { recursive: true }))

function context(
  answer?: string | readonly string[]
): CliContext & { terminal: ReturnType<typeof fakeTerminal> } {
  return {
    terminal: fakeTerminal(answer === undefined ? {} : { answer }),
    ...{ language: 'en', json: false, signal: new AbortController().signal },
    workbench: () => fakeWorkbench({}),
    followTrace: () => () => undefined
  }
}

describe('questions at the terminal', () => {
  it('asks for a PIN with what it agrees to and the tries that are left', async () => {
    const at = context('123456')
    const reply = await cardQuestions(at)({
      kind: 'pin',
      purpose: 'offline',
      triesLeft: 1,
      amount: 1250,
      currency: 156
    })
    expect(reply).toEqual({ kind: 'pin', pin: '123456' })
    expect(at.terminal.written().err).toBe('PIN, checked by the card (for ¥12.50, 1 try left): ')
  })

  it('passes over a PIN that is left out, and cancels where nobody is there', async () => {
    expect(await cardQuestions(context(''))({ kind: 'pin', purpose: 'online' })).toEqual({
      kind: 'pin',
      pin: null
    })
    expect(await cardQuestions(context())({ kind: 'pin', purpose: 'online' })).toEqual({ kind: 'cancelled' })
  })

  it('asks for a new PIN twice, until both are the same', async () => {
    const at = context(['123456', '123457', '12', '111111', '111111'])
    const reply = await cardQuestions(at)({ kind: 'pin', purpose: 'new' })
    expect(reply).toEqual({ kind: 'pin', pin: '111111' })
    expect(at.terminal.written().err).toBe(
      'New PIN: New PIN once more: The two are not the same. Nothing was sent; please begin anew.\n' +
        'New PIN: A PIN is 4 to 12 digits. Nothing was sent.\nNew PIN: New PIN once more: '
    )
    expect(await cardQuestions(context(['123456']))({ kind: 'pin', purpose: 'new' })).toEqual({
      kind: 'cancelled'
    })
  })

  it.each([
    ['2', { kind: 'application', index: 1 }],
    ['3', { kind: 'cancelled' }],
    ['x', { kind: 'cancelled' }]
  ])('lets an application be chosen: %s', async (answer, reply) => {
    const candidates = [
      { aid: 'A000000333010101', label: 'DEBIT' },
      { aid: 'A000000333010106', label: 'E-CASH\u001b[31m' }
    ]
    const at = context(answer)
    expect(await cardQuestions(at)({ kind: 'application', candidates })).toEqual(reply)
    expect(at.terminal.written().err).toContain('  1  DEBIT  A000000333010101\n')
    expect(at.terminal.written().err).not.toContain('\u001b')
  })

  it.each([
    ['y', { kind: 'confirm', yes: true }],
    ['no', { kind: 'confirm', yes: false }],
    [undefined, { kind: 'cancelled' }]
  ])('takes yes and no: %s', async (answer, reply) => {
    const text = { en: 'The same?', zh: '一致？' }
    expect(await cardQuestions(context(answer))({ kind: 'confirm', text })).toEqual(reply)
  })
})

describe('PINs from a file descriptor', () => {
  const linesOf = (text: string): PinLines => {
    const file = join(folder, 'pins')
    writeFileSync(file, text)
    const descriptor = openSync(file, 'r')
    try {
      return new PinLines(String(descriptor))
    } finally {
      closeSync(descriptor)
    }
  }

  it('are given one a question, and never twice', async () => {
    const ask = cardQuestions(context(), linesOf('123456\n9999'))
    const question = { kind: 'pin', purpose: 'offline' } as const
    expect(await ask(question)).toEqual({ kind: 'pin', pin: '123456' })
    expect(await ask(question)).toEqual({ kind: 'pin', pin: '9999' })
    expect(await ask(question)).toEqual({ kind: 'cancelled' })
  })

  it('are not asked for a second time where they are new', async () => {
    const ask = cardQuestions(context(), linesOf('123456'))
    expect(await ask({ kind: 'pin', purpose: 'new' })).toEqual({ kind: 'pin', pin: '123456' })
  })

  it('skip what is no PIN', async () => {
    const ask = cardQuestions(context(), linesOf('12\r\n123456\r\n'))
    expect(await ask({ kind: 'pin', purpose: 'offline' })).toEqual({ kind: 'pin', pin: '123456' })
  })

  it.each(['x', '-1', '99999'])('cannot be read from %s', (descriptor) => {
    expect(() => new PinLines(descriptor)).toThrow('bad-request')
  })
})

describe('typing unseen', () => {
  class Keys extends EventEmitter implements KeyInput {
    raw = false
    setRawMode(raw: boolean): void {
      this.raw = raw
    }
    resume(): this {
      return this
    }
    pause(): this {
      return this
    }
  }

  it.each([
    ['123456\r', '123456', '******\n'],
    ['12\u007f3\n', '13', '**\b \b*\n'],
    ['\u007f\u007f1\r', '1', '*\n'],
    ['12\u0003', undefined, '**\n'],
    ['\u0004', undefined, '\n']
  ])('%j', async (typed, answer, seen) => {
    const keys = new Keys()
    let shown = ''
    const hidden = readHidden(keys, (text) => (shown += text))
    expect(keys.raw).toBe(true)
    for (const key of typed) keys.emit('data', Buffer.from(key))
    expect(await hidden).toBe(answer)
    expect(shown).toBe(seen)
    expect(keys.raw).toBe(false)
    expect(keys.listenerCount('data')).toBe(0)
  })
})
