import type { LocalText } from '../local-text'

const counted = (count: number, noun: 'byte' | 'digit'): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** What a command could do that cannot be taken back. */
export type RiskKind = 'counts-tries' | 'changes' | 'blocks' | 'money'

const REASONS: Readonly<Record<RiskKind, LocalText>> = {
  'counts-tries': {
    en: 'a wrong value is counted by the card, and too many lock it for good',
    zh: '卡片会对错误值计数，次数过多将永久锁定'
  },
  changes: { en: 'it changes what is stored on the card', zh: '它会改变卡上存储的内容' },
  blocks: {
    en: 'it can make the card or an application unusable, perhaps for good',
    zh: '它可能使卡片或应用无法使用，甚至无法恢复'
  },
  money: {
    en: 'it can take money from the card, and raises its counters',
    zh: '它可能扣减卡上金额，并增加卡片计数器'
  }
}

/** `command` is the command's name in the specification; `position` counts commands from 1. */
export function riskText(position: number, command: string, kind: RiskKind): LocalText {
  const reason = REASONS[kind]
  return {
    en: `command ${position} is ${command}: ${reason.en}`,
    zh: `第 ${position} 条命令是 ${command}：${reason.zh}`
  }
}

/** Why a command was refused before anything was sent. `position` counts commands, `at` characters, from 1. */
export const apduProblems = {
  badDigit: (position: number, at: number, character: string): LocalText => ({
    en: `command ${position}: '${character}' at character ${at} is not a hexadecimal digit`,
    zh: `第 ${position} 条命令：第 ${at} 个字符 '${character}' 不是十六进制数字`
  }),
  oddLength: (position: number, digits: number): LocalText => ({
    en: `command ${position} has ${counted(digits, 'digit')}; one is missing or too many`,
    zh: `第 ${position} 条命令有 ${digits} 个数字；缺少或多出一个`
  }),
  tooShort: (position: number, length: number): LocalText => ({
    en: `command ${position} has ${counted(length, 'byte')}; CLA INS P1 P2 are four`,
    zh: `第 ${position} 条命令只有 ${length} 个字节；CLA INS P1 P2 需要四个`
  }),
  lengthMismatch: (position: number, at: number, lc: number, available: number): LocalText => ({
    en: `command ${position}: Lc at byte ${at} says ${counted(lc, 'byte')} of data; after it: ${counted(available, 'byte')}`,
    zh: `第 ${position} 条命令：第 ${at} 字节的 Lc 为 ${lc}，但其后有 ${available} 个字节`
  })
} as const
