import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

const purposes = {
  offline: both('PIN, checked by the card', 'PIN（由卡片验证）'),
  online: both('PIN, checked by the issuer', 'PIN（由发卡行验证）'),
  new: both('New PIN', '新 PIN')
} as const

export const transactHelp = {
  transact: both(
    'pay with a card, as a shop terminal does, and tell every decision of card, terminal and issuer',
    '像商户终端一样用卡付款，并说明卡片、终端和发卡行的每个决定'
  ),
  amount: both('amount to pay, e.g. 12.50', '付款金额，如 12.50'),
  contactless: both('flash pay over the air instead of by contact', '用闪付（非接触）代替接触式交易'),
  online: both('demand an online authorisation', '要求联机授权'),
  preset: both(
    'which terminal: pos (default), offline-only-pos, metro-gate, branch-counter',
    '终端类型：pos（默认）、offline-only-pos、metro-gate、branch-counter'
  ),
  pinFd: both(
    'read PINs from this open file descriptor, one a line, instead of asking',
    '从此文件描述符读取 PIN（每行一个），不再询问'
  )
} as const

export const transactTexts = {
  pin: (
    purpose: keyof typeof purposes,
    amount: LocalText | undefined,
    triesLeft: number | undefined
  ): LocalText => {
    const what = purposes[purpose]
    const en = [
      ...(amount === undefined ? [] : [`for ${amount.en}`]),
      ...(triesLeft === undefined ? [] : [`${triesLeft} ${triesLeft === 1 ? 'try' : 'tries'} left`])
    ]
    const zh = [
      ...(amount === undefined ? [] : [`金额 ${amount.zh}`]),
      ...(triesLeft === undefined ? [] : [`剩余 ${triesLeft} 次`])
    ]
    return both(
      `${what.en}${en.length === 0 ? '' : ` (${en.join(', ')})`}: `,
      `${what.zh}${zh.length === 0 ? '' : `（${zh.join('，')}）`}：`
    )
  },
  notAPin: both('A PIN is 4 to 12 digits. Nothing was sent.', 'PIN 为 4 至 12 位数字。未发送任何内容。'),
  newPinAgain: both('New PIN once more: ', '再次输入新 PIN：'),
  noPinGiven: both(
    'No PIN was given. Where nobody can type it, --pin-fd gives it.',
    '未提供密码。无法键入时请使用 --pin-fd。'
  ),
  pinsDiffer: both(
    'The two are not the same. Nothing was sent; please begin anew.',
    '两次输入不一致，未发送任何内容，请重新输入。'
  ),
  whichApplication: both('Which application? ', '使用哪个应用？'),
  yesOrNo: both('[y/N] ', '[是/否] '),
  badDescriptor: (descriptor: string): LocalText =>
    both(`nothing can be read from file descriptor ${descriptor}`, `无法从文件描述符 ${descriptor} 读取`),
  withoutAmount: both('an amount is needed: --amount 12.50', '需要金额：--amount 12.50'),
  path: {
    ecash: both('e-cash on the card', '卡上电子现金'),
    account: both('the account behind the card', '卡片对应的账户')
  },
  amountLine: both('Amount', '金额'),
  card: both('Card', '卡片'),
  paidFrom: both('Paid from', '付款来源'),
  balance: both('E-cash balance', '电子现金余额'),
  counter: both('Transaction counter', '交易计数器'),
  cryptogram: both('Cryptogram', '应用密文'),
  responseCode: both('Response code', '响应码'),
  holder: both('Cardholder verification', '持卡人验证'),
  facts: both('Result', '结果'),
  story: both('Every decision', '决策过程'),
  time: (apdus: number, total: number, oda: number | undefined): LocalText =>
    both(
      `${apdus} commands, ${total} ms${oda === undefined ? '' : `, of which ${oda} ms to check that the card is genuine`}`,
      `${apdus} 条命令，用时 ${total} 毫秒${oda === undefined ? '' : `，其中脱机数据认证 ${oda} 毫秒`}`
    )
} as const
