import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
/** YYMMDD as YYYY-MM-DD. */
const day = (yymmdd: string): string =>
  `${Number(yymmdd.slice(0, 2)) < 50 ? '20' : '19'}${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`

const uses: Readonly<Record<'cash' | 'goods' | 'services' | 'cashback', LocalText>> = {
  cash: both('cash', '取现'),
  goods: both('goods', '商品消费'),
  services: both('services', '服务消费'),
  cashback: both('cashback', '返现')
}

export const restrictionTexts = {
  unrestricted: both('Dates, version and use are as they should be.', '有效期、版本和用途均符合要求。'),
  restricted: both('Something speaks against using the card here and now.', '卡片在此时此地的使用受到限制。'),
  versions: both('Card and terminal have different application versions.', '卡片与终端的应用版本不一致。'),
  notAtAtms: both('The card is not for cash machines.', '该卡不允许在 ATM 上使用。'),
  onlyAtAtms: both('The card is for cash machines only.', '该卡只允许在 ATM 上使用。'),
  useForbidden: (use: keyof typeof uses, domestic: boolean): LocalText =>
    both(
      `The card is not for ${domestic ? 'domestic' : 'international'} ${uses[use].en}.`,
      `该卡不允许用于${domestic ? '国内' : '国际'}${uses[use].zh}。`
    ),
  expired: (date: string): LocalText =>
    both(`The card was good until ${day(date)}.`, `卡片有效期至 ${day(date)}，已失效。`),
  notYet: (date: string): LocalText =>
    both(`The card is good from ${day(date)} on.`, `卡片自 ${day(date)} 起生效。`)
} as const

export const riskTexts = {
  quiet: both('Nothing speaks against going on offline.', '未发现需要注意的风险。'),
  noted: both('Something was noted that will decide how to go on.', '已记录影响后续处理的风险。'),
  notWanted: both('The card asks for no risk management by the terminal.', '卡片不要求终端风险管理。'),
  aipBit: both('The card’s AIP does not ask for it.', '卡片的 AIP 未要求。'),
  forced: both('An online authorisation was demanded.', '要求联机授权。'),
  exception: both('The card is on the terminal’s exception list.', '卡号在终端异常文件中。'),
  floor: (limit: LocalText): LocalText =>
    both(`The amount is not below the floor limit of ${limit.en}.`, `金额不低于最低限额 ${limit.zh}。`),
  selected: (drawn: number, percent: number): LocalText =>
    both(
      `Selected at random: ${drawn} was drawn, up to ${percent} goes online.`,
      `随机选中：抽取的数为 ${drawn}，不大于 ${percent} 时联机。`
    ),
  countersUnusable: both(
    'The card does not tell how often it was used offline.',
    '卡片未给出可用的脱机交易计数。'
  ),
  lower: (since: number, limit: number): LocalText =>
    both(
      `${since} transactions since the last online one; the lower limit is ${limit}.`,
      `距上次联机已有 ${since} 笔交易，超过下限 ${limit}。`
    ),
  upper: (since: number, limit: number): LocalText =>
    both(
      `${since} transactions since the last online one; the upper limit is ${limit}.`,
      `距上次联机已有 ${since} 笔交易，超过上限 ${limit}。`
    ),
  newCard: both('The card was never online before.', '卡片从未联机，为新卡。')
} as const

const codes: Readonly<Record<'denial' | 'online' | 'default', LocalText>> = {
  denial: both('decline', '拒绝'),
  online: both('go online', '联机'),
  default: both('decline, as nobody can be asked', '因不能联机而拒绝')
}

export const analysisTexts = {
  matches: (name: LocalText, code: keyof typeof codes, byIssuer: boolean, byTerminal: boolean): LocalText => {
    const en = byIssuer ? (byTerminal ? 'issuer and terminal' : 'issuer') : 'terminal'
    const zh = byIssuer ? (byTerminal ? '发卡行和终端' : '发卡行') : '终端'
    return both(
      `“${name.en}”: the action code of ${en} says: ${codes[code].en}.`,
      `“${name.zh}”：${zh}的行为代码要求：${codes[code].zh}。`
    )
  },
  onlineTerminal: both('This terminal does everything online.', '本终端仅支持联机交易。'),
  wantedOnline: both('An online authorisation is wanted.', '要求联机授权。'),
  nothingSet: both('No bit of the TVR is set.', '终端验证结果（TVR）没有置位。'),
  nothingMatches: both(
    'No bit of the TVR is one that an action code names.',
    '终端验证结果（TVR）的置位均未命中行为代码。'
  ),
  asks: {
    TC: both('The terminal asks the card to approve (TC).', '终端请求卡片脱机批准（TC）。'),
    ARQC: both('The terminal wants to ask the issuer (ARQC).', '终端请求联机授权（ARQC）。'),
    AAC: both('The terminal declines (AAC).', '终端拒绝交易（AAC）。')
  },
  balanceUnknown: both('The card does not tell its e-cash balance.', '卡片未给出电子现金余额。'),
  balanceShort: (balance: LocalText): LocalText =>
    both(`The e-cash balance of ${balance.en} is not enough.`, `电子现金余额 ${balance.zh} 不足。`),
  balanceAfter: (balance: LocalText, left: LocalText): LocalText =>
    both(
      `Of ${balance.en} e-cash, ${left.en} would be left.`,
      `电子现金余额 ${balance.zh}，付款后剩余 ${left.zh}。`
    ),
  aboveThreshold: (threshold: LocalText): LocalText =>
    both(`That is not below the reset threshold of ${threshold.en}.`, `不低于重置阈值 ${threshold.zh}。`),
  belowThreshold: (threshold: LocalText): LocalText =>
    both(`That is below the reset threshold of ${threshold.en}.`, `低于重置阈值 ${threshold.zh}。`),
  onlyOnline: both('This transaction is done online or not at all.', '该交易只能联机完成。'),
  ecashNotDebited: both(
    'After asking for the issuer, an approval would no longer be taken from the e-cash.',
    '请求联机之后再批准，不会扣减电子现金。'
  )
} as const

export const cvmTexts = {
  ecash: both('E-cash is paid without verifying the holder.', '电子现金付款不验证持卡人。'),
  ecashRule: both('The e-cash limits stand for it.', '由电子现金限额控制风险。'),
  notWanted: both('The card asks for no cardholder verification.', '卡片不要求持卡人验证。'),
  aipBit: both('The card’s AIP does not support it.', '卡片的 AIP 不支持持卡人验证。'),
  notPossible: both('The holder could not be verified.', '无法验证持卡人。'),
  noList: both('The card has no usable list of methods.', '卡片没有可用的 CVM 列表。'),
  conditionNotMet: (rule: LocalText): LocalText =>
    both(`Does not apply here: ${rule.en}`, `此处不适用：${rule.zh}`),
  done: (method: LocalText): LocalText => both(`The method: ${method.en}.`, `验证方式：${method.zh}。`),
  failed: both('Cardholder verification failed.', '持卡人验证失败。'),
  cancelled: both('The transaction was cancelled.', '交易已取消。'),
  unknownMethod: both('The terminal does not know this method.', '终端不认识该验证方法。'),
  unsupported: both('The terminal does not support this method.', '终端不支持该验证方法。'),
  mustFail: both('The card’s rule is to fail here.', '卡片规定在此失败。'),
  signatureLater: both('The signature on the slip is to be compared.', '须核对签购单上的签名。'),
  pinRight: both('The card accepted the PIN.', '卡片验证 PIN 正确。'),
  pinNotEntered: both('The holder did not enter a PIN.', '持卡人未输入 PIN。'),
  pinBlocked: both('No PIN try is left.', 'PIN 重试次数已用尽。'),
  pinNotPossible: both('The PIN could not be shown to the card.', '无法向卡片验证 PIN。'),
  pinForIssuer: both('The PIN goes to the issuer, who checks it.', 'PIN 将送发卡行验证。'),
  noDocument: both('The card names no identity document.', '卡片未记载证件信息。'),
  compareDocument: both(
    'Does the identity document of the holder agree with what the card names?',
    '持卡人证件与卡片记载的证件信息是否一致？'
  ),
  documentRight: both('The identity document was compared.', '已核对证件。'),
  documentWrong: both('The identity document does not agree.', '证件不符。')
} as const

export const acTexts = {
  none: both('The card gave no cryptogram.', '卡片未给出应用密文。'),
  adviceLog: (acted: boolean): LocalText =>
    acted
      ? both(
          'The card may have acted all the same: look at its balance before doing it again.',
          '卡片可能已执行操作：重做之前请先查看余额。'
        )
      : both('Nothing was paid. Use another card.', '未发生扣款。请更换卡片。'),
  debited: both(
    'The card approved and took the amount off its e-cash (TC).',
    '卡片批准交易并已扣减电子现金（TC）。'
  ),
  first: {
    TC: both('The card approved offline (TC).', '卡片脱机批准（TC）。'),
    ARQC: both('The card wants its issuer to decide (ARQC).', '卡片请求发卡行授权（ARQC）。'),
    AAC: both('The card declined (AAC).', '卡片拒绝交易（AAC）。')
  },
  second: {
    TC: both('The card closed the transaction as approved (TC).', '卡片以批准结束交易（TC）。'),
    AAC: both('The card closed the transaction as declined (AAC).', '卡片以拒绝结束交易（AAC）。')
  },
  asked: (kind: 'TC' | 'AAC'): LocalText => both(`The terminal asked for ${kind}.`, `终端请求 ${kind}。`),
  cryptogram: both('Application cryptogram', '应用密文'),
  counter: (atc: number): LocalText => both(`Transaction counter ${atc}`, `交易计数器 ${atc}`),
  cardFound: (name: LocalText): LocalText => both(`The card noted: ${name.en}.`, `卡片记录：${name.zh}。`)
} as const
