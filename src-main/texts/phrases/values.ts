import { sameText, type LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Several texts as one, in order. */
export function listText(texts: readonly LocalText[]): LocalText {
  return both(texts.map(({ en }) => en).join('; '), texts.map(({ zh }) => zh).join('；'))
}

/** A name and what it says: `name: value`. */
export function labelled(name: LocalText, value: LocalText): LocalText {
  return both(`${name.en}: ${value.en}`, `${name.zh}：${value.zh}`)
}

/** A text with a remark in brackets. */
export function remarked(text: LocalText, remark: LocalText): LocalText {
  return both(`${text.en} (${remark.en})`, `${text.zh}（${remark.zh}）`)
}

export const valuePhrases = {
  amountWithoutCurrency: (amount: string): LocalText =>
    both(`${amount} (currency not stated)`, `${amount}（未注明币种）`),
  unknownCurrency: (code: string): LocalText => both(`unknown currency ${code}`, `未知货币代码 ${code}`),
  unknownCountry: (code: string): LocalText => both(`unknown country ${code}`, `未知国家代码 ${code}`),
  unknownLanguage: (code: string): LocalText => both(`unknown language ${code}`, `未知语言代码 ${code}`),
  unknownCode: both('a value without a defined meaning', '未定义的取值'),
  nothingSet: both('no bit set', '未置任何位'),
  empty: both('empty', '空'),
  notDigits: both('holds a nibble that is not a decimal digit', '含有非十进制数字的半字节'),
  notADate: both('not a date of the calendar', '不是有效日期'),
  notATime: both('not a time of day', '不是有效时间'),
  noDate: both('no date (zeros)', '无日期（全零）'),
  notText: both('holds bytes that are not text', '含有非文本字节'),
  notSeparated: both('no separator between number and expiry date', '卡号与失效日期之间没有分隔符'),
  wrongLength: (actual: number, min: number, max: number): LocalText =>
    min === max
      ? both(`${actual} bytes long; should be ${min}`, `长度为 ${actual} 字节，应为 ${min} 字节`)
      : both(
          `${actual} bytes long; should be ${min} to ${max}`,
          `长度为 ${actual} 字节，应为 ${min} 至 ${max} 字节`
        ),
  masked: (length: number): LocalText => both(`${length} bytes, not shown`, `${length} 字节，不显示`),
  cardNumber: both('Card number', '卡号'),
  expiry: both('Expiry date', '失效日期'),
  expiryMonth: (year: string, month: string): LocalText => both(`${year}-${month}`, `${year} 年 ${month} 月`),
  serviceCode: both('Service code', '服务码'),
  discretionary: both('Discretionary data', '自定义数据'),
  cardConfirmation: both('only after the cardholder confirms', '须持卡人确认'),
  noPriority: both('no priority given', '未指定优先级'),
  priority: (rank: number): LocalText =>
    both(`priority ${rank} (1 is the highest)`, `优先级 ${rank}（1 为最高）`),
  logEntry: (sfi: number, records: number): LocalText =>
    both(`SFI ${sfi}, up to ${records} records`, `短文件标识符 ${sfi}，最多 ${records} 条记录`),
  tagAndLength: (tag: string, length: number): LocalText =>
    both(`${tag}, ${length} byte${length === 1 ? '' : 's'}`, `${tag}，${length} 字节`),
  unknownTag: both('Unknown data object', '未知数据对象'),
  brokenList: (offset: number): LocalText =>
    both(`the list breaks off at byte ${offset + 1}`, `列表在第 ${offset + 1} 字节处不完整`),
  listTotal: (count: number, length: number): LocalText =>
    both(
      `${count} data element${count === 1 ? '' : 's'}, ${length} bytes in all`,
      `共 ${count} 个数据元，合计 ${length} 字节`
    ),
  aidUnknown: both('unknown application', '未知应用'),
  unsupportedOid: (oid: string): LocalText => sameText(oid),
  globalPlatform: both('GlobalPlatform card', 'GlobalPlatform 卡'),
  globalPlatformVersion: (version: string): LocalText => sameText(`GlobalPlatform ${version}`),
  identification: both('card identification scheme', '卡标识方案'),
  secureChannel: (scp: string, i: string): LocalText =>
    both(`secure channel protocol SCP${scp}, i = ${i}`, `安全通道协议 SCP${scp}，i = ${i}`)
}

/** Service code (ISO/IEC 7813): what each of the three digits says. */
export const serviceCodePhrases: readonly Readonly<Record<string, LocalText>>[] = [
  {
    '1': both('international, no chip', '国际通用，无芯片'),
    '2': both('international, use the chip', '国际通用，应使用芯片'),
    '5': both('national, no chip', '仅限国内，无芯片'),
    '6': both('national, use the chip', '仅限国内，应使用芯片'),
    '7': both('private', '专用'),
    '9': both('test', '测试')
  },
  {
    '0': both('normal authorisation', '正常授权'),
    '2': both('authorise online', '须联机授权'),
    '4': both('authorise online except by agreement', '除双方约定外须联机授权')
  },
  {
    '0': both('no restriction, PIN required', '无限制，须输入密码'),
    '1': both('no restriction', '无限制'),
    '2': both('goods and services only', '仅限商品与服务'),
    '3': both('ATM only, PIN required', '仅限 ATM，须输入密码'),
    '4': both('cash only', '仅限取现'),
    '5': both('goods and services only, PIN required', '仅限商品与服务，须输入密码'),
    '6': both('no restriction, PIN where possible', '无限制，可能时输入密码'),
    '7': both('goods and services only, PIN where possible', '仅限商品与服务，可能时输入密码')
  }
]

export const aflPhrases = {
  entry: (sfi: number, first: number, last: number, oda: number): LocalText => {
    const records = first === last ? `record ${first}` : `records ${first} to ${last}`
    const numbers = first === last ? `记录 ${first}` : `记录 ${first} 至 ${last}`
    return both(
      `SFI ${sfi}, ${records}${oda > 0 ? `; ${oda} in offline data authentication` : ''}`,
      `短文件标识符 ${sfi}，${numbers}${oda > 0 ? `；其中 ${oda} 条参与脱机数据认证` : ''}`
    )
  },
  name: (number: number): LocalText => both(`Entry ${number}`, `条目 ${number}`),
  'not-multiple-of-four': both('the length is not a multiple of 4', '长度不是 4 的倍数'),
  'bad-sfi': both('an SFI must be 1 to 30', '短文件标识符须为 1 至 30'),
  'record-zero': both('record numbers start at 1', '记录号从 1 开始'),
  'last-before-first': both('the last record lies before the first', '末记录号小于首记录号'),
  'oda-beyond-records': both(
    'more records for authentication than there are',
    '参与认证的记录数多于记录总数'
  ),
  empty: both('names no record', '未列出任何记录')
}

export type AflProblemKind = Exclude<keyof typeof aflPhrases, 'entry' | 'name'>

const cvmMethods: Readonly<Record<number, LocalText>> = {
  0x00: both('fail cardholder verification', '持卡人验证失败'),
  0x01: both('offline PIN in clear', '脱机明文 PIN'),
  0x02: both('online PIN', '联机 PIN'),
  0x03: both('offline PIN in clear and signature', '脱机明文 PIN 加签名'),
  0x04: both('offline enciphered PIN', '脱机密文 PIN'),
  0x05: both('offline enciphered PIN and signature', '脱机密文 PIN 加签名'),
  0x1e: both('signature', '签名'),
  0x1f: both('no verification required', '无需持卡人验证'),
  0x20: both('check of an identity document (PBOC)', '持卡人证件出示'),
  0x3f: both('none performed', '未执行')
}

const cvmConditions: Readonly<Record<number, (x: string, y: string) => LocalText>> = {
  0x00: () => both('always', '总是'),
  0x01: () => both('for unattended cash', '无人值守取现时'),
  0x02: () => both('unless cash or cashback', '非取现、非返现时'),
  0x03: () => both('if the terminal supports it', '终端支持时'),
  0x04: () => both('for manual cash', '人工取现时'),
  0x05: () => both('for purchase with cashback', '消费返现时'),
  0x06: (x) => both(`below ${x}, in the application currency`, `以应用货币交易且金额小于 ${x} 时`),
  0x07: (x) => both(`above ${x}, in the application currency`, `以应用货币交易且金额大于 ${x} 时`),
  0x08: (_, y) => both(`below ${y}, in the application currency`, `以应用货币交易且金额小于 ${y} 时`),
  0x09: (_, y) => both(`above ${y}, in the application currency`, `以应用货币交易且金额大于 ${y} 时`)
}

export const cvmPhrases = {
  /** `code` with or without its "apply the next" bit (40). */
  method: (code: number): LocalText =>
    cvmMethods[code & 0x3f] ??
    both(`unknown method ${(code & 0x3f).toString(16)}`, `未知方法 ${(code & 0x3f).toString(16)}`),
  condition: (code: number, x: string, y: string): LocalText =>
    cvmConditions[code]?.(x, y) ??
    both(`under unknown condition ${code.toString(16)}`, `未知条件 ${code.toString(16)}`),
  /** What follows when the method fails; `undefined` for a method that cannot fail or always does. */
  rule: (method: LocalText, condition: LocalText, next: boolean | undefined): LocalText =>
    next === undefined
      ? both(`${method.en}, ${condition.en}`, `${condition.zh}：${method.zh}`)
      : both(
          `${method.en}, ${condition.en}; ${next ? 'if that fails, try the next' : 'if that fails, verification fails'}`,
          `${condition.zh}：${method.zh}；${next ? '若失败，尝试下一规则' : '若失败，则持卡人验证失败'}`
        ),
  ruleName: (number: number): LocalText => both(`Rule ${number}`, `规则 ${number}`),
  amountX: both('Amount X', '金额 X'),
  amountY: both('Amount Y', '金额 Y'),
  tooShort: both('shorter than the two amounts of 4 bytes', '短于两个 4 字节金额'),
  noRules: both('holds no rule', '不含任何规则'),
  halfRule: both('the last rule is cut off', '最后一条规则不完整'),
  /** Byte 3 of the verification results: 00 unknown, 01 failed, 02 successful. */
  result: (code: number): LocalText =>
    code === 1
      ? both('failed', '失败')
      : code === 2
        ? both('successful', '成功')
        : both('result unknown', '结果未知')
}
