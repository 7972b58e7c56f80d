import type { LocalText } from '../local-text'
import type { ErrorText } from './error-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Errors about what is on chips, and about making cards. */
export const productionErrorTexts = {
  'cap-unusable': {
    message: both('The CAP file cannot be loaded.', '无法加载该 CAP 文件。'),
    remedy: both(
      'Take the file as its maker delivered it. Nothing was sent to the card.',
      '请使用开发方提供的原始文件。未向卡片发送任何指令。'
    ),
    retrySafe: true
  },
  'profile-unknown': {
    message: both('There is no such profile.', '没有该个人化模板。'),
    remedy: both(
      'Look at the list (cardwright perso profiles) and choose one, or give a file.',
      '请查看模板列表（cardwright perso profiles）并从中选择，或指定文件。'
    ),
    retrySafe: true
  },
  'profile-invalid': {
    message: both('The profile cannot be used.', '个人化模板无法使用。'),
    remedy: both('Mend what is named and try again.', '请修正所列问题后重试。'),
    retrySafe: true
  },
  'applicant-invalid': {
    message: both('No card can be made of these data.', '无法用这些资料制卡。'),
    remedy: both(
      'Mend what is named and try again. Nothing was sent to a card.',
      '请修正所列问题后重试。未向卡片写入任何数据。'
    ),
    retrySafe: true
  },
  'batch-running': {
    message: both('A batch runs already.', '已有批次正在进行。'),
    remedy: both('Wait until it is done, or stop it.', '请等待其完成，或将其停止。'),
    retrySafe: true
  },
  'batch-unknown': {
    message: both('There is no batch to go on with.', '没有可以继续的批次。'),
    remedy: both('Choose the list again and start it.', '请重新选择清单并开始。'),
    retrySafe: true
  },
  'reader-in-batch': {
    message: both('This reader works in a batch.', '此读卡器正在批量制卡。'),
    remedy: both(
      'Take another reader, or stop the batch first. Nothing was sent to the card.',
      '请使用其他读卡器，或先停止批量制卡。未向卡片发送任何指令。'
    ),
    retrySafe: true
  },
  'reader-busy': {
    message: both(
      'Something else is being done with the card on a reader of the batch.',
      '批次所选读卡器上的卡片正在进行其他操作。'
    ),
    remedy: both('Wait until it is done, or leave that reader out.', '请等待其完成，或不使用该读卡器。'),
    retrySafe: true
  },
  'batch-invalid': {
    message: both('The batch cannot be used as it is.', '批量文件无法使用。'),
    remedy: both(
      'Mend the lines that are named. Nothing was sent to a card.',
      '请修正所列各行。未向卡片写入任何数据。'
    ),
    retrySafe: true
  },
  'key-set-unknown': {
    message: both('There is no such issuer.', '没有该发卡机构密钥组。'),
    remedy: both(
      'Look at the list (cardwright perso issuers) and choose one.',
      '请查看列表（cardwright perso issuers）并从中选择。'
    ),
    retrySafe: true
  },
  'key-set-invalid': {
    message: both('The keys of this issuer do not fit the profile.', '该发卡机构的密钥与模板不符。'),
    retrySafe: true
  },
  'key-set-built-in': {
    message: both('The built-in TEST issuer stays as it is.', '内置测试发卡机构不可更改。'),
    remedy: both('Choose another id.', '请使用其他编号。'),
    retrySafe: true
  },
  'lot-unknown': {
    message: both('There is no such stock.', '没有该卡片库存。'),
    remedy: both(
      'Look at the stock (cardwright perso stock) and choose one.',
      '请查看库存（cardwright perso stock）并从中选择。'
    ),
    retrySafe: true
  },
  'lot-empty': {
    message: both('Nothing is left of this stock.', '该库存已用完。'),
    remedy: both('Count it, or take in a new delivery.', '请清点库存，或登记新的到货。'),
    retrySafe: true
  },
  'lot-number': {
    message: both(
      'The number is not printed on any card that is left of this stock.',
      '该卡号不在此库存剩余的预印卡号中。'
    ),
    retrySafe: true
  },
  'chip-in-production': {
    message: both(
      'This chip was begun for another card and is not finished.',
      '此芯片正在制作另一张卡，尚未完成。'
    ),
    remedy: both('Finish that card, or scrap it first.', '请先完成该卡，或将其报废。'),
    retrySafe: true
  },
  'card-made-already': {
    message: both('There is a card of this number already.', '该卡号已制卡。'),
    remedy: both(
      'Choose another number or sequence number. To replace a spoiled card, scrap it first.',
      '请改用其他卡号或序列号。若为补制损坏卡，请先将原卡报废。'
    ),
    retrySafe: true
  },
  'production-unknown': {
    message: both('There is no such card in production.', '没有该制卡记录。'),
    remedy: both(
      'Look at the list (cardwright perso productions) and choose one.',
      '请查看列表（cardwright perso productions）并从中选择。'
    ),
    retrySafe: true
  },
  'production-ended': {
    message: both('That card is finished or scrapped already.', '该卡已完成或已报废。'),
    retrySafe: true
  }
} as const satisfies Record<string, ErrorText>

export type ProductionErrorCode = keyof typeof productionErrorTexts
