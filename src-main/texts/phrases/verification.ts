import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What each rule asks for. */
export const ruleTexts = {
  'structure/complete': both('The card was read to its end.', '卡片读取完整。'),
  'structure/selection': both(
    'The answer to selection names the application and gives it a label.',
    '选择响应包含应用标识和应用标签。'
  ),
  'structure/options': both('AIP and AFL have their lengths.', 'AIP 与 AFL 长度正确。'),
  'structure/records': both('Every record that the AFL names can be read.', 'AFL 指向的每条记录均可读取。'),
  'structure/templates': both(
    'Records of files 1 to 10 are one template 70.',
    '文件 1 至 10 的记录均为单个模板 70。'
  ),
  'structure/lengths': both('Data objects have the lengths of their format.', '数据对象长度符合规范。'),
  'structure/digits': both('Numeric data objects hold decimal digits.', '数字型数据对象仅含十进制数字。'),
  'structure/mandatory': both(
    'Card number, expiry date and both lists for cryptograms are there.',
    '具备卡号、失效日期及两个密文数据对象列表。'
  ),
  'structure/expected': both('What every PBOC card has is there.', '具备 PBOC 卡片常备的数据。'),
  'structure/once': both(
    'No data object comes twice with different values.',
    '没有取值不一致的重复数据对象。'
  ),
  'account/check-digit': both('The check digit of the card number is right.', '卡号校验位正确。'),
  'account/track2': both(
    'Track 2 has at most 37 digits and its separator.',
    '二磁道数据不超过 37 位且含分隔符。'
  ),
  'account/same-number': both('Track 2 has the same card number as 5A.', '二磁道卡号与 5A 一致。'),
  'account/same-expiry': both(
    'Track 2 has the same month of expiry as 5F24.',
    '二磁道失效年月与 5F24 一致。'
  ),
  'account/same-service-code': both(
    'Track 2 has the same service code as 5F30.',
    '二磁道服务码与 5F30 一致。'
  ),
  'account/dates': both('Both dates are days, the effective date first.', '两个日期均有效，且生效日期在前。'),
  'account/valid': both('The card is good today.', '卡片当前有效。'),
  'account/name': both('The name of the holder can be read.', '持卡人姓名可读。'),
  'account/expiry-place': both(
    '5F24 does not lie in the last record of flash pay.',
    '5F24 不在闪付的最后一条记录中。'
  ),
  'authentication/data': both(
    'What the AIP announces, the card has data for.',
    'AIP 声明的认证方式具备所需数据。'
  ),
  'authentication/genuine': both('Certificates and signatures are right.', '证书与签名正确。'),
  'authentication/sm-set': both(
    'A card that asks whether the terminal can do SM proves itself with SM2 to one that can.',
    '询问终端国密能力的卡片，对支持国密的终端以 SM2 完成认证。'
  ),
  'authentication/certificates-outlast': both(
    'No certificate ends before the card does.',
    '证书有效期不早于卡片失效日期。'
  ),
  'authentication/signed-number': both(
    'Card number and expiry date are among the signed data.',
    '卡号与失效日期在签名数据之中。'
  ),
  'authentication/tag-list': both(
    'The list of signed tags (9F4A) names the AIP and nothing else.',
    '静态数据认证标签列表（9F4A）仅含 AIP。'
  ),
  'authentication/ddol': both(
    'The list for dynamic signatures (DDOL) has the unpredictable number.',
    'DDOL 包含不可预知数。'
  ),
  'lists/readable': both('Data object lists can be read.', '数据对象列表可解析。'),
  'lists/cryptogram': both('CDOL1 has what the cryptogram is made of.', 'CDOL1 包含计算应用密文所需数据。'),
  'lists/second': both('CDOL2 has the authorisation response code.', 'CDOL2 包含授权响应码。'),
  'lists/flash': both(
    'The contactless PDOL has the terminal transaction qualifiers.',
    '非接触式 PDOL 包含终端交易属性。'
  ),
  'holder/list': both(
    'The list of verification methods can be read, and the AIP says that there is one.',
    'CVM 列表可解析，且 AIP 声明支持持卡人验证。'
  ),
  'holder/pin': both(
    'Where the card checks the PIN, it has tries left.',
    '需卡片验证 PIN 时，PIN 仍可尝试。'
  ),
  'limits/balance': both('The balance does not exceed its limit.', '电子现金余额不超过上限。'),
  'limits/within': both(
    'Transaction limit and reset threshold do not exceed the balance limit.',
    '单笔限额与重置阈值不超过余额上限。'
  ),
  'limits/mainland': both('E-cash holds at most ¥1,000.00.', '电子现金余额上限不超过 1,000.00 元。'),
  'limits/offline-counters': both(
    'Lower limits of offline transactions are not above the upper ones.',
    '连续脱机交易下限不高于上限。'
  ),
  'ecash/objects': both('E-cash has balance, limits and threshold.', '电子现金具备余额、限额与重置阈值。'),
  'ecash/authorisation-code': both(
    'The e-cash authorisation code (9F74) is not among the data of debit and credit.',
    '借贷记数据中不含电子现金发卡行授权码（9F74）。'
  ),
  'ecash/currency': both(
    'All currencies and countries of the application agree.',
    '应用的货币与国家代码一致。'
  ),
  'logs/formats': both(
    'Each log has its format, in a file from 11 to 30.',
    '每个日志均有格式，且位于文件 11 至 30。'
  ),
  'directory/listed': both(
    'Each application is in the directory of this interface.',
    '每个应用均列于本接口的目录中。'
  ),
  'directory/same': both(
    'Directory and application have the same label and priority.',
    '目录与应用的标签及优先级一致。'
  )
} as const

/** What exactly breaks a rule. None repeats a card number. */
export const ruleFindings = {
  missing: (tag: string): LocalText => both(`${tag} is missing.`, `缺少 ${tag}。`),
  length: (tag: string, length: number): LocalText =>
    both(`${tag} has ${length} bytes.`, `${tag} 长度为 ${length} 字节。`),
  unreadable: (tag: string): LocalText => both(`${tag} cannot be read.`, `${tag} 无法解析。`),
  differ: (left: string, right: string): LocalText =>
    both(`${left} and ${right} do not agree.`, `${left} 与 ${right} 不一致。`),
  above: (left: string, right: string): LocalText =>
    both(`${left} is above ${right}.`, `${left} 高于 ${right}。`),
  aboveMainland: both('9F77 is above ¥1,000.00.', '9F77 高于 1,000.00 元。'),
  noSmSet: both(
    'It asks for SM (DF69), and answers a terminal that can do SM with RSA data or none.',
    '要求国密能力标识（DF69），但对支持国密的终端仍返回 RSA 数据或无数据。'
  ),
  lacks: (list: string, tag: string): LocalText => both(`${list} has no ${tag}.`, `${list} 不含 ${tag}。`),
  record: (sfi: number, record: number): LocalText =>
    both(`Record ${record} of file ${sfi}.`, `文件 ${sfi} 的记录 ${record}。`),
  checkDigit: both('The check digit is wrong.', '校验位不正确。'),
  expired: both('It has expired.', '已过期。'),
  notYet: both('It is not good yet.', '尚未生效。'),
  twice: (tag: string): LocalText => both(`${tag} comes with different values.`, `${tag} 存在不同取值。`),
  placed: both('5F24 lies there.', '5F24 位于该记录。'),
  unsigned: (tag: string): LocalText => both(`${tag} is not signed.`, `${tag} 未被签名。`),
  method: (method: string, step: LocalText): LocalText =>
    both(`${method} failed: ${step.en}`, `${method} 失败：${step.zh}`),
  certificate: (tag: string): LocalText =>
    both(`${tag} ends before the card does.`, `${tag} 的有效期早于卡片失效日期。`),
  noTries: both('No PIN try is left.', 'PIN 已无剩余尝试次数。'),
  unlisted: both('It is not listed.', '未列于目录。'),
  notAnnounced: both('There is a list, and the AIP does not say so.', '存在 CVM 列表但 AIP 未声明。'),
  present: (tag: string): LocalText => both(`${tag} is there.`, `存在 ${tag}。`),
  incomplete: both('Reading was interrupted.', '读取中断。')
} as const

/** What differs between a card and what was to be written. */
export const readBackFindings = {
  applicationAbsent: both('The application was not found.', '未找到该应用。'),
  recordAbsent: both('The record was not read.', '未读到该记录。'),
  objectAbsent: both('The card did not give it.', '卡片未返回该数据。'),
  objectDiffers: both('The card has another value.', '卡片中的值不同。'),
  objectUnexpected: both('It was not to be written.', '该数据不在写入内容中。')
} as const
