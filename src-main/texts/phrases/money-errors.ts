import type { ErrorText } from './error-text'

/** Errors about accounts, the journal, and the e-cash on a card. */
export const moneyErrorTexts = {
  'database-in-use': {
    message: {
      en: 'Another window or command is working with the accounts.',
      zh: '另一窗口或命令正在使用账务数据库。'
    },
    remedy: {
      en: 'Nothing was changed. Wait until it is done and try again.',
      zh: '未作任何更改。请等待其完成后重试。'
    },
    retrySafe: true
  },
  'database-damaged': {
    message: {
      en: 'The database of accounts and journal is damaged. It was left as it is.',
      zh: '账务与日志数据库已损坏。文件保持原样，未作改动。'
    },
    remedy: {
      en: 'Put a backup copy in its place. Without one, move the file and what lies beside it under the same name to another folder: a new TEST database is made then. Cards keep what is on them.',
      zh: '请用备份文件替换。若无备份，请将该文件及其同名附属文件移至其他文件夹，随后将新建测试数据库。卡上数据不受影响。'
    },
    retrySafe: true
  },
  'database-newer': {
    message: {
      en: 'The database was written by a later version of this program.',
      zh: '该数据库由更新版本的程序写入。'
    },
    remedy: {
      en: 'Use that version, or another data folder (CARDWRIGHT_HOME).',
      zh: '请使用该版本，或用 CARDWRIGHT_HOME 指定其他数据文件夹。'
    },
    retrySafe: true
  },
  'database-unusable': {
    message: {
      en: 'The database of accounts and journal cannot be used.',
      zh: '无法使用账务与日志数据库。'
    },
    remedy: {
      en: 'Make room or allow writing there, then try again. Nothing that was not acknowledged has happened.',
      zh: '请释放空间或开放写入权限后重试。未经确认的操作均未发生。'
    },
    retrySafe: true
  },
  'issuer-card-unknown': {
    message: { en: 'The issuer has no such card, or several.', zh: '发卡行没有此卡，或有多张符合。' },
    remedy: {
      en: 'Look at its cards (cardwright issuer cards) and give the label, the last four digits or the reference.',
      zh: '请查看卡片列表（cardwright issuer cards），并给出名称、卡号末四位或卡片标识。'
    },
    retrySafe: true
  },
  'issuer-account-unknown': {
    message: { en: 'The ledger has no such account.', zh: '账簿中没有此账户。' },
    remedy: {
      en: 'Look at the accounts (cardwright issuer accounts) and choose one of them.',
      zh: '请查看账户列表（cardwright issuer accounts）并从中选择。'
    },
    retrySafe: true
  },
  'issuer-refused': {
    message: { en: 'The issuer declined.', zh: '发卡行拒绝。' },
    retrySafe: true
  },
  'amount-invalid': {
    message: { en: 'This is not an amount that can be moved.', zh: '金额无效。' },
    remedy: {
      en: 'Give an amount above zero with at most two decimals, for example 12.50.',
      zh: '请输入大于零、最多两位小数的金额，例如 12.50。'
    },
    retrySafe: true
  },
  'card-busy': {
    message: { en: 'Something is being done with this card already.', zh: '正在对该卡进行操作。' },
    remedy: { en: 'Wait until it is done, or stop it.', zh: '请等待操作完成，或将其停止。' },
    retrySafe: true
  },
  'no-purse': {
    message: { en: 'This card holds no e-cash.', zh: '该卡没有电子现金。' },
    remedy: { en: 'Use a card with a PBOC e-cash application.', zh: '请使用带有 PBOC 电子现金应用的卡片。' },
    retrySafe: true
  },
  'card-blocked': {
    message: { en: 'The whole card is blocked.', zh: '整张卡片已锁定。' },
    remedy: {
      en: 'Nothing undoes that; the holder needs another card.',
      zh: '该状态无法恢复，持卡人需换卡。'
    },
    retrySafe: true
  },
  'purse-unreadable': {
    message: { en: 'The card does not tell its e-cash.', zh: '无法读取卡片的电子现金。' },
    remedy: {
      en: 'An application that is blocked can be read by its contacts only. Nothing was changed.',
      zh: '应用被锁定时只能通过接触方式读取。未作任何更改。'
    },
    retrySafe: true
  },
  'entry-unknown': {
    message: { en: 'The journal has no such entry.', zh: '日志中没有此业务。' },
    remedy: {
      en: 'Look at the open entries (cardwright ecash recover), and at what lies open at the issuer (cardwright issuer open).',
      zh: '请查看未完成业务（cardwright ecash recover）及发卡行未结资金（cardwright issuer open）。'
    },
    retrySafe: true
  },
  'entry-needs-card': {
    message: { en: 'Only the card can tell how far this came.', zh: '只有卡片才能说明该业务的进度。' },
    remedy: { en: 'Put the card that it is about on the reader.', zh: '请将对应的卡片放到读卡器上。' },
    retrySafe: true
  },
  'settlement-impossible': {
    message: { en: 'This cannot be settled in that way.', zh: '该笔资金不能以此方式处理。' },
    remedy: {
      en: 'Look at what lies open, and how each can be settled (cardwright issuer open).',
      zh: '请查看未结资金及其可用的处理方式（cardwright issuer open）。'
    },
    retrySafe: true
  },
  'purchase-not-disputed': {
    message: {
      en: 'There is no such purchase among those that the issuer refused.',
      zh: '发卡行拒绝的消费中没有此笔。'
    },
    remedy: {
      en: 'Look at what waits and what was refused (cardwright issuer purchases).',
      zh: '请查看待上送及被拒绝的消费（cardwright issuer purchases）。'
    },
    retrySafe: true
  },
  'entry-busy': {
    message: { en: 'This is being worked on at the moment.', zh: '该业务正在处理中。' },
    remedy: { en: 'Wait until it is done there.', zh: '请等待处理完成。' },
    retrySafe: true
  },
  'no-receipt': {
    message: { en: 'There is no receipt for this.', zh: '该业务没有凭条。' },
    remedy: { en: 'A receipt is there once money has moved.', zh: '资金变动后才有凭条。' },
    retrySafe: true
  }
} satisfies Readonly<Record<string, ErrorText>>

export type MoneyErrorCode = keyof typeof moneyErrorTexts
