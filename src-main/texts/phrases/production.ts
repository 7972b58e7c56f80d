import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What is wrong with the file of a profile. */
export const profileProblems = {
  noObject: both('The file holds no profile.', '文件中没有个人化模板。'),
  unknownBase: (name: string): LocalText =>
    both(`It extends "${name}", which there is not.`, `它所继承的模板“${name}”不存在。`),
  circle: (chain: readonly string[]): LocalText =>
    both(`It extends itself: ${chain.join(' > ')}.`, `模板循环继承：${chain.join(' > ')}。`),
  unknownFields: (names: readonly string[]): LocalText =>
    both(`Nobody knows ${names.map((name) => `"${name}"`).join(', ')}.`, `未知字段：${names.join('、')}。`),
  shape: (message: string): LocalText =>
    both(`The value does not fit: ${message}`, `取值不符合要求：${message}`)
} as const
