import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What is wrong with what is known of an applicant. None of these repeats a card number or a PIN. */
export const applicantFindings = {
  'pan-form': both('The card number is not 12 to 19 digits.', '卡号须为 12 至 19 位数字。'),
  'pan-length': (length: number): LocalText =>
    both(`The issuer's card numbers have ${length} digits.`, `该发卡行的卡号为 ${length} 位。`),
  'pan-range': (identifier: string): LocalText =>
    both(`The issuer's card numbers begin with ${identifier}.`, `该发卡行的卡号以 ${identifier} 开头。`),
  'pan-check-digit': both('The check digit of the card number is wrong.', '卡号校验位不正确。'),
  'psn-form': both('The card sequence number is two digits, 00 to 99.', '卡序列号须为两位数字（00 至 99）。'),
  'date-unreal': both('There is no such day.', '日期不存在。'),
  'date-century': both('A chip can tell days of 1950 to 2049 only.', '芯片只能表示 1950 至 2049 年的日期。'),
  'dates-reversed': both('The card would expire before it is good.', '失效日期早于生效日期。'),
  expired: both('The card would be expired already.', '卡片已过期。'),
  'expiry-after-issuer': (month: string): LocalText =>
    both(
      `The card would be good for longer than its issuer's certificate, which ends with ${month}.`,
      `卡片有效期超过发卡行证书有效期（至 ${month}）。`
    ),
  'text-gbk': (character: string): LocalText =>
    both(
      `GBK, in which cards keep text, has no “${character}”.`,
      `GBK 字符集中没有“${character}”，卡片无法存储。`
    ),
  'text-control': both('There are control characters in it.', '包含控制字符。'),
  'text-length': (least: number, most: number, length: number): LocalText =>
    both(
      `It takes ${length === 1 ? 'one byte' : `${length} bytes`} on the card, where ${least} to ${most} are allowed; a Chinese character takes two.`,
      `在卡上占 ${length} 字节，允许 ${least} 至 ${most} 字节（汉字占两字节）。`
    ),
  'document-type': both(
    'The type of document is 00 (identity card), 01 (officer), 02 (passport), 03 (entry permit), 04 (temporary) or 05 (other).',
    '证件类型须为 00（身份证）、01（军官证）、02（护照）、03（入境证）、04（临时身份证）或 05（其他）。'
  ),
  'document-number': both(
    'The number of a document is 1 to 40 plain characters.',
    '证件号码须为 1 至 40 个 ASCII 字符。'
  ),
  'identity-number': both(
    'The number of an identity card has 17 digits and a digit or X.',
    '身份证号码须为 17 位数字加一位数字或 X。'
  ),
  'identity-check-digit': both(
    'The check digit of the identity number is wrong.',
    '身份证号码校验位不正确。'
  ),
  'service-code-form': both('The service code is three digits.', '服务码须为三位数字。'),
  'pin-form': both('A PIN is 4 to 12 digits.', 'PIN 须为 4 至 12 位数字。'),
  'pin-weak': both(
    'The PIN is easily guessed: one digit again and again, or a row.',
    'PIN 过于简单：重复数字或连续数字。'
  ),
  'limit-range': (least: LocalText, most: LocalText): LocalText =>
    both(`The issuer allows ${least.en} to ${most.en}.`, `发卡行允许的范围为 ${least.zh} 至 ${most.zh}。`),
  'limit-order': both('It is above the most that the card may hold.', '高于卡片余额上限。'),
  needed: both('The profile needs it.', '该模板要求填写此项。')
} as const

/** What is wrong with a profile whose shape is right. */
export const profileFindings = {
  'dgi-twice': both('There are two data groupings with this identifier.', '数据分组标识重复。'),
  'record-template': both('A record of files 1 to 10 is a template 70.', '文件 1 至 10 的记录须为模板 70。'),
  'record-long': both('A record has at most 254 bytes.', '记录最长 254 字节。'),
  'afl-broken': both('The application file locator cannot be right.', '应用文件定位器（AFL）有误。'),
  'afl-record-absent': (record: string): LocalText =>
    both(
      `The file locator names record ${record}, which is not in the profile.`,
      `AFL 指向的记录 ${record} 不在模板中。`
    ),
  'record-unlocated': both('No file locator leads to this record.', '没有任何 AFL 指向此记录。'),
  'signed-itself': both(
    'A record that takes part in data authentication cannot hold the certificate or signature over it.',
    '参与数据认证的记录不能包含对其自身的证书或签名。'
  ),
  'dol-broken': both('The data object list cannot be read.', '数据对象列表（DOL）无法解析。'),
  'value-length': (found: number, least: number, most: number): LocalText =>
    both(
      `The value has ${found} bytes; this data object has ${least === most ? least : `${least} to ${most}`}.`,
      `值为 ${found} 字节；此数据对象应为 ${least === most ? least : `${least} 至 ${most}`} 字节。`
    ),
  'secret-in-clear': both('It holds secrets and is not enciphered.', '包含敏感数据却未加密。'),
  'secret-not-alone': both(
    'A secret stands alone in its data grouping, without a tag.',
    '敏感数据须单独成组且不带标签。'
  ),
  'pad-needed': both(
    'Its length is no whole number of cipher blocks: it has to be padded.',
    '长度不是分组长度的整数倍，须填充。'
  ),
  order: (before: string, after: string): LocalText =>
    both(`${before} has to come before ${after}.`, `${before} 须位于 ${after} 之前。`),
  'diversification-unfit': both(
    'This diversification does not go with the protocol.',
    '密钥分散方式与安全通道协议不符。'
  ),
  'created-key-version': both(
    'The keys of a domain that is made have a version of their own, 01 to 7F.',
    '新建安全域的密钥须有自己的版本号（01 至 7F）。'
  ),
  'created-protocol': both(
    'The keys of one of them are DES keys, those of the other AES keys.',
    '两个安全域的密钥算法不同（DES 与 AES）。'
  ),
  'side-missing': both(
    'The card pays on this side, and has no answer to SELECT for it.',
    '卡片支持此界面，却没有对应的 SELECT 响应。'
  ),
  'side-too-many': both(
    'The card does not pay on this side, and has data for it.',
    '卡片不支持此界面，却有对应的数据。'
  ),
  'directory-missing': both(
    'The card pays on a side for which it has no directory (PSE, PPSE).',
    '卡片支持的界面缺少目录（PSE、PPSE）。'
  ),
  'directory-too-many': both(
    'The card has a directory (PSE, PPSE) for a side on which it does not pay.',
    '卡片含有其不支持的界面的目录（PSE、PPSE）。'
  ),
  'track2-long': both('Track 2 has at most 37 digits.', '二磁道最多 37 位。'),
  'identifier-long': both(
    'The identifier leaves no room for card numbers.',
    '发卡行标识过长，没有可用卡号。'
  ),
  'text-gbk': applicantFindings['text-gbk'],
  'text-length': applicantFindings['text-length'],
  'key-too-long': both("The card's key is longer than its issuer's.", '卡片密钥长于发卡行密钥。'),
  'ca-index-differs': both(
    "The issuer's certificate was made with another key of the payment system than the profile names.",
    '发卡行证书所用的认证中心公钥与模板所列不同。'
  ),
  'sm2-missing': both(
    'The issuer has no SM2 key with a certificate, which the algorithms of the card need.',
    '发卡行缺少带证书的 SM2 密钥，无法按所选算法制卡。'
  ),
  'sm4-missing': both('There are no SM4 master keys.', '缺少 SM4 主密钥。')
} as const

/** What happens while a card is made, as the timeline shows it. */
export const personalizationSteps = {
  creating: both('Making the security domain for payment', '正在创建支付安全域'),
  checking: both('Checking that the chip is as it should be', '正在检查芯片状态'),
  deleting: (name: string): LocalText => both(`Deleting the ${name} that was there`, `正在删除原有的${name}`),
  installing: (name: string): LocalText => both(`Installing ${name}`, `正在安装${name}`),
  opening: (name: string): LocalText => both(`Opening ${name} for its data`, `正在打开${name}以写入数据`),
  writing: (name: string, block: number, blocks: number): LocalText =>
    both(`Writing ${name}: ${block} of ${blocks}`, `正在写入${name}：${block}/${blocks}`),
  keys: both("Putting the card's own keys in the place of the factory's", '正在以卡片密钥替换出厂密钥'),
  securing: both('Securing the chip', '正在将芯片置为安全状态'),
  finished: both('The card is made', '卡片制作完成')
} as const

/** What the data groupings of a PBOC application are (UnionPay profiles; EMV CPS 1.1). */
const groupings: Readonly<Record<string, LocalText>> = {
  '0D01': both('Limits and counters of risk management', '风险管理限额与计数器'),
  '0E01': both('Internal data of the application', '应用内部数据'),
  '8000': both(
    'Card keys for cryptograms, script MACs and script encipherment',
    '应用密文、脚本 MAC 与脚本加密密钥'
  ),
  '9000': both('Check values of the card keys', '卡片密钥校验值'),
  '8010': both('PIN', 'PIN'),
  '9010': both('PIN tries', 'PIN 尝试次数'),
  '8020': both('Keys of extended applications', '扩展应用密钥'),
  '9020': both('Check values of the keys of extended applications', '扩展应用密钥校验值'),
  '8030': both('SM4 card keys', 'SM4 卡片密钥'),
  '9030': both('Check values of the SM4 card keys', 'SM4 卡片密钥校验值'),
  '8100': both('SM2 private key', 'SM2 私钥'),
  '8201': both('RSA key: inverse of q modulo p', 'RSA 密钥：q 模 p 的逆元'),
  '8202': both('RSA key: d modulo q − 1', 'RSA 密钥：d 模 q−1'),
  '8203': both('RSA key: d modulo p − 1', 'RSA 密钥：d 模 p−1'),
  '8204': both('RSA key: prime q', 'RSA 密钥：素数 q'),
  '8205': both('RSA key: prime p', 'RSA 密钥：素数 p'),
  '9102': both('Answer to SELECT by contact', '接触式 SELECT 响应'),
  '9103': both('Answer to SELECT without contact', '非接触式 SELECT 响应'),
  '9104': both('Processing options by contact', '接触式处理选项'),
  '9203': both('Processing options of e-cash by contact', '接触式电子现金处理选项'),
  '9204': both('Processing options of contactless debit and credit', '非接触式借贷记处理选项'),
  '9114': both('Processing options by contact, SM', '接触式处理选项（国密）'),
  '9201': both('Issuer application data by contact, SM', '接触式发卡行应用数据（国密）'),
  '9213': both('Processing options of e-cash by contact, SM', '接触式电子现金处理选项（国密）'),
  '9217': both('Processing options of flash pay, SM', '闪付处理选项（国密）'),
  '9206': both('Processing options of magnetic stripe data', 'MSD 处理选项'),
  '9207': both('Processing options of flash pay', '闪付处理选项'),
  '9200': both('Issuer application data by contact', '接触式发卡行应用数据'),
  A001: both('Files of logs and extended applications', '日志与扩展应用文件')
}

/** The name of a data grouping, 4 hex digits. */
export function groupingName(dgi: string): LocalText {
  const known = groupings[dgi]
  if (known !== undefined) return known
  const [sfi, record] = [Number.parseInt(dgi.slice(0, 2), 16), Number.parseInt(dgi.slice(2), 16)]
  return sfi >= 1 && sfi <= 30
    ? both(`Record ${record} of file ${sfi}`, `文件 ${sfi} 的记录 ${record}`)
    : both(`Data grouping ${dgi}`, `数据分组 ${dgi}`)
}

/** What is wrong with applicants beside each other. */
export const batchFindings = {
  'pan-twice': (row: number): LocalText =>
    both(
      `Applicant ${row} has the same card and sequence number.`,
      `与第 ${row} 位申请人的卡号及序列号相同。`
    ),
  empty: both('There is nobody in the batch.', '批次中没有申请人。')
} as const
