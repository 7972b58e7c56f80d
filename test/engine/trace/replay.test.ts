import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { importTrace } from '../../../src-main/engine/trace-files/import-trace'
import { TraceReplay } from '../../../src-main/engine/trace/replay'
import type { Trace } from '../../../src-main/engine/trace/trace'

function trace(...lines: readonly string[]): Trace {
  const file = importTrace(Buffer.from(lines.map((line) => line.replaceAll('*', '0')).join('\n')), 'x')
  if (file.kind !== 'ok') throw new Error(file.problem)
  const masked = file.trace.entries.map((entry, index) =>
    entry.type === 'exchange'
      ? { ...entry, command: lines[index * 2] ?? '', response: lines[index * 2 + 1] ?? '' }
      : entry
  )
  return { ...file.trace, entries: masked }
}

function ask(replay: TraceReplay, command: string): string {
  const answer = replay.answer(hex(command))
  return answer.kind === 'recorded' ? toHex(answer.response) : answer.kind
}

const A = '00A4040001A1'
const B = '00A4040001B1'

describe('TraceReplay', () => {
  it('answers within the section of the last SELECT', () => {
    const replay = new TraceReplay(
      trace(A, '9000', '00B2010C00', 'AA9000', B, '9000', '00B2010C00', 'BB9000')
    )
    expect(ask(replay, B)).toBe('9000')
    expect(ask(replay, '00B2010C00')).toBe('BB9000')
    expect(ask(replay, A)).toBe('9000')
    expect(ask(replay, '00B2010C00')).toBe('AA9000')
  })

  it('answers repeated commands in the order of the recording, the last one again when it runs out', () => {
    const replay = new TraceReplay(trace(A, '9000', '80CA9F3600', '019000', '80CA9F3600', '029000'))
    ask(replay, A)
    expect([1, 2].map(() => ask(replay, '80CA9F3600'))).toEqual(['019000', '029000'])
    expect(ask(replay, '80CA9F3600')).toBe('019000')
  })

  it('never invents a status word', () => {
    const replay = new TraceReplay(trace(A, '9000', '00B2010C00', 'AA9000'))
    expect(ask(replay, '00B2010C00')).toBe('not-recorded')
    expect(ask(replay, '00A4040001C1')).toBe('not-recorded')
    expect(ask(replay, A)).toBe('9000')
    expect(ask(replay, '00B2020C00')).toBe('not-recorded')
  })

  it('takes masked nibbles as wildcards and says so', () => {
    const replay = new TraceReplay(trace(A, '9000', '0020008004********', '9000', '00B2010C00', '12**9000'))
    ask(replay, A)
    expect(replay.answer(hex('002000800412345678'))).toMatchObject({ kind: 'recorded', masked: true })
    expect(replay.answer(hex('00B2010C00'))).toMatchObject({ masked: true, response: hex('12009000') })
  })

  it('begins again after a reset', () => {
    const replay = new TraceReplay(trace(A, '9000', '80CA9F3600', '019000', '80CA9F3600', '029000'))
    ask(replay, A)
    ask(replay, '80CA9F3600')
    replay.reset()
    ask(replay, A)
    expect(ask(replay, '80CA9F3600')).toBe('019000')
  })
})
