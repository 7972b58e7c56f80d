import type { LocalText } from '../local-text'

/** What was wrong with the arguments. Every function is given the offending word as the person typed it. */
export const usageTexts = {
  unknownCommand: (word: string): LocalText => ({
    en: `there is no command '${word}'`,
    zh: `没有命令 '${word}'`
  }),
  unknownOption: (word: string): LocalText => ({
    en: `there is no option '${word}'`,
    zh: `没有选项 '${word}'`
  }),
  missingArgument: (word: string): LocalText => ({ en: `'${word}' is missing`, zh: `缺少参数 '${word}'` }),
  optionMissingArgument: (word: string): LocalText => ({
    en: `option '${word}' needs a value`,
    zh: `选项 '${word}' 需要一个值`
  }),
  excessArguments: (): LocalText => ({ en: 'there are too many arguments', zh: '参数过多' }),
  missingCommand: (): LocalText => ({ en: 'a command is missing', zh: '缺少命令' }),
  other: (): LocalText => ({ en: 'the arguments do not fit', zh: '参数不正确' }),
  didYouMean: (word: string): LocalText => ({ en: `did you mean ${word}?`, zh: `是否指 ${word}？` }),
  badLanguage: (word: string): LocalText => ({
    en: `'${word}' is not a language of this program; use en or zh`,
    zh: `不支持语言 '${word}'；请用 en 或 zh`
  }),
  badPort: (word: string): LocalText => ({
    en: `'${word}' is not a port; use a number from 1 to 65535`,
    zh: `'${word}' 不是有效端口；请用 1 至 65535 的数字`
  }),
  badKind: (word: string): LocalText => ({
    en: `'${word}' is not a kind of virtual card; use blank, ecash, debit-ecash or credit-ecash`,
    zh: `没有虚拟卡种类 '${word}'；请用 blank、ecash、debit-ecash 或 credit-ecash`
  }),
  badSave: (word: string): LocalText => ({
    en: `--save needs a file name that ends in .json or .html, not '${word}'`,
    zh: `--save 的文件名须以 .json 或 .html 结尾，而不是 '${word}'`
  }),
  watchWithJson: (): LocalText => ({
    en: '--watch never ends, and --json prints one document: use one of the two',
    zh: '--watch 持续输出，而 --json 只打印一个文档：二者只能选一'
  }),
  fileExists: (file: string): LocalText => ({
    en: `${file} exists; --force overwrites it`,
    zh: `${file} 已存在；使用 --force 覆盖`
  }),
  tooLarge: (file: string): LocalText => ({ en: `${file} is larger than 64 MB`, zh: `${file} 超过 64 MB` }),
  declined: (): LocalText => ({ en: 'you answered no', zh: '您选择了否' }),
  needsVirtual: (word: string): LocalText => ({
    en: `only a virtual card can be served: virtual:NAME, not '${word}'`,
    zh: `只能接入虚拟卡：应为 virtual:名称，而不是 '${word}'`
  }),
  noCommands: (): LocalText => ({ en: 'there is no command to send', zh: '没有可发送的命令' })
} as const

/** Which readers there are, for a person who has to choose one. `list` holds one reader a line. */
export const readerChoice = {
  choose: (list: string): LocalText => ({
    en: `several readers hold a card; choose one with --reader:${list}`,
    zh: `多个读卡器有卡；请用 --reader 选择：${list}`
  }),
  fits: (word: string, list: string): LocalText => ({
    en: `'${word}' fits:${list}`,
    zh: `'${word}' 符合：${list}`
  }),
  there: (word: string, list: string): LocalText => ({
    en: `'${word}' is none of:${list}`,
    zh: `'${word}' 不在以下列表中：${list}`
  }),
  empty: (list: string): LocalText => ({
    en: `no reader holds a card:${list}\n  A virtual card works without hardware: --reader virtual:debit-ecash`,
    zh: `读卡器上均无卡：${list}\n  无硬件时可使用虚拟卡：--reader virtual:debit-ecash`
  })
} as const
