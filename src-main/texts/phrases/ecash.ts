import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Steps of the e-cash desk that belong to no phase of a transaction. */
export const ecashProgress = {
  reading: both('Reading the e-cash of the card', '正在读取电子现金'),
  checking: both('Looking at what the card now says', '正在核对卡片状态'),
  settling: both('Telling the issuer how it came out', '正在向发卡行报告结果'),
  proving: both('Having the card prove its balance', '正在由卡片证明余额'),
  claiming: both('Claiming the purchase from the issuer', '正在向发卡行补报消费')
} as const

/** How an action with e-cash ended. Amounts come with their currency. */
export const ecashSentences = {
  loaded: (amount: LocalText, now: LocalText): LocalText =>
    both(
      `${amount.en} was loaded onto the card. It now holds ${now.en}.`,
      `已将 ${amount.zh} 圈存到卡上，卡内余额为 ${now.zh}。`
    ),
  unloaded: (amount: LocalText, now: LocalText): LocalText =>
    both(
      `${amount.en} was taken off the card. It now holds ${now.en}.`,
      `已从卡上圈提 ${amount.zh}，卡内余额为 ${now.zh}。`
    ),
  paid: (amount: LocalText, left: LocalText | undefined): LocalText =>
    left === undefined
      ? both(`${amount.en} was paid.`, `已支付 ${amount.zh}。`)
      : both(
          `${amount.en} was paid. The card now holds ${left.en}.`,
          `已支付 ${amount.zh}，卡内余额为 ${left.zh}。`
        ),
  served: {
    'set-limits': both('The limits were changed.', '限额已修改。'),
    'change-pin': both('The PIN was changed.', '密码已修改。'),
    'unblock-pin': both('The PIN was unblocked.', '密码已解锁。'),
    'block-application': both('The application is blocked now.', '应用已锁定。'),
    'unblock-application': both('The application can be used again.', '应用已解锁，可继续使用。'),
    'block-card': both('The card is blocked for good.', '卡片已永久锁定。')
  },
  confirmLater: both(
    'It is done on the card. The issuer could not be told yet.',
    '卡片已完成操作，但尚未通知发卡行。'
  ),
  confirmLaterAdvice: both(
    'Certain: the card has done it, and no money is lost. What is left is to tell the issuer, which needs no card.',
    '可以确定：卡片已完成，资金不会丢失。剩下的只是通知发卡行，不需要卡片。'
  ),
  settlementRefused: both(
    'The issuer contradicts what the card says. Nothing more is done without its people.',
    '发卡行的记录与卡片不一致，需由发卡行人工处理。'
  ),
  settlementRefusedAdvice: both(
    'Hand the entry over to the issuer with its reference.',
    '请凭参考号将此笔业务移交发卡行处理。'
  ),

  declined: (why: LocalText): LocalText => both(`The issuer declined: ${why.en}`, `发卡行拒绝：${why.zh}`),
  declinedAdvice: both('No money was moved, and the card is unchanged.', '资金未变动，卡片未改变。'),
  declinedWithScript: both(
    'Nothing was debited. The issuer sent the card a change of its own.',
    '账户未扣款。发卡行另向卡片下发了指令。'
  ),
  cardRefused: both('The card did not take the change.', '卡片未接受更改。'),
  notPaid: both('Nothing was paid.', '未发生支付。'),
  noAnswer: both('No answer of the issuer came that can be used.', '未收到发卡行的有效应答。'),
  reversedAdvice: both(
    'Nothing is on the card and nothing was debited: the issuer has taken it back.',
    '卡片未写入，账户未扣款：发卡行已冲正。'
  ),
  reverseLaterAdvice: both(
    'Certain: the card did not take it, and no money is lost. The issuer still has to be told to take it back, which needs no card.',
    '可以确定：卡片未写入，资金不会丢失。仍需通知发卡行冲正，不需要卡片。'
  ),
  interrupted: both('The card left the reader before it was finished.', '操作尚未完成，卡片就离开了读卡器。'),
  maybeApplied: both(
    'Certain: no money is lost. Not certain: whether the card took the new balance. Next: put the same card back on the reader.',
    '可以确定：资金不会丢失。尚不确定：卡片是否已写入新余额。下一步：请将同一张卡放回读卡器。'
  ),
  maybeServed: both(
    'Not certain: whether the card took the change. Next: put the same card back on the reader.',
    '尚不确定：卡片是否已接受更改。下一步：请将同一张卡放回读卡器。'
  ),
  maybePaid: both(
    'Not certain: whether the card has paid. Do not charge it again. Next: put the same card back on the reader.',
    '尚不确定：卡片是否已扣款。请勿再次收款。下一步：请将同一张卡放回读卡器。'
  ),
  nothingChanged: both('Nothing was changed.', '未作任何更改。'),
  refundDue: both('The card has paid, yet the purchase did not come about.', '卡片已扣款，但消费未成立。'),
  refundDueAdvice: both(
    'No money is lost: put the same card on the reader and take the payment back.',
    '资金不会丢失：请将同一张卡放回读卡器，并撤回该笔支付。'
  ),
  cancelled: both('Stopped. Nothing was changed.', '已停止，未作任何更改。'),
  recorded: both(
    'This is a recording of a card; no money can be moved with it.',
    '这是卡片的记录，不能用于资金操作。'
  ),
  begunElsewhere: both('Something is not finished for this card.', '该卡有一笔业务尚未完成。'),
  begunElsewhereAdvice: both(
    'Finish or reverse it first; nothing new was begun.',
    '请先完成或冲正该业务；未开始新的操作。'
  )
} as const

/** Why nothing was begun: said before anything is sent that could change something. */
export const ecashRefusals = {
  amount: both('The amount is not one that can be moved.', '金额无效。'),
  overBalanceLimit: (most: LocalText): LocalText =>
    both(
      `The card may hold ${most.en} at most; with this it would hold more.`,
      `卡内余额上限为 ${most.zh}，本次操作将超出上限。`
    ),
  notEnough: (balance: LocalText): LocalText =>
    both(`The card holds only ${balance.en}.`, `卡内余额仅有 ${balance.zh}。`),
  currency: (card: LocalText): LocalText =>
    both(`The e-cash of this card is kept in ${card.en}.`, `该卡电子现金的币种为 ${card.zh}。`),
  blocked: both(
    'The application is blocked; the issuer can unblock it at a counter.',
    '应用已锁定；可在柜台由发卡行解锁。'
  ),
  notBlocked: both('The application is not blocked.', '应用未被锁定。'),
  cardBlocked: both('The whole card is blocked; nothing undoes that.', '整张卡片已锁定，无法恢复。'),
  noPurse: both('This card holds no e-cash.', '该卡没有电子现金。'),
  unreadable: both('The card does not tell what is needed for this.', '卡片未提供所需的数据。'),
  unreadableBlocked: both(
    'The application is blocked and tells nothing over the air. Use the contacts.',
    '应用已锁定，无法通过非接触方式读取。请使用接触方式。'
  ),
  otherCard: both('This is another card than the one it is about.', '这不是该业务对应的卡片。'),
  noPin: both('This card has no PIN.', '该卡没有密码。'),
  noLimits: both('Give at least one limit.', '请至少指定一项限额。'),
  limitBelowBalance: (balance: LocalText): LocalText =>
    both(
      `The card holds ${balance.en} already, which is more than that limit.`,
      `卡内已有 ${balance.zh}，超过所设上限。`
    ),
  noOtherCard: both('Give the number of the other card.', '请提供另一张卡的卡号。'),
  pinNeeded: both('The holder’s PIN is needed for this.', '需要持卡人输入密码。'),
  advice: both('Nothing was sent that could change anything.', '未发送任何会造成更改的命令。')
} as const

type Flow =
  | 'load'
  | 'load-kept'
  | 'unload'
  | 'purchase-contact'
  | 'purchase-flash'
  | 'purchase-online'
  | 'purchase-offline'
  | 'script'
type Service =
  'set-limits' | 'change-pin' | 'unblock-pin' | 'block-application' | 'unblock-application' | 'block-card'

const FLOWS: Readonly<Record<Flow, LocalText>> = {
  load: both('Load', '圈存'),
  'load-kept': both('Load of what the issuer keeps', '补登'),
  unload: both('Unload', '圈提'),
  'purchase-contact': both('E-cash payment by contact', '电子现金消费（接触）'),
  'purchase-flash': both('Flash pay', '闪付'),
  'purchase-online': both('Purchase, online', '联机消费'),
  'purchase-offline': both('Purchase, offline', '脱机消费'),
  script: both('Card service', '卡片服务')
}
const SOURCES = {
  account: both('Load from the account', '圈存（本卡账户）'),
  'other-account': both('Load from another account', '圈存（他行或他人账户）'),
  cash: both('Load with cash', '圈存（现金）')
} as const satisfies Readonly<Record<string, LocalText>>
const TARGETS = {
  account: both('Unload to the account', '圈提（至本卡账户）'),
  cash: both('Unload to cash', '圈提（现金）')
} as const satisfies Readonly<Record<string, LocalText>>
const SERVICES: Readonly<Record<Service, LocalText>> = {
  'set-limits': both('Change of the limits', '修改限额'),
  'change-pin': both('Change of the PIN', '修改密码'),
  'unblock-pin': both('Unblocking of the PIN', '密码解锁'),
  'block-application': both('Blocking of the application', '应用锁定'),
  'unblock-application': both('Unblocking of the application', '应用解锁'),
  'block-card': both('Blocking of the card', '卡片锁定')
}

/** What an entry of the journal is about, as a heading. */
export function entryTitle(entry: {
  readonly flow: Flow
  readonly source?: keyof typeof SOURCES
  readonly target?: keyof typeof TARGETS
  readonly service?: Service
}): LocalText {
  const { flow, source, target, service } = entry
  if (flow === 'load' && source !== undefined) return SOURCES[source]
  if (flow === 'unload' && target !== undefined) return TARGETS[target]
  return flow === 'script' && service !== undefined ? SERVICES[service] : FLOWS[flow]
}

/** What is certain of an open entry, and what is not. */
export const openEntryTexts = {
  needsCard: {
    load: (amount: LocalText): LocalText =>
      both(
        `The issuer agreed to load ${amount.en}. Whether the card took the new balance is not known: only the card can tell.`,
        `发卡行已同意圈存 ${amount.zh}。卡片是否已写入新余额尚不清楚，只有卡片才能说明。`
      ),
    unload: (amount: LocalText): LocalText =>
      both(
        `The issuer agreed to unload ${amount.en}. Whether the card took the new balance is not known: only the card can tell.`,
        `发卡行已同意圈提 ${amount.zh}。卡片是否已写入新余额尚不清楚，只有卡片才能说明。`
      ),
    purchase: (amount: LocalText): LocalText =>
      both(
        `The card was asked to pay ${amount.en}. Whether it has paid is not known: only the card can tell.`,
        `已请求卡片支付 ${amount.zh}。卡片是否已扣款尚不清楚，只有卡片才能说明。`
      ),
    service: both(
      'The card was sent a change. Whether it took it is not known: only the card can tell.',
      '已向卡片发送更改。卡片是否已接受尚不清楚，只有卡片才能说明。'
    )
  },
  kept: (amount: LocalText): LocalText =>
    both(
      `${amount.en} did not reach the card. The issuer keeps them for it.`,
      `${amount.zh} 未写入卡片，由发卡行为该卡保留。`
    ),
  refundDue: (amount: LocalText): LocalText =>
    both(
      `The card has paid ${amount.en} for a purchase that did not come about. It is to get them back.`,
      `卡片已支付 ${amount.zh}，但消费未成立，应退回该卡。`
    ),
  confirm: both(
    'The card has done it. The issuer has to be told; no card is needed.',
    '卡片已完成，仍需通知发卡行，不需要卡片。'
  ),
  reverse: both(
    'The card did not do it. The issuer has to be told to take it back; no card is needed.',
    '卡片未执行，仍需通知发卡行冲正，不需要卡片。'
  ),
  standing: (amount: LocalText): LocalText =>
    both(
      `The card has paid ${amount.en}, and its proof is here. The purchase is to be kept for the upload.`,
      `卡片已支付 ${amount.zh}，凭证已保存。该笔消费待上送。`
    ),
  /** `why` is a sentence. */
  ambiguous: (why: LocalText): LocalText =>
    both(
      `The card was read, and it could not be told what happened. ${why.en} Nothing was decided.`,
      `已读取卡片，但无法确定结果。${why.zh}尚未作出任何处理。`
    ),
  refused: both(
    'The issuer contradicts what the card says. Its people have to look at it.',
    '发卡行的记录与卡片不一致，需人工处理。'
  )
} as const

/** The buttons of an open entry: what they say and what they will do. */
export const settleTexts = {
  finish: both('Finish', '完成'),
  finishLoad: both('Finish the load', '完成圈存'),
  finishUnload: both('Finish the unload', '完成圈提'),
  finishPurchase: both('Let the purchase stand', '保留该笔消费'),
  reverse: both('Reverse', '冲正'),
  giveMoneyBack: both('Take the payment back', '撤回支付'),
  handOver: both('Hand over to the issuer', '移交发卡行'),
  finishEffect: {
    load: (amount: LocalText): LocalText =>
      both(
        `Reads the card; loads the ${amount.en} if they are not on it yet.`,
        `读取卡片；如果 ${amount.zh} 尚未写入，则写入卡片。`
      ),
    unload: (amount: LocalText): LocalText =>
      both(
        `Reads the card; takes the ${amount.en} off it if that was not done yet.`,
        `读取卡片；如果 ${amount.zh} 尚未圈提，则完成圈提。`
      ),
    purchase: both(
      'Reads the card; if it has paid, the purchase stands.',
      '读取卡片；如果卡片已扣款，则该笔消费有效。'
    ),
    service: both(
      'Reads the card; makes the change if the card has not taken it yet.',
      '读取卡片；如果更改尚未生效，则重新执行。'
    ),
    confirm: both('Tells the issuer that the card has done it.', '通知发卡行：卡片已完成。'),
    standing: both('Keeps the purchase for the upload.', '保存该笔消费，等待上送。')
  },
  reverseEffect: {
    load: (amount: LocalText): LocalText =>
      both(
        `Reads the card; gives the ${amount.en} back to where they came from if they are not on it.`,
        `读取卡片；如果 ${amount.zh} 不在卡上，则退回原处。`
      ),
    other: both(
      'Reads the card; if it was not done, the issuer forgets it.',
      '读取卡片；如果未执行，则由发卡行撤销。'
    ),
    refund: (amount: LocalText): LocalText =>
      both(
        `Reads the card; if it has paid, the ${amount.en} are loaded back onto it.`,
        `读取卡片；如果卡片已扣款，则将 ${amount.zh} 圈存回卡。`
      ),
    reverse: both('Tells the issuer to take it back.', '通知发卡行冲正。')
  },
  handOverEffect: (entry: string): LocalText =>
    both(
      `For a card that is lost, or where nothing else helps: closes the entry here. The issuer’s staff settle it there, with cardwright issuer settle ${entry}.`,
      `用于卡片遗失或无法以其他方式处理的情形：在此关闭该业务，由发卡行工作人员用 cardwright issuer settle ${entry} 处理。`
    )
} as const

/** How the settling of an open entry came out. */
export const recoveryTexts = {
  wasDone: both(
    'The card had done it. The issuer has been told, and it is finished.',
    '卡片此前已完成。已通知发卡行，业务结束。'
  ),
  wasNotDone: both(
    'The card had not done it. The issuer has taken it back, and nothing was debited.',
    '卡片此前未执行。发卡行已冲正，未扣款。'
  ),
  purchaseStands: both(
    'The card had paid. The purchase stands and waits for the upload.',
    '卡片此前已扣款。该笔消费有效，等待上送。'
  ),
  purchaseClaimed: both(
    'The card had paid. The issuer has credited the merchant.',
    '卡片此前已扣款。发卡行已入账商户。'
  ),
  paidByCardOfBefore: both(
    'The card was made anew. If it had paid before, the payment is void.',
    '该卡已被重置。即使此前已扣款，该笔支付也已作废。'
  ),
  nothingPaid: both('The card had not paid. Nothing was debited.', '卡片此前未扣款，未发生支付。'),
  paidBack: (now: LocalText): LocalText =>
    both(
      `The payment was loaded back onto the card. It now holds ${now.en}.`,
      `支付款已圈存回卡，卡内余额为 ${now.zh}。`
    ),
  keptNow: both(
    'The issuer keeps the amount for the card. It has not been loaded yet.',
    '发卡行为该卡保留该金额，尚未写入卡片。'
  ),
  keptRest: both(
    'The issuer keeps the rest for the card. It can be loaded when the card has room for it.',
    '余款由发卡行为该卡保留，待卡内余额上限允许时再圈存。'
  ),
  unproven: both('The issuer was not convinced that the card has paid.', '发卡行未认可该卡已扣款。'),
  handedOver: (entry: string): LocalText =>
    both(
      `The entry was closed here. Its money stays where it is until the issuer’s staff settle it there: cardwright issuer settle ${entry}`,
      `该业务已在此关闭。相关款项保持原状，直至发卡行工作人员在发卡行处理：cardwright issuer settle ${entry}`
    ),
  settledHere: both(
    'This can be settled here and without the card; nothing was handed over.',
    '该业务无需卡片即可在此处理，未移交。'
  ),
  onlyFinish: both(
    'It is partly done on the card already, or nobody can tell. Only finishing it makes it certain.',
    '卡片可能已部分执行，只有“完成”才能使结果确定。'
  ),
  ambiguous: {
    'card-was-reset': both(
      'The counter of this card is behind what it said before: it was made anew, or is another one.',
      '该卡的交易计数器小于先前的值：卡片已被重置，或是另一张卡。'
    ),
    'log-overwritten': both(
      'So much has happened with the card since that its log does not reach back.',
      '此后卡片交易过多，日志已不包含该笔记录。'
    ),
    'balance-unexpected': both(
      'The balance of the card is neither the one before nor the one after.',
      '卡内余额既不是操作前的金额，也不是操作后的金额。'
    ),
    'balance-moved': both(
      'The log of the card does not tell, and its balance may be what it is for another reason.',
      '卡片日志未能说明，而卡内余额也可能由其他交易形成。'
    ),
    'nothing-to-compare': both(
      'The log of the card does not tell, and what the card held before is not known.',
      '卡片日志未能说明，而操作前的余额又不得而知。'
    ),
    'log-contradicts': both(
      'The log of the card and its balance contradict each other.',
      '卡片日志与卡内余额相互矛盾。'
    )
  },
  ambiguousAdvice: both(
    'Nothing was decided. The card can be read once more; where that does not help, hand the entry over to the issuer.',
    '尚未作出任何处理。可再次读取卡片；如仍无法确定，请将此笔业务移交发卡行。'
  ),
  noCounter: both('The card did not tell whether it took the change.', '卡片未能说明是否已接受更改。'),
  needsIssuer: both('The issuer could not be reached. Try again later.', '无法联系发卡行，请稍后重试。'),
  settledAlready: both('It was settled already.', '该业务已处理完毕。')
} as const
