import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Facts of a terminal, as a person chooses between them. */
export const presetTexts = {
  known: (ids: readonly string[]): LocalText =>
    both(`There are: ${ids.join(', ')}.`, `可用的终端：${ids.join('、')}。`),
  kind: both('Kind', '类型'),
  attendance: (attended: boolean): LocalText =>
    attended ? both('attended', '有人值守') : both('unattended', '无人值守'),
  connection: (online: boolean): LocalText =>
    online ? both('can ask the issuer', '可联机') : both('never online', '仅脱机'),
  flashPay: both('Flash pay', '闪付'),
  ecash: both('E-cash by contact', '接触式电子现金'),
  notTaken: both('not taken', '不接受'),
  floor: both('Asks the issuer', '联机交易'),
  verification: both('Cardholder verification', '持卡人验证'),
  merchant: both('Merchant', '商户'),
  upTo: (amount: LocalText): LocalText => both(`up to ${amount.en}`, `不超过 ${amount.zh}`),
  from: (amount: LocalText): LocalText => both(`from ${amount.en} on`, `金额达到 ${amount.zh}`),
  onlinePin: both('online PIN', '联机 PIN'),
  plainPin: both('PIN checked by the card', '脱机明文 PIN'),
  encipheredPin: both('PIN checked by the card, enciphered', '脱机密文 PIN'),
  signature: both('signature', '签名'),
  none: both('none', '无需验证')
} as const
