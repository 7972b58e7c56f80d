import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const ecashHelp = {
  ecash: both(
    'the electronic cash on a card: read, load, unload, pay, serve, and settle what was interrupted',
    '卡上电子现金：查询、圈存、圈提、支付、卡片服务，以及处理中断的业务'
  ),
  balance: both('read balance and limits', '查询余额与限额'),
  log: both('read the card’s logs of loads and payments', '读取圈存日志和交易日志'),
  load: both('put money onto the card', '向卡内圈存'),
  unload: both('take money off the card', '从卡内圈提'),
  pay: both('take a payment: flash pay, or by contact', '收款：闪付或接触式'),
  recover: both(
    'settle what was interrupted: what needs no card at once, the rest with its card on the reader',
    '处理中断的业务：不需要卡片的立即处理，其余在放上对应卡片后处理'
  ),
  limits: both('read or change the limits of the e-cash', '查询或修改电子现金限额'),
  pin: both('change or unblock the PIN', '修改或解锁密码'),
  pinWhat: both('change or unblock', 'change（修改）或 unblock（解锁）'),
  block: both('block the application or the whole card', '锁定应用或整张卡片'),
  blockWhat: both('application or card', 'application（应用）或 card（卡片）'),
  unblock: both('unblock the application', '解锁应用'),
  receipt: both('print a receipt again', '重新打印凭条'),
  amount: both('amount in yuan, for example 100 or 12.50', '金额（元），例如 100 或 12.50'),
  from: both(
    'where the money comes from: account, other (another card), cash, or kept (what the issuer keeps for the card)',
    '资金来源：account（本卡账户）、other（其他卡的账户）、cash（现金）、kept（发卡行保留的待补登金额）'
  ),
  to: both('where the money goes: account or cash', '资金去向：account（本卡账户）或 cash（现金）'),
  panFd: both(
    'read the number of the other card from this open file descriptor; without it, it is asked for unseen',
    '从此文件描述符读取另一张卡的卡号；未指定时以不回显方式询问'
  ),
  pan: both(
    'number of the other card, for test cards only: it stays in the history of the shell and in the list of processes',
    '另一张卡的卡号，仅用于测试卡：会留在 shell 历史和进程列表中'
  ),
  testIssuerPin: both(
    'The built-in TEST issuer does not insist on the PIN for a load from the card’s own account:\nan empty line passes over it. From another account it does.',
    '内置测试发卡行对本卡账户圈存不强制验证 PIN：输入空行即可跳过。从其他账户圈存则必须验证。'
  ),
  contact: both('use the contacts instead of flash pay', '使用接触方式代替闪付'),
  flash: both(
    'flash pay or nothing; without it, a card that lies in a contact reader pays by its contacts',
    '仅使用闪付；未指定时，插在接触式读卡器中的卡片按接触方式支付'
  ),
  contactless: both('use the contactless side of a virtual card', '使用虚拟卡的非接触方式'),
  reverse: both('reverse instead of finishing', '冲正而不是完成'),
  handOver: both(
    'close this entry here, for the issuer’s staff to settle: the card is lost, or nothing else helps',
    '在此关闭该业务，由发卡行工作人员处理：卡片遗失，或无法以其他方式处理'
  ),
  entry: both('only this entry', '仅处理此业务'),
  balanceLimit: both('most that the card may hold', '余额上限'),
  transactionLimit: both('most that one payment may take', '单笔限额'),
  threshold: both('balance below which the card wants to go online', '联机重置阈值'),
  yes: both('do not ask', '不再询问'),
  receiptEntry: both('reference on the receipt', '凭条上的参考号')
} as const

export const ecashTexts = {
  balance: both('Balance', '余额'),
  most: both('at most', '上限'),
  transaction: both('per payment', '单笔限额'),
  threshold: both('online below', '联机阈值'),
  second: both('Second purse', '第二币种'),
  card: both('Card', '卡片'),
  blocked: both('blocked', '已锁定'),
  pinTries: both('PIN tries left', '剩余密码次数'),
  available: both('Available in the account', '账户可用余额'),
  kept: both('Kept by the issuer for the card', '发卡行待补登金额'),
  counter: both('Counter', '交易序号'),
  loads: both('Loads', '圈存日志'),
  payments: both('Payments', '交易日志'),
  none: both('(none)', '（无）'),
  kinds: {
    load: both('load', '圈存'),
    unload: both('unload', '圈提'),
    purchase: both('payment', '消费'),
    other: both('other', '其他')
  },
  headTime: both('TIME', '时间'),
  headKind: both('KIND', '类型'),
  headAmount: both('AMOUNT', '金额'),
  headAfter: both('AFTER', '余额'),
  headAtc: both('ATC', '序号'),
  headPlace: both('PLACE', '地点'),
  reference: (entry: string): LocalText => both(`Reference: ${entry}`, `参考号：${entry}`),
  settled: (count: number): LocalText =>
    both(
      `${count} interrupted ${count === 1 ? 'entry was' : 'entries were'} settled without the card.`,
      `已在没有卡片的情况下处理 ${count} 笔中断的业务。`
    ),
  inserted: both(
    'The card lies in a contact reader: it pays by its contacts.',
    '卡片在接触式读卡器中：按接触方式支付。'
  ),
  oneWay: both('--contact and --flash exclude each other', '--contact 与 --flash 不能同时使用'),
  nothingOpen: both('Nothing is left to be settled.', '没有未完成的业务。'),
  open: both('Not finished:', '未完成：'),
  needsCard: (pan: string): LocalText => both(`needs card ${pan}`, `需要卡片 ${pan}`),
  needsNoCard: both('needs no card', '不需要卡片'),
  howToGoOn: both('To finish: cardwright ecash recover', '完成业务：cardwright ecash recover'),
  handOverWhat: both(
    '--hand-over needs the name of the entry, and goes without --reverse',
    '--hand-over 须指明业务参考号，且不能与 --reverse 同用'
  ),
  badSource: (word: string): LocalText =>
    both(
      `'${word}' is not a source; use account, other, cash or kept`,
      `资金来源 '${word}' 无效；请用 account、other、cash 或 kept`
    ),
  badTarget: (word: string): LocalText =>
    both(
      `'${word}' is not a place for money; use account or cash`,
      `资金去向 '${word}' 无效；请用 account 或 cash`
    ),
  badBlock: (word: string): LocalText =>
    both(
      `'${word}' cannot be blocked; use application or card`,
      `无法锁定 '${word}'；请用 application 或 card`
    ),
  badPin: (word: string): LocalText =>
    both(
      `'${word}' is nothing to do with a PIN; use change or unblock`,
      `密码操作 '${word}' 无效；请用 change 或 unblock`
    ),
  needsAmount: both('--amount is missing', '缺少 --amount'),
  needsPan: both(
    '--from other needs the number of the other card: --pan-fd 3 3<FILE, or somebody who types it',
    '--from other 须提供另一张卡的卡号：--pan-fd 3 3<文件，或在终端输入'
  ),
  badPan: both('a card number has 8 to 19 digits', '卡号须为 8 至 19 位数字'),
  askPan: both('Number of the other card: ', '另一张卡的卡号：'),
  onePan: both('--pan and --pan-fd exclude each other', '--pan 与 --pan-fd 不能同时使用'),
  sameDescriptor: both(
    '--pan-fd and --pin-fd need a descriptor each',
    '--pan-fd 与 --pin-fd 须使用不同的文件描述符'
  ),
  amountOfKept: both(
    'the issuer knows how much it keeps: --from kept takes no --amount',
    '待补登金额由发卡行确定：--from kept 不能与 --amount 同用'
  ),
  blocksCard: both('The whole card will be blocked. Nothing undoes that.', '整张卡片将被锁定，且无法恢复。')
} as const
