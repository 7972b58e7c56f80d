import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What is wrong with the file of a profile. */
export const profileProblems = {
  noObject: both('The file holds no profile.', '文件中没有个人化模板。'),
  unknownBase: (name: string): LocalText =>
    both(`It extends "${name}", which there is not.`, `它所继承的模板“${name}”不存在。`),
  unknownCarrier: (name: string, known: readonly string[]): LocalText =>
    both(
      `There is no carrier "${name}". There are ${known.join(', ')}.`,
      `没有名为“${name}”的载体。可用的载体：${known.join('、')}。`
    ),
  onCarrier: (kind: LocalText, carrier: LocalText): LocalText =>
    both(`${kind.en}, ${carrier.en}`, `${kind.zh}，${carrier.zh}`),
  circle: (chain: readonly string[]): LocalText =>
    both(`It extends itself: ${chain.join(' > ')}.`, `模板循环继承：${chain.join(' > ')}。`),
  unknownFields: (names: readonly string[]): LocalText =>
    both(`Nobody knows ${names.map((name) => `"${name}"`).join(', ')}.`, `未知字段：${names.join('、')}。`),
  shape: (message: string): LocalText =>
    both(`The value does not fit: ${message}`, `取值不符合要求：${message}`)
} as const

const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')
const hexWord = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0')

/** What came of making a card. */
export const makeTexts = {
  made: both('The card is made and tested.', '制卡完成并通过检验。'),
  invalid: both(
    'No card can be made of these data. Nothing was sent to the chip.',
    '无法用这些资料制卡。未向芯片发送任何数据。'
  ),
  cancelled: both('Stopped. The chip is as it was.', '已停止。芯片未作更改。'),
  otherSide: both(
    'What is to be made pays on another side than the one of this reader.',
    '所制载体不支持该读卡器的界面。'
  ),
  otherSideAdvice: both(
    'Nothing was written. Use a contactless reader for SIM, SD card and phone.',
    '未写入任何数据。SIM 卡、SD 卡及手机请使用非接触读卡器。'
  ),
  packageAbsent: both(
    'The application that the profile installs is not on this chip.',
    '芯片上没有模板所需的应用包。'
  ),
  loadFirst: both(
    'Load it first (Chip page, or cardwright gp load), or take other stock.',
    '请先加载应用包（“芯片”页面或 cardwright gp load），或更换卡片库存。'
  ),
  occupied: both('There is an application on this chip already.', '芯片上已有应用。'),
  occupiedAdvice: both(
    'Take a blank card. To make this one anew, agree that what is on it is deleted.',
    '请使用空白卡。若要重新制作此卡，请确认删除卡上现有应用。'
  ),
  cardState: (state: number): LocalText =>
    both(`The chip is locked or terminated (${hexByte(state)}).`, `芯片已锁定或终止（${hexByte(state)}）。`),
  memory: (needed: number, free: number): LocalText =>
    both(
      `The chip has ${free} bytes free, ${needed} are needed.`,
      `芯片剩余 ${free} 字节，需要 ${needed} 字节。`
    ),
  unreadable: (sw: number): LocalText =>
    both(`The chip does not list its content (${hexWord(sw)}).`, `芯片拒绝列出内容（${hexWord(sw)}）。`),
  refused: (command: string, sw: number): LocalText =>
    both(`The chip refused ${command} (${hexWord(sw)}).`, `芯片拒绝执行 ${command}（${hexWord(sw)}）。`),
  tooLong: (command: string): LocalText =>
    both(`${command} does not fit one command of this channel.`, `${command} 超出安全通道单条指令的长度。`),
  channelBroken: both(
    'The secure channel broke: an answer was not genuine.',
    '安全通道已中断：应答未通过校验。'
  ),
  keysWrong: both(
    'The chip took other keys than were meant for it. The card is scrap.',
    '芯片写入的密钥与预期不符。此卡报废。'
  ),
  interrupted: both('The card went away before it was done.', '制卡未完成时卡片已移开。'),
  untested: both(
    'The card was written, but went away before it was tested. Do not hand it out.',
    '卡片已写入，但检验完成前已移开。请勿交付。'
  ),
  serviceLost: both(
    'The smart-card service of the system stopped before the card was done.',
    '制卡未完成时系统智能卡服务已停止。'
  ),
  untouched: both('The chip was not changed.', '芯片未作更改。'),
  again: both(
    'Put the same card on again and make it with the same data: it is begun anew. Or scrap it.',
    '请放回同一张卡，用相同资料重新制卡；或将其报废。'
  ),
  againWithService: both(
    'When the service runs again, make the same card with the same data: it is begun anew. Or scrap it.',
    '待服务恢复后，请用同一张卡和相同资料重新制卡；或将其报废。'
  ),
  failedChecks: both(
    'The card was written, but did not pass its test. Do not hand it out.',
    '卡片已写入，但未通过检验。请勿交付。'
  ),
  failedChecksAdvice: both(
    'Make it anew with the same data, or scrap it.',
    '请用相同资料重新制卡，或将其报废。'
  )
} as const

/** The tests of a card that was made. */
export const madeChecks = {
  reading: both('Read back and compared with what was meant', '回读并与制卡数据比对'),
  rules: both('Rules for cards', '卡片规则检查'),
  authentication: both('The card proves that it is genuine', '脱机数据认证'),
  enrolment: both('Known to the issuer', '发卡行登记'),
  trial: both('Trial transaction with the issuer', '联机试交易'),
  differs: (count: number): LocalText =>
    both(count === 1 ? 'One field differs' : `${count} fields differ`, `${count} 个字段不一致`),
  fields: (count: number): LocalText => both(`${count} fields as meant`, `${count} 个字段一致`),
  broken: (count: number): LocalText =>
    both(count === 1 ? 'One rule is broken' : `${count} rules are broken`, `${count} 条规则未通过`),
  kept: (count: number): LocalText => both(`${count} rules kept`, `${count} 条规则通过`),
  notAuthentic: both('The signatures do not hold', '签名验证未通过'),
  declined: (arc: string): LocalText => both(`Declined (${arc})`, `被拒绝（${arc}）`),
  noAnswer: both('There was no cryptogram, or no answer', '无应用密文或无应答')
} as const

/** Why a card was scrapped. */
export const scrapReasons = {
  'keys-wrong': both('wrong keys on the chip', '芯片密钥错误'),
  'torn-card': both('torn, bent or dead', '卡片损坏或失效'),
  'failed-test': both('did not pass its test', '未通过检验'),
  'wrong-data': both('made of wrong data', '资料有误'),
  'by-hand': both('scrapped by hand', '人工报废'),
  'made-anew': both('its chip was made another card', '芯片已改制为其他卡')
} as const

export type ScrapReason = keyof typeof scrapReasons

export const accountKinds = {
  ecash: both('e-cash only', '纯电子现金'),
  'debit-ecash': both('debit and e-cash', '借记＋电子现金'),
  'credit-ecash': both('credit and e-cash', '贷记＋电子现金')
} as const

/** What is to be said of an order beside its applicant. */
export const orderFindings = {
  aesKeysMissing: both(
    'The issuer has no AES key for the security domain, which SCP03 needs (kmcAes).',
    '发卡行缺少 SCP03 所需的安全域 AES 密钥（kmcAes）。'
  ),
  pinAbsent: both(
    'There is no PIN: terminals cannot ask this card for one without the issuer.',
    '未提供 PIN：终端无法对此卡进行脱机 PIN 验证。'
  )
} as const

export const carriers = {
  card: both('card', '卡片'),
  'embedded-se': both('embedded secure element', '嵌入式安全单元'),
  'nfc-sim': both('SIM', 'NFC-SIM 卡'),
  'nfc-sd': both('SD card', 'NFC-SD 卡')
} as const
