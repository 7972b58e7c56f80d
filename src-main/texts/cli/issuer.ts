import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Help and output of `cardwright issuer`. */
export const issuerTexts = {
  issuer: both('the built-in TEST issuer: accounts, cards, ledger', '内置测试发卡行：账户、卡片、账簿'),
  accounts: both('list accounts with what they hold', '列出账户及余额'),
  cards: both('list the cards that the issuer has given out', '列出发卡行发出的卡片'),
  ledger: both('add the ledger up and show its latest transfers', '核对账簿并显示最近的转账'),
  statement: both('show what moved on one account', '显示某账户的明细'),
  keep: both(
    'keep an amount for a card, which is loaded when the card comes next (remote top-up)',
    '为卡片存入待补登金额，下次用卡时补登'
  ),
  upload: both('send accepted offline purchases to the issuer', '向发卡行上送脱机消费'),
  purchases: both(
    'list offline purchases that wait to be uploaded, and those that the issuer refused',
    '列出待上送及被发卡行拒绝的脱机消费'
  ),
  journal: both(
    'show what was done with cards and money, unfinished entries first',
    '显示卡片与资金操作日志，未完成的在前'
  ),

  account: both('name of the account, as "issuer accounts" shows it', '账户名称（见 issuer accounts）'),
  most: both('show at most so many lines', '最多显示的行数'),
  card: both(
    'card: its label, the last four digits of its number, or its reference',
    '卡片：名称、卡号末四位或卡片标识'
  ),
  amount: both('amount, for example 100 or 12.50', '金额，例如 100 或 12.50'),
  from: both('where the money comes from: account or cash', '资金来源：account（账户）或 cash（现金）'),
  entry: both('only this entry, with every step', '仅显示该条及其全部步骤'),
  open: both('only what is not finished', '仅显示未完成的'),

  again: both('send this purchase again, which the issuer refused', '重新上送此笔被拒绝的消费'),

  test: both('TEST issuer: nothing here has value.', '测试发卡行：此处金额均无价值。'),
  headAccount: both('ACCOUNT', '账户'),
  headName: both('NAME', '名称'),
  headBalance: both('BALANCE', '余额'),
  headAvailable: both('AVAILABLE', '可用'),
  headCard: both('CARD', '卡片'),
  headNumber: both('NUMBER', '卡号'),
  headExpiry: both('EXPIRES', '有效期'),
  headState: both('STATE', '状态'),
  headEcash: both('E-CASH', '电子现金'),
  headKept: both('KEPT', '待补登'),
  headAtc: both('ATC', '交易计数'),
  headTransfer: both('NO.', '序号'),
  headTime: both('TIME', '时间'),
  headPurpose: both('FOR', '用途'),
  headFrom: both('FROM', '转出'),
  headTo: both('TO', '转入'),
  headAmount: both('AMOUNT', '金额'),
  headOther: both('OTHER ACCOUNT', '对方账户'),
  headEntry: both('ENTRY', '条目'),
  headFlow: both('WHAT', '操作'),
  headStep: both('STEP', '步骤'),
  headFacts: both('FACTS', '内容'),
  headReason: both('WHY', '原因'),

  sound: (accounts: number): LocalText =>
    both(
      `The ledger is sound: ${accounts} accounts sum to zero and agree with their transfers.`,
      `账簿无误：${accounts} 个账户合计为零，且与转账记录一致。`
    ),
  unsound: (total: string, wrong: readonly string[]): LocalText =>
    both(
      `The ledger is NOT sound: it sums to ${total}; wrong balances: ${wrong.join(', ') || 'none'}.`,
      `账簿有误：合计为 ${total}；余额不符的账户：${wrong.join('、') || '无'}。`
    ),
  nothing: both('Nothing yet.', '暂无记录。'),
  nothingOpen: both('Everything is finished.', '没有未完成的条目。'),
  nothingWaits: both('No purchase waits to be uploaded.', '没有待上送的消费。'),
  kept: (label: string, kept: string): LocalText =>
    both(
      `${kept} is kept for ${label}. It is loaded when the card comes next.`,
      `已为 ${label} 存入待补登金额，合计 ${kept}。下次用卡时补登。`
    ),
  uploaded: (count: number, amount: string): LocalText =>
    both(`${count} uploaded, ${amount} in all`, `已上送 ${count} 笔，合计 ${amount}`),
  refused: (count: number): LocalText => both(`${count} refused by the issuer`, `发卡行拒绝 ${count} 笔`),
  waiting: (count: number): LocalText =>
    both(
      `${count} still waiting: the issuer did not answer, or could not say yet`,
      `${count} 笔仍待上送：发卡行未应答或暂时无法处理`
    ),
  disputed: (count: number): LocalText =>
    both(
      `The issuer has refused ${count} ${count === 1 ? 'purchase' : 'purchases'} (cardwright issuer purchases).`,
      `发卡行共拒绝 ${count} 笔消费（见 cardwright issuer purchases）。`
    ),
  noPurchases: both('No purchase waits, and none was refused.', '没有待上送或被拒绝的消费。'),
  howToSendAgain: both(
    'To send a refused one again: cardwright issuer upload --again ENTRY',
    '重新上送被拒绝的消费：cardwright issuer upload --again ENTRY'
  ),

  badFrom: (word: string): LocalText =>
    both(`'${word}' is no source; use account or cash`, `没有来源 '${word}'；请用 account 或 cash`),
  badMost: (word: string): LocalText =>
    both(`'${word}' is not a number from 1 to 1000`, `'${word}' 不是 1 至 1000 的数字`),
  noEntry: (word: string): LocalText => both(`there is no entry '${word}'`, `没有条目 '${word}'`)
} as const

/** Help and output of `cardwright issuer open` and `cardwright issuer settle`. */
export const openMoneyTexts = {
  open: both(
    'list what lies open: money in suspense, given off by a card and not paid out, or kept for a card; payments that were handed over; changes of a card that were not confirmed',
    '列出未结事项：在途、已圈提未入账、待补登资金，已移交的消费，未经确认的卡片变更'
  ),
  settle: both(
    'settle by hand what no card settles any more: entries that were handed over, lost cards',
    '人工处理卡片已无法处理的资金：已移交的业务、遗失的卡片'
  ),
  entry: both('entry or request, as "issuer open" shows it', '条目或请求名称（见 issuer open）'),
  how: both(
    'confirm (it happened), reverse (it did not, or is undone), release (no longer kept for the card)',
    'confirm（已发生）、reverse（未发生或撤销）、release（解除待补登，资金退回）'
  ),
  yes: both('post without asking', '不再询问，直接记账'),

  headSince: both('SINCE', '起始时间'),
  headWhere: both('WHERE', '所在'),
  headJournal: both('JOURNAL', '日志'),
  headWays: both('SETTLE WITH', '可用处理'),
  where: {
    suspense: both('in suspense', '在途'),
    unload: both('not paid out', '未入账'),
    kept: both('kept', '待补登'),
    payment: both('in e-cash', '电子现金内'),
    service: both('on the card', '卡片内')
  },
  none: both('Nothing lies open.', '没有未结事项。'),
  howToSettle: both(
    'To settle one by hand: cardwright issuer settle ENTRY confirm|reverse|release',
    '人工处理：cardwright issuer settle ENTRY confirm|reverse|release'
  ),

  about: (entry: string, amount: string, card: string): LocalText =>
    both(
      `${entry}: ${amount}${card === '' ? '' : ` for card ${card}`}.`,
      `${entry}：${amount}${card === '' ? '' : `，卡片 ${card}`}。`
    ),
  aboutService: (entry: string, service: LocalText, card: string): LocalText =>
    both(
      `${entry}: ${service.en}${card === '' ? '' : ` for card ${card}`}.`,
      `${entry}：${service.zh}${card === '' ? '' : `，卡片 ${card}`}。`
    ),
  meaning: {
    confirm: both('It is taken as done by the card.', '视为卡片已完成。'),
    reverse: both('It is taken as not done by the card.', '视为卡片未执行。'),
    release: both('It is not loaded onto the card any more.', '不再圈存入该卡。')
  },
  paymentMeaning: {
    confirm: both('The payment stands: the merchant gets the money.', '消费成立：款项付给商户。'),
    reverse: both('It is taken as not paid by the card.', '视为卡片未付款。')
  },
  refundMeaning: {
    confirm: both('The payment stands after all: the merchant gets the money.', '消费仍成立：款项付给商户。'),
    reverse: both(
      'The payment is undone: the money is kept for the card until it is loaded onto it, or released.',
      '撤销消费：款项作为待补登保留，待圈存入卡或解除。'
    )
  },
  refundGone: both(
    'The payment is undone. The card was made anew since, and holds everything again.',
    '撤销消费。该卡其后已重新制作，余额已恢复。'
  ),
  willPost: (amount: string, source: string, target: string): LocalText =>
    both(
      `Will be posted: ${amount} from ${source} to ${target}.`,
      `将记账：${amount}，${source} → ${target}。`
    ),
  posted: (amount: string, source: string, target: string): LocalText =>
    both(`Posted: ${amount} from ${source} to ${target}.`, `已记账：${amount}，${source} → ${target}。`),
  postsNothing: both(
    'Nothing is posted: nothing had been taken. The issuer forgets the request.',
    '无需记账：此前未扣款，发卡行撤销该请求。'
  ),
  paymentPostsNothing: both('Nothing is posted.', '无需记账。'),
  serviceChanges: {
    confirm: both(
      'Nothing is posted. The change holds at the issuer from now on.',
      '无需记账。该变更即在发卡行生效。'
    ),
    reverse: both('Nothing is posted. The issuer forgets the change.', '无需记账。发卡行放弃该变更。')
  },
  stillOpen: both(
    'The entry is still open, and its card could settle it with certainty (cardwright ecash recover). Go on only where that card does not come any more.',
    '该业务尚未结束，其卡片可给出确定结果（cardwright ecash recover）。仅在卡片不再出现时继续。'
  ),
  settled: (entry: string): LocalText => both(`${entry} is settled.`, `${entry} 已处理。`),
  before: both(
    'This was settled in the same way before. Nothing was posted.',
    '此前已以相同方式处理，未再记账。'
  ),
  badHow: (word: string): LocalText =>
    both(
      `'${word}' is no way of settling; use confirm, reverse or release`,
      `处理方式 '${word}' 无效；请用 confirm、reverse 或 release`
    )
} as const

/** What has become of a card, as the issuer knows it. */
export const cardStatusTexts = {
  active: both('active', '正常'),
  'application-blocked': both('application blocked', '应用锁定'),
  'card-blocked': both('card blocked', '卡片锁定')
} as const

/** How an offline purchase stands. */
export const purchaseStateTexts = {
  waiting: both('waiting', '待上送'),
  uploaded: both('uploaded', '已上送'),
  disputed: both('refused', '被拒绝'),
  withdrawn: both('withdrawn', '已撤销')
} as const

/** How a journal entry stands. */
export const entryStateTexts = {
  open: both('open', '未完成'),
  completed: both('completed', '已完成'),
  reversed: both('reversed', '已冲正'),
  'nothing-happened': both('nothing happened', '未发生'),
  'given-up': both('given up', '已放弃')
} as const
