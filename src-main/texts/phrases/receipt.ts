import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Names and remarks on a receipt. */
export const receiptTexts = {
  test: both('TEST issuer: no real money was moved.', '测试发卡方：未动用真实资金。'),
  copy: both('Copy', '重印'),
  card: both('Card', '卡号'),
  application: both('Application', '应用'),
  time: both('Time', '时间'),
  terminal: both('Terminal', '终端'),
  merchant: both('Merchant', '商户'),
  amount: both('Amount', '金额'),
  before: both('Balance before', '原余额'),
  after: both('Balance now', '现余额'),
  counter: both('Transaction counter', '交易序号'),
  cryptogram: both('Cryptogram', '应用密文'),
  responseCode: both('Response code', '应答码'),
  reference: both('Reference', '参考号'),
  state: both('State', '状态'),
  states: {
    completed: both('completed', '成功'),
    reversed: both('reversed', '已冲正')
  },
  title: both('Receipt', '凭条')
} as const
