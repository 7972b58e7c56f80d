import type { LocalText } from '../local-text'

type Reason =
  | 'card-unknown'
  | 'card-blocked'
  | 'account-unknown'
  | 'account-closed'
  | 'insufficient-funds'
  | 'over-balance-limit'
  | 'over-limit'
  | 'amount-invalid'
  | 'currency-differs'
  | 'cryptogram-wrong'
  | 'balance-unproven'
  | 'atc-replayed'
  | 'atc-jumped'
  | 'psn-mismatch'
  | 'expired'
  | 'pin-wrong'
  | 'pin-tries-exceeded'
  | 'nothing-kept'
  | 'data-missing'
  | 'already-reversed'
  | 'already-confirmed'
  | 'original-unknown'
  | 'duplicate-with-other-content'
  | 'service-unavailable'

/** Why the issuer declined, as a sentence for the person at the desk. */
export const reasonTexts: Readonly<Record<Reason, LocalText>> = {
  'card-unknown': { en: 'The issuer does not know this card.', zh: '发卡行无此卡片。' },
  'card-blocked': { en: 'The issuer has blocked this card.', zh: '该卡已被发卡行锁定。' },
  'account-unknown': { en: 'No account belongs to this card.', zh: '该卡没有对应的账户。' },
  'account-closed': { en: 'The account is closed.', zh: '该账户已销户。' },
  'insufficient-funds': { en: 'There is not enough money for it.', zh: '余额不足。' },
  'over-balance-limit': {
    en: 'The card would hold more e-cash than it may.',
    zh: '将超出电子现金余额上限。'
  },
  'over-limit': { en: 'The amount is above what is allowed at once.', zh: '超出单笔限额。' },
  'amount-invalid': {
    en: 'The amount is not possible, or not the one that the card was asked for.',
    zh: '金额无效，或与提交给卡片的金额不一致。'
  },
  'currency-differs': { en: 'The account is kept in another currency.', zh: '交易货币与账户货币不一致。' },
  'cryptogram-wrong': {
    en: 'The cryptogram of the card is wrong: it is not the card that it says it is, or its data were altered.',
    zh: '卡片的应用密文有误：卡片不真实，或数据被篡改。'
  },
  'balance-unproven': {
    en: 'The card does not prove the balance that this depends on.',
    zh: '卡片未能证明所依据的余额。'
  },
  'atc-replayed': {
    en: 'The transaction counter of the card was used before.',
    zh: '卡片的应用交易计数器已被使用过。'
  },
  'atc-jumped': {
    en: 'The transaction counter of the card has run ahead far. The issuer has taken note of it: try once more.',
    zh: '卡片的应用交易计数器跳跃过大，发卡行已作记录，请再试一次。'
  },
  'psn-mismatch': {
    en: 'The issuer knows the card number with another sequence number.',
    zh: '卡序列号与发卡行登记的不一致。'
  },
  expired: { en: 'The card has expired, or states a wrong expiry date.', zh: '卡片已过期，或失效日期不符。' },
  'pin-wrong': { en: 'The PIN is wrong.', zh: '密码错误。' },
  'pin-tries-exceeded': { en: 'The PIN was wrong too often.', zh: '密码错误次数超限。' },
  'nothing-kept': { en: 'The issuer keeps nothing for this card.', zh: '发卡行没有该卡的待补登金额。' },
  'data-missing': {
    en: 'The issuer was not given what it needs, or not in the right form.',
    zh: '提交的数据不完整或格式有误。'
  },
  'already-reversed': { en: 'This was reversed before.', zh: '该交易已被冲正。' },
  'already-confirmed': { en: 'This was confirmed before.', zh: '该交易已确认完成。' },
  'original-unknown': { en: 'The issuer does not know the original request.', zh: '发卡行无此原交易。' },
  'duplicate-with-other-content': {
    en: 'Another request came under the same name before.',
    zh: '此前已有同名但内容不同的请求。'
  },
  'service-unavailable': {
    en: 'The issuer does not do this for this card.',
    zh: '发卡行不对该卡提供此服务。'
  }
}

/** Authorisation response codes (ISO 8583, field 39) as UnionPay uses them. */
const RESPONSE_CODES: Readonly<Record<string, LocalText>> = {
  '00': { en: 'approved', zh: '批准' },
  '01': { en: 'call the issuer', zh: '请联系发卡行' },
  '03': { en: 'merchant not valid', zh: '商户无效' },
  '04': { en: 'keep the card', zh: '没收卡' },
  '05': { en: 'not honoured', zh: '不予承兑' },
  '10': { en: 'approved in part', zh: '部分批准' },
  '11': { en: 'approved (VIP)', zh: '批准（VIP）' },
  '12': { en: 'transaction not valid', zh: '无效交易' },
  '13': { en: 'amount not valid', zh: '无效金额' },
  '14': { en: 'card number not valid', zh: '无效卡号' },
  '15': { en: 'no such issuer', zh: '无此发卡行' },
  '21': { en: 'card not activated', zh: '卡未初始化' },
  '22': { en: 'suspected error', zh: '故障怀疑，关联交易错误' },
  '25': { en: 'original not found', zh: '找不到原始交易' },
  '30': { en: 'format error', zh: '格式错误' },
  '34': { en: 'suspected fraud', zh: '有作弊嫌疑' },
  '38': { en: 'PIN wrong too often', zh: '超过允许的密码试输入次数' },
  '40': { en: 'function not supported', zh: '不支持的功能' },
  '41': { en: 'lost card', zh: '挂失卡' },
  '42': { en: 'no such account', zh: '无此账户' },
  '43': { en: 'stolen card', zh: '被窃卡' },
  '51': { en: 'insufficient funds', zh: '资金不足' },
  '54': { en: 'expired card', zh: '过期的卡' },
  '55': { en: 'wrong PIN', zh: '密码错误' },
  '57': { en: 'not permitted to the holder', zh: '不允许持卡人进行的交易' },
  '58': { en: 'not permitted to the terminal', zh: '不允许终端进行的交易' },
  '59': { en: 'card check failed', zh: '卡片校验错' },
  '61': { en: 'over the limit', zh: '超出金额限制' },
  '62': { en: 'restricted card', zh: '受限制的卡' },
  '64': { en: 'amount does not match', zh: '原始金额不匹配' },
  '65': { en: 'too many transactions', zh: '超出交易次数限制' },
  '68': { en: 'answer came too late', zh: '应答接收超时' },
  '75': { en: 'PIN wrong too often', zh: '密码错误次数超限' },
  '90': { en: 'cut-over in progress', zh: '正在日终处理' },
  '91': { en: 'issuer not available', zh: '发卡行不能操作' },
  '92': { en: 'network not available', zh: '网络暂时无法连接' },
  '94': { en: 'duplicate', zh: '重复交易' },
  '96': { en: 'system malfunction', zh: '系统异常' },
  '97': { en: 'terminal not registered', zh: '终端未登记' },
  '98': { en: 'issuer timed out', zh: '发卡行超时' },
  '99': { en: 'PIN block format error', zh: '密码格式错' },
  A0: { en: 'wrong MAC', zh: 'MAC 校验错' },
  Y1: { en: 'approved offline', zh: '脱机批准' },
  Z1: { en: 'declined offline', zh: '脱机拒绝' },
  Y3: { en: 'could not go online, approved offline', zh: '无法联机，脱机批准' },
  Z3: { en: 'could not go online, declined offline', zh: '无法联机，脱机拒绝' }
}

/** What a response code means, with the code itself in front. */
export function responseCodeText(code: string): LocalText {
  const known = RESPONSE_CODES[code]
  return known === undefined
    ? { en: `${code} (unknown response code)`, zh: `${code}（未知应答码）` }
    : { en: `${code} ${known.en}`, zh: `${code} ${known.zh}` }
}

/** Why it was refused, by the issuer's reason where it gave one, else by its response code. */
export function refusalText(reason: string): LocalText {
  return Object.hasOwn(reasonTexts, reason) ? reasonTexts[reason as Reason] : responseCodeText(reason)
}

type AccountKind = 'account' | 'drawer' | 'merchant' | 'ecash' | 'kept' | 'suspense' | 'other'

const ACCOUNT_KINDS: Readonly<Record<AccountKind, LocalText>> = {
  account: { en: 'TEST account', zh: '测试账户' },
  drawer: { en: 'Cash drawer', zh: '钱箱' },
  merchant: { en: 'Merchant', zh: '商户' },
  ecash: { en: 'E-cash on card', zh: '卡上电子现金' },
  kept: { en: 'Kept for card', zh: '待补登' },
  suspense: { en: 'On its way', zh: '在途' },
  other: { en: 'Other', zh: '其他' }
}

const OTHER_ACCOUNTS: Readonly<Record<string, LocalText>> = {
  opening: { en: 'Opening balances', zh: '期初余额' }
}

/** The name of a ledger account for a person; `owner` is what it belongs to. */
export function ledgerAccountText(kind: AccountKind, owner: string): LocalText {
  const known = kind === 'other' ? OTHER_ACCOUNTS[owner] : undefined
  if (known !== undefined) return known
  const { en, zh } = ACCOUNT_KINDS[kind]
  return { en: `${en}: ${owner}`, zh: `${zh}：${owner}` }
}

/** What a transfer was for, by its stable word. */
const PURPOSES: Readonly<Record<string, LocalText>> = {
  opening: { en: 'opening', zh: '期初' },
  purchase: { en: 'purchase', zh: '消费' },
  load: { en: 'load', zh: '圈存' },
  'load-kept': { en: 'load of what was kept', zh: '补登' },
  unload: { en: 'unload', zh: '圈提' },
  keep: { en: 'kept for the card', zh: '待补登入账' },
  advice: { en: 'offline purchase', zh: '脱机消费' },
  claim: { en: 'offline purchase, claimed', zh: '脱机消费（追认）' },
  refund: { en: 'offline purchase, refunded', zh: '脱机消费（退回）' },
  'card-renewed': { en: 'taken back, card made anew', zh: '卡片重制，退回' },
  'by-hand': { en: 'settled by hand', zh: '人工处理' },
  'ecash-purchase': { en: 'e-cash payment', zh: '电子现金消费' },
  'set-limits': { en: 'change of limits', zh: '修改限额' },
  'change-pin': { en: 'change of PIN', zh: '修改密码' },
  'unblock-pin': { en: 'unblocking the PIN', zh: '密码解锁' },
  'block-application': { en: 'blocking the application', zh: '应用锁定' },
  'unblock-application': { en: 'unblocking the application', zh: '应用解锁' },
  'block-card': { en: 'blocking the card', zh: '卡片锁定' },
  release: { en: 'no longer kept for the card', zh: '解除待补登' }
}

export function purposeText(purpose: string): LocalText {
  return PURPOSES[purpose] ?? { en: purpose, zh: purpose }
}

/** Who has the database. */
export const databaseProblems = {
  heldBy: (process: number): LocalText => ({
    en: `process ${process} is working with it`,
    zh: `进程 ${process} 正在使用`
  }),
  file: (path: string): LocalText => ({ en: path, zh: path })
} as const
