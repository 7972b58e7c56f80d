import type { LocalText } from '../local-text'

const EVENTS: Readonly<Record<'connected' | 'reset' | 'removed', LocalText>> = {
  connected: { en: 'Card opened', zh: '已打开卡片' },
  reset: { en: 'Card reset', zh: '卡片已复位' },
  removed: { en: 'Card removed', zh: '卡片已移开' }
}

export function traceEventText(event: keyof typeof EVENTS): LocalText {
  return EVENTS[event]
}

type FileProblem = 'empty' | 'not-a-trace' | 'unknown-version' | 'bad-line' | 'odd-number-of-lines'

/** Why a file was refused; `line` counts from 1. */
export function traceFileProblemText(problem: FileProblem, line: number): LocalText {
  const texts: Readonly<Record<FileProblem, LocalText>> = {
    empty: { en: 'the file is empty', zh: '文件为空' },
    'not-a-trace': {
      en: `line ${line} is neither a trace header nor hex`,
      zh: `第 ${line} 行既不是记录头也不是十六进制`
    },
    'unknown-version': { en: 'the file was written by a newer version', zh: '该文件由更新的版本写出' },
    'bad-line': { en: `line ${line} cannot be read`, zh: `第 ${line} 行无法读取` },
    'odd-number-of-lines': {
      en: `the command in line ${line} has no answer`,
      zh: `第 ${line} 行的命令没有应答`
    }
  }
  return texts[problem]
}
