import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const onlineTexts = {
  nobody: both('The issuer could not be asked.', '无法联系发卡行。'),
  noHost: both('This terminal is not connected to an issuer.', '本终端未连接发卡行。'),
  offlineTerminal: both('This terminal works offline only.', '本终端仅支持脱机交易。'),
  unanswered: both('The issuer gave no answer that can be used.', '未得到发卡行的有效应答。'),
  noAnswer: {
    timeout: both('No answer came in time.', '未在规定时间内收到应答。'),
    unreachable: both('The issuer cannot be reached.', '无法连接发卡行。'),
    malformed: both('The answer makes no sense.', '应答内容无效。')
  },
  approved: both('The issuer approved.', '发卡行批准。'),
  declined: both('The issuer declined.', '发卡行拒绝。'),
  arc: (arc: string): LocalText => both(`Response code ${arc}`, `响应码 ${arc}`),
  scripts: (count: number): LocalText =>
    both(
      `The answer carries ${count} script${count === 1 ? '' : 's'} for the card.`,
      `应答中有 ${count} 个发卡行脚本。`
    )
} as const

export const issuerAuthenticationTexts = {
  noProof: both('The issuer sent no proof of itself.', '发卡行未给出认证数据。'),
  absent: both('The answer holds no issuer authentication data.', '应答中没有发卡行认证数据。'),
  notByCommand: both(
    'The card looks at the issuer’s proof with the second GENERATE AC.',
    '卡片在第二次 GENERATE AC 时验证发卡行。'
  ),
  withSecondAc: both(
    'The card’s AIP does not name EXTERNAL AUTHENTICATE.',
    '卡片的 AIP 不支持 EXTERNAL AUTHENTICATE。'
  ),
  length: (length: number): LocalText =>
    both(
      `The proof is ${length} bytes long instead of 8 to 16.`,
      `认证数据长度为 ${length} 字节，应为 8 至 16 字节。`
    ),
  failed: both('The card did not accept the issuer’s proof.', '卡片未通过对发卡行的认证。'),
  authenticated: both('The card knows that its issuer answered.', '卡片确认应答来自其发卡行。'),
  arpcRight: both('The card checked the response cryptogram.', '卡片已验证授权响应密文。')
} as const

export const scriptTexts = {
  command: (number: number, name: string, ok: boolean): LocalText =>
    ok
      ? both(`Command ${number}, ${name}, was performed.`, `第 ${number} 条命令 ${name} 已执行。`)
      : both(`Command ${number}, ${name}, failed.`, `第 ${number} 条命令 ${name} 失败。`),
  malformed: (number: number): LocalText =>
    both(
      `Command ${number} is not a card command; it was not sent.`,
      `第 ${number} 条命令不是有效的卡片命令，未发送。`
    ),
  done: (script: number): LocalText =>
    both(`Issuer script ${script} was performed.`, `发卡行脚本 ${script} 已执行。`),
  failed: (script: number): LocalText =>
    both(`Issuer script ${script} was not performed to its end.`, `发卡行脚本 ${script} 未全部执行。`)
} as const

export const flashTexts = {
  notOnlineAnyMore: both(
    'The card would let the issuer decide; its e-cash has paid already, and the account would pay a second time.',
    '卡片允许改由发卡行决定；但电子现金已扣款，联机将使账户再次付款。'
  ),
  onlySales: both('Flash pay is for purchases only.', '闪付只能用于消费。'),
  overLimit: both('The amount is too large for flash pay.', '金额超过闪付限额。'),
  limit: (limit: LocalText): LocalText =>
    both(`The terminal takes flash pay up to ${limit.en}.`, `终端接受不超过 ${limit.zh} 的闪付交易。`),
  adviceContact: both(
    'Nothing was paid. Put the card into the chip reader instead.',
    '未发生扣款。请改用接触式（插卡）交易。'
  ),
  prepared: both('The terminal tells the card what it can do and wants.', '终端确定告知卡片的能力和要求。'),
  withinLimits: both('The amount is within all limits.', '金额在各项限额之内。'),
  forced: both('An online authorisation was demanded.', '要求联机授权。'),
  floor: (limit: LocalText): LocalText =>
    both(`From ${limit.en} on, flash pay goes online here.`, `在本终端，金额达到 ${limit.zh} 的闪付须联机。`),
  cvmLimit: (limit: LocalText): LocalText =>
    both(
      `From ${limit.en} on, the holder is verified here.`,
      `在本终端，金额达到 ${limit.zh} 须验证持卡人。`
    ),
  noFlashPay: both('The card does no flash pay on this interface.', '卡片在此界面不支持闪付。'),
  noTtq: both(
    'Its PDOL does not ask for the terminal transaction qualifiers.',
    '其 PDOL 未要求终端交易属性。'
  ),
  otherMode: both('The card wants a full debit or credit transaction.', '卡片要求进行标准借贷记交易。'),
  refused: both('The card refuses flash pay here.', '卡片拒绝在此进行闪付。'),
  seePhone: both('The holder’s phone or watch wants an action first.', '须先在持卡人手机等设备上操作。'),
  advicePhone: both(
    'Follow what the device shows, then hold it to the reader again.',
    '请按设备提示操作，然后重新贴近读卡器。'
  ),
  againstDemand: both(
    'The card approved although an online authorisation was demanded.',
    '终端要求联机，卡片却给出脱机批准。'
  ),
  read: (count: number): LocalText =>
    both(
      `${count} record${count === 1 ? '' : 's'} read to the last; the card may leave.`,
      `已读完全部 ${count} 条记录，可以移开卡片。`
    ),
  debited: both(
    'With the last record the card took the amount off its e-cash.',
    '读完最后一条记录时，卡片扣减了电子现金。'
  ),
  left: (left: LocalText): LocalText => both(`${left.en} is left on the card.`, `卡上余额 ${left.zh}。`),
  deviceVerified: both('The holder was verified on the device.', '持卡人已在设备上通过验证。'),
  deviceCvm: both('The card says so in its transaction qualifiers.', '卡片交易属性（CTQ）如此说明。'),
  pinDemanded: both('The card demands a PIN that the issuer checks.', '卡片要求联机 PIN。'),
  pinTaken: both('The holder entered a PIN for the issuer.', '持卡人输入了联机 PIN。'),
  noPin: both('Declined: the PIN that the card demands was not entered.', '拒绝：未输入卡片要求的 PIN。'),
  signature: both('The holder signs.', '持卡人签名。'),
  signatureDemanded: both('The card demands a signature.', '卡片要求签名。'),
  noVerification: both('No cardholder verification is needed.', '无需持卡人验证。'),
  nothingDemanded: both('The card demands none.', '卡片未要求持卡人验证。')
} as const

const moneyIsOff = (taken: boolean): LocalText =>
  taken
    ? both(
        'The amount was taken off the card all the same: have it put back before anything else.',
        '但金额已从卡上扣除：请先办理退回。'
      )
    : both('Nothing was paid. Use another card or another way to pay.', '未发生扣款。请更换卡片或付款方式。')

/** How a transaction came out: outcome, sentence, and what to do next. */
export const completionTexts = {
  balanceLeft: both('The e-cash balance afterwards', '交易后的电子现金余额'),
  balanceUnknown: both(
    'The balance afterwards could not be read; the payment stands.',
    '未能读取交易后余额；付款有效。'
  ),
  /** `amount`: what was taken off the e-cash; undefined where the account pays. */
  approvedOffline: (amount: LocalText | undefined) =>
    ({
      outcome: 'approved-offline',
      sentence:
        amount === undefined
          ? both('Approved offline.', '脱机批准。')
          : both(`Paid: ${amount.en} from the card’s e-cash.`, `支付成功：电子现金扣款 ${amount.zh}。`)
    }) as const,
  approvedOnline: {
    outcome: 'approved-online',
    sentence: both('Approved by the issuer.', '发卡行批准，交易成功。')
  },
  declinedByCard: {
    outcome: 'declined-by-card',
    sentence: both('Declined by the card.', '卡片拒绝交易。'),
    advice: moneyIsOff(false)
  },
  declinedByTerminal: {
    outcome: 'declined-by-terminal',
    sentence: both('Declined by the terminal.', '终端拒绝交易。'),
    advice: moneyIsOff(false)
  },
  declinedByIssuer: {
    outcome: 'declined-by-issuer',
    sentence: both('Declined by the issuer.', '发卡行拒绝交易。'),
    advice: moneyIsOff(false)
  },
  unableToGoOnline: {
    outcome: 'declined-by-terminal',
    sentence: both('Declined: the issuer could not be asked.', '拒绝：无法联系发卡行。'),
    advice: both(
      'Nothing was paid. Try again when the connection is there.',
      '未发生扣款。请在通信恢复后重试。'
    )
  },
  signatureFailed: (taken: boolean) =>
    ({
      outcome: 'declined-by-terminal',
      sentence: both('Declined: the card is not proven genuine.', '拒绝：不能证明卡片真实。'),
      advice: moneyIsOff(taken)
    }) as const,
  refusedAfterwards: (taken: boolean) =>
    ({
      outcome: 'declined-by-terminal',
      sentence: both('Declined: the card may not be used here and now.', '拒绝：卡片此时不能在此使用。'),
      advice: moneyIsOff(taken)
    }) as const,
  useContact: (taken: boolean) =>
    ({
      outcome: 'use-other-interface',
      sentence: both('The card wants to be put into the chip reader.', '卡片要求改用接触式交易。'),
      advice: taken ? moneyIsOff(true) : flashTexts.adviceContact
    }) as const,
  cancelled: {
    outcome: 'cancelled',
    sentence: both('Cancelled. Nothing was paid.', '已取消，未发生扣款。')
  },
  tryAgain: {
    outcome: 'try-again',
    sentence: both('The card left too early. Nothing was paid.', '卡片过早移开，未发生扣款。'),
    advice: both('Hold the card to the reader again, a little longer.', '请重新贴卡，并保持稍长时间。')
  },
  interrupted: (phase: LocalText, debited: 'no' | 'maybe' | 'yes') =>
    ({
      outcome: 'interrupted',
      sentence: both(`The card was lost while: ${phase.en}.`, `与卡片的通信中断，当时：${phase.zh}。`),
      advice:
        debited === 'no'
          ? both('Nothing was taken off the card.', '卡上未扣款。')
          : debited === 'yes'
            ? both('The amount was taken off the card.', '金额已从卡上扣除。')
            : both(
                'Whether the card took the amount is not known. Put the same card on the reader again: it tells.',
                '尚不确定卡片是否已扣款。请重新放上同一张卡：由卡片说明。'
              )
    }) as const
} as const
