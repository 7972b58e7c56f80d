import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const records = (count: number): LocalText =>
  both(`${count} record${count === 1 ? '' : 's'}`, `${count} 条记录`)

type Phase =
  | 'pre-processing'
  | 'application-selection'
  | 'initiate-application'
  | 'read-application-data'
  | 'offline-data-authentication'
  | 'processing-restrictions'
  | 'cardholder-verification'
  | 'terminal-risk-management'
  | 'terminal-action-analysis'
  | 'first-generate-ac'
  | 'online-processing'
  | 'issuer-authentication'
  | 'issuer-script-processing'
  | 'second-generate-ac'
  | 'completion'

/** The phases of a transaction, as headings of its story. */
export const phaseTitles: Readonly<Record<Phase, LocalText>> = {
  'pre-processing': both('Pre-processing', '交易预处理'),
  'application-selection': both('Application selection', '应用选择'),
  'initiate-application': both('Initiate application processing', '应用初始化'),
  'read-application-data': both('Read application data', '读应用数据'),
  'offline-data-authentication': both('Offline data authentication', '脱机数据认证'),
  'processing-restrictions': both('Processing restrictions', '处理限制'),
  'cardholder-verification': both('Cardholder verification', '持卡人验证'),
  'terminal-risk-management': both('Terminal risk management', '终端风险管理'),
  'terminal-action-analysis': both('Terminal action analysis', '终端行为分析'),
  'first-generate-ac': both('First GENERATE AC', '第一次 GENERATE AC'),
  'online-processing': both('Online processing', '联机处理'),
  'issuer-authentication': both('Issuer authentication', '发卡行认证'),
  'issuer-script-processing': both('Issuer script processing', '发卡行脚本处理'),
  'second-generate-ac': both('Second GENERATE AC', '第二次 GENERATE AC'),
  completion: both('Completion', '交易结束')
}

/** What happens now, for the person who waits. */
const progress: Readonly<Record<Phase, LocalText>> = {
  'pre-processing': both('Preparing the transaction', '正在准备交易'),
  'application-selection': both('Choosing the application', '正在选择应用'),
  'initiate-application': both('Beginning the transaction', '正在发起交易'),
  'read-application-data': both('Reading the card', '正在读取卡片数据'),
  'offline-data-authentication': both('Checking that the card is genuine', '正在验证卡片真伪'),
  'processing-restrictions': both('Checking dates and permitted uses', '正在检查有效期和用途'),
  'cardholder-verification': both('Verifying the cardholder', '正在验证持卡人'),
  'terminal-risk-management': both('Weighing the risk', '正在进行风险检查'),
  'terminal-action-analysis': both('Deciding how to go on', '正在确定处理方式'),
  'first-generate-ac': both('Asking the card for its decision', '正在请求卡片作出决定'),
  'online-processing': both('Asking the issuer', '正在联系发卡行'),
  'issuer-authentication': both('Showing the issuer’s proof to the card', '正在向卡片出示发卡行认证数据'),
  'issuer-script-processing': both('Sending the issuer’s commands to the card', '正在向卡片发送发卡行命令'),
  'second-generate-ac': both('Bringing the transaction to its end', '正在完成交易'),
  completion: both('Finishing', '正在结束交易')
}

/** Sentences of a transaction that belong to no single decision. */
export const emvPhrases = {
  progress,
  statusWord: (sw: string): LocalText => both(`The card answered ${sw}.`, `卡片应答 ${sw}。`),
  unnamedBit: (byte: number, mask: number): LocalText =>
    both(`byte ${byte}, mask ${mask.toString(16)}`, `第 ${byte} 字节，掩码 ${mask.toString(16)}`),
  begun: (amount: LocalText): LocalText =>
    both(`A transaction over ${amount.en} begins.`, `交易开始，金额 ${amount.zh}。`),
  amountUnusable: both('The amount is not one that can be used.', '金额无效。'),
  adviceAmount: both(
    'Enter an amount above zero with at most two decimals.',
    '请输入大于零且最多两位小数的金额。'
  ),

  cardBlocked: both(
    'The card is blocked, or does not select applications by name.',
    '卡片已锁定，或不支持按名称选择应用。'
  ),
  noApplication: (listed: number): LocalText =>
    listed === 0
      ? both('The card has no application that this terminal takes.', '卡上没有本终端支持的应用。')
      : both(
          'The card lists applications, but none that this terminal takes.',
          '卡片列出了应用，但均不被本终端支持。'
        ),
  adviceOtherCard: both('Nothing was paid. Use another card.', '未发生扣款。请更换卡片。'),
  adviceIssuer: both('Nothing was paid. The card’s issuer can help.', '未发生扣款。请联系发卡行。'),
  selected: (label: string | undefined): LocalText =>
    label === undefined
      ? both('The application was selected.', '已选择应用。')
      : both(`The application “${label}” was selected.`, `已选择应用“${label}”。`),
  notChosen: both('Nobody chose an application.', '未选择应用。'),
  applicationRefused: both(
    'The card does not want to use this application here.',
    '卡片不允许在此使用该应用。'
  ),
  applicationUnusable: (blocked: boolean): LocalText =>
    blocked
      ? both('The application is blocked.', '应用已锁定。')
      : both('The application could not be selected.', '无法选择该应用。'),
  noneLeft: (blocked: boolean): LocalText =>
    blocked
      ? both('The application is blocked by its issuer.', '应用已被发卡行锁定。')
      : both('No application of the card can be used.', '卡上没有可用的应用。'),

  dolUnusable: (list: string): LocalText =>
    both(`The card’s ${list} cannot be answered.`, `无法满足卡片的 ${list} 要求。`),
  dolProblem: (problem: { kind: 'malformed' } | { kind: 'too-long'; length: number }): LocalText =>
    problem.kind === 'malformed'
      ? both('The list is malformed.', '列表格式错误。')
      : both(
          `The list asks for ${problem.length} bytes, more than a command can carry.`,
          `列表要求 ${problem.length} 字节，超出一条命令的容量。`
        ),
  gpoFailed: both('The card did not begin the transaction.', '卡片未能开始交易。'),
  gpoMalformed: both(
    'The card began the transaction with an answer that makes no sense.',
    '卡片对交易初始化的应答无效。'
  ),
  gpoForm: both(
    'The answer must be a template 80 or 77 with the application interchange profile and file locator.',
    '应答须为含 AIP 和 AFL 的模板 80 或 77。'
  ),
  initiated: both('The card began the transaction and named its data.', '卡片已开始交易并给出数据位置。'),
  aip: both('What the card supports (AIP)', '卡片支持的功能（AIP）'),
  ecashOffered: both('E-cash was offered to the card.', '终端向卡片提出使用电子现金。'),
  ecashNotOffered: both('E-cash was not offered to the card.', '终端未提出使用电子现金。'),
  noEcashTerminal: both('This terminal does not take e-cash.', '本终端不支持电子现金。'),
  ecashLimit: (limit: LocalText): LocalText =>
    both(`The terminal takes e-cash up to ${limit.en}.`, `终端接受不超过 ${limit.zh} 的电子现金交易。`),

  aflBad: (entry: number): LocalText =>
    entry === 0
      ? both('The card names no records.', '卡片未指明任何记录。')
      : both(
          `Entry ${entry} of the application file locator is not valid.`,
          `应用文件定位器（AFL）第 ${entry} 项无效。`
        ),
  record: (sfi: number, record: number): LocalText =>
    both(`File ${sfi}, record ${record}`, `文件 ${sfi}，记录 ${record}`),
  recordRefused: both('The card did not give a record that it named.', '卡片未给出其指明的记录。'),
  recordMalformed: (sfi: number, record: number): LocalText =>
    both(`Record ${record} of file ${sfi} is malformed.`, `文件 ${sfi} 的记录 ${record} 格式错误。`),
  objectTwice: (tag: string): LocalText =>
    both(`The card gives two different values of ${tag}.`, `卡片给出了两个不同的 ${tag} 值。`),
  objectsMissing: (tags: readonly string[]): LocalText =>
    both(`The card lacks ${tags.join(', ')}.`, `卡片缺少 ${tags.join('、')}。`),
  objectMalformed: (tag: string): LocalText =>
    both(`The value of ${tag} is malformed.`, `${tag} 的值格式错误。`),
  panDiffers: both(
    'Card number and track 2 data name different numbers.',
    '主账号与磁道 2 数据中的卡号不一致。'
  ),
  cardDataUnusable: both('The card’s data cannot be used for a transaction.', '卡片数据不能用于交易。'),
  readAccount: (count: number): LocalText =>
    both(
      `${records(count).en} read; the account behind the card is to pay.`,
      `已读取 ${records(count).zh}；由卡片对应的账户付款。`
    ),
  readEcash: (count: number): LocalText =>
    both(
      `${records(count).en} read; the card chose its e-cash to pay.`,
      `已读取 ${records(count).zh}；卡片选择用电子现金付款。`
    ),
  hasEcashCode: both(
    'The card gave its e-cash issuer authorisation code.',
    '卡片给出了电子现金发卡行授权码。'
  ),
  noEcashCode: both('The card gave no e-cash issuer authorisation code.', '卡片未给出电子现金发卡行授权码。'),

  acMalformed: both('The answer holds no usable cryptogram.', '应答中没有可用的应用密文。'),
  acNotAllowed: (asked: string, got: string): LocalText =>
    both(`Asked for ${asked}, the card may not answer ${got}.`, `请求 ${asked} 时，卡片不得应答 ${got}。`),
  cardSays: both('The card does not accept the proof.', '卡片不接受该认证数据。'),
  responseCode: (arc: string): LocalText =>
    both(`The card was told ${arc} as response code.`, `告知卡片的授权响应码为 ${arc}。`),

  notRecorded: both(
    'The recording does not hold what a transaction needs.',
    '通信记录中没有该交易所需的内容。'
  ),
  endless: both('The card never brings the transaction to an end.', '卡片始终不结束交易。')
} as const
