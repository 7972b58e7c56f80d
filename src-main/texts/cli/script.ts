import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What `--help` says of the script commands. */
export const scriptHelp = {
  group: both('scripts of card commands with expectations', '带预期结果的卡片命令脚本'),
  check: both(
    'tell everything that is wrong in scripts; no card is touched',
    '列出脚本中的所有错误；不接触卡片'
  ),
  run: both(
    'run scripts on a card, each in a session of its own, and tell which expectations are met',
    '在卡片上运行脚本（每个脚本一个会话），并报告预期结果是否满足'
  ),
  files: both(
    'scripts, or lists of commands in hexadecimal as for scriptor',
    '脚本，或 scriptor 格式的十六进制命令列表'
  ),
  junit: both('write a JUnit report into FILE', '将 JUnit 报告写入文件'),
  steps: both('end a script after this many steps', '脚本执行到此步数时终止'),
  exchanges: both('end a script after this many commands', '脚本发送到此命令数时终止')
} as const

/** What the script commands print. */
export const scriptTexts = {
  place: (file: string, line: number, column: number): LocalText =>
    both(`${file}:${line}:${column}`, `${file}:${line}:${column}`),
  sound: (file: string): LocalText => both(`${file}: nothing is wrong`, `${file}：没有错误`),
  problems: (count: number): LocalText =>
    both(
      `${count} ${count === 1 ? 'thing is' : 'things are'} wrong; nothing was sent`,
      `共 ${count} 处错误；未发送任何命令`
    ),
  reset: both('reset', '复位'),
  met: both('met', '满足'),
  notMet: both('NOT MET', '不满足'),
  fault: both('the script cannot go on', '脚本无法继续'),
  done: (file: string, expectations: number, failures: number): LocalText =>
    both(
      `${file}: ${expectations - failures} of ${expectations} expectations met`,
      `${file}：${expectations} 项预期中 ${expectations - failures} 项满足`
    ),
  badLimit: (word: string): LocalText =>
    both(`'${word}' is not a whole number from 1 to 1000000000`, `'${word}' 不是 1 至 1000000000 的整数`)
} as const
