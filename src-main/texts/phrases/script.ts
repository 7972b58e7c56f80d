import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What is wrong with a script, before anything of it is run. Words are given as they stand in the script. */
export const scriptProblems = {
  character: (what: string) => both(`'${what}' has no meaning here`, `此处的 '${what}' 无意义`),
  unclosed: (quote: string) =>
    both(`what begins with ${quote} does not end on this line`, `以 ${quote} 开始的内容在本行没有结束`),
  tooLong: (characters: number) =>
    both(`a script has at most ${characters} characters`, `脚本最多 ${characters} 个字符`),
  tooDeep: () => both('this is nested too deeply', '嵌套过深'),
  statement: (word: string) =>
    both(
      `'${word}' begins no statement: a command by name or in hexadecimal, raw, let, set, expect, print, if, repeat, for, while, include, reset or exit`,
      `'${word}' 不是语句开头：应为命令名称、十六进制命令、raw、let、set、expect、print、if、repeat、for、while、include、reset 或 exit`
    ),
  wanted: (what: string, found: string) =>
    found === ''
      ? both(`the line ends where ${what} is wanted`, `此行结束，但应有 ${what}`)
      : both(`${what} is wanted, not '${found}'`, `应为 ${what}，而不是 '${found}'`),
  surplus: (found: string) =>
    both(`the statement has ended before '${found}'`, `语句在 '${found}' 之前已结束`),
  unclosedBlock: () => both("this block is not closed with '}'", "此代码块没有以 '}' 结束"),
  strayBrace: () => both("this '}' closes nothing", "此 '}' 没有对应的开头"),
  strayElse: () => both("'else' follows no 'if'", "'else' 之前没有 'if'"),
  badHex: (found: string) =>
    both(`'${found}' is not hexadecimal with two digits a byte`, `'${found}' 不是每字节两位的十六进制`),
  badNumber: (found: string, least: number, most: number) =>
    both(
      `'${found}' is not a number from ${least} to ${most}`,
      `'${found}' 不是 ${least} 至 ${most} 之间的数字`
    ),
  badApdu: () => both('these bytes are not a command with fitting lengths', '这些字节不是长度相符的命令'),
  badMask: (found: string) =>
    both(
      `'${found}' is not a mask: hexadecimal digits, with X or . for any digit, two a byte`,
      `'${found}' 不是掩码：应为十六进制数字，X 或 . 代表任意数字，每字节两位`
    ),
  badPattern: (at: number) =>
    both(
      `the regular expression cannot be read from its character ${at} on`,
      `正则表达式从第 ${at} 个字符起无法识别`
    ),
  patternTooLarge: () => both('the regular expression is too large', '正则表达式过大'),
  unknownName: (name: string) => both(`there is no '${name}' here`, `此处没有 '${name}'`),
  nameTaken: (name: string) => both(`'${name}' cannot be a name of one's own`, `'${name}' 不能用作变量名`),
  unknownFunction: (name: string) => both(`there is no function '${name}'`, `没有函数 '${name}'`),
  argumentCount: (name: string, count: string) =>
    both(`'${name}' takes ${count} arguments`, `'${name}' 需要 ${count} 个参数`),
  includeMissing: (name: string) =>
    both(`there is no script '${name}' beside this one`, `没有与本脚本同目录的脚本 '${name}'`),
  includeCycle: (name: string) =>
    both(`'${name}' includes itself, directly or through others`, `'${name}' 直接或间接地包含了自身`),
  tooManyIncludes: (most: number) => both(`at most ${most} scripts are included`, `最多包含 ${most} 个脚本`)
} as const

/** Why a script stopped at a place, or an expectation was not met. */
export const scriptFaults = {
  steps: (most: number) =>
    both(
      `the script goes on after ${most} steps: perhaps a loop without end`,
      `脚本执行 ${most} 步后仍未结束：可能是死循环`
    ),
  exchanges: (most: number) =>
    both(`the script sends more than ${most} commands`, `脚本发送的命令超过 ${most} 条`),
  noAnswer: () => both('no command was answered yet', '还没有命令得到响应'),
  noTag: (tag: string) => both(`there is no ${tag} in the data`, `数据中没有 ${tag}`),
  kind: (wanted: string) => both(`the value is not ${wanted}`, `值不是${wanted}`),
  range: (least: number, most: number) =>
    both(`the number is not a whole one from ${least} to ${most}`, `数字不是 ${least} 至 ${most} 的整数`),
  divided: () => both('divided by zero', '除以零'),
  tooLarge: () => both('the value is too large', '值过大'),
  badApdu: () => both('the bytes are not a command with fitting lengths', '这些字节不是长度相符的命令'),
  status: (wanted: string, got: string) =>
    both(`the status word is ${got}, not ${wanted}`, `状态字为 ${got}，而不是 ${wanted}`),
  untrue: () => both('the condition does not hold', '条件不成立'),
  notRecorded: () => both('the recording does not hold this command', '录制的数据中没有此命令')
} as const

/** Kinds of values, as they are named in `scriptFaults.kind`'s sentence. */
export const scriptKinds = {
  bytes: both('bytes', '字节'),
  number: both('a number', '数字'),
  text: both('a text', '文本'),
  truth: both('true or false', '真或假')
} as const
