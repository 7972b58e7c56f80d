import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Names of kinds of cards. */
export const cardFamilyNames = {
  storageCard: both('Contactless storage card', '非接触存储卡'),
  pboc: both('PBOC financial IC card', 'PBOC 金融 IC 卡'),
  transit: both('China T-Union transit card', '交通联合卡'),
  emv: both('EMV payment card', 'EMV 支付卡'),
  sim: both('SIM / USIM', 'SIM / USIM 卡'),
  emrtd: both('Electronic travel document', '电子旅行证件'),
  ndef: both('NFC Forum type 4 tag', 'NFC Forum 第 4 类标签'),
  globalPlatform: both('GlobalPlatform card', 'GlobalPlatform 卡'),
  unknown: both('Unknown card', '未知卡片')
} as const

/** What speaks for a card being of a kind. AIDs in upper-case hex. */
export const cardEvidence = {
  application: (aid: string): LocalText => both(`It has the application ${aid}.`, `卡上有应用 ${aid}。`),
  directory: both('It has a payment system directory.', '卡上有支付系统目录。'),
  securityDomain: (aid: string): LocalText =>
    both(`Its issuer security domain ${aid} answers.`, `主安全域 ${aid} 有应答。`),
  storageCard: (name: string, standard: string | undefined): LocalText =>
    both(
      `The reader's ATR names it: ${name}${standard === undefined ? '' : ` (${standard})`}.`,
      `读卡器给出的 ATR 指明：${name}${standard === undefined ? '' : `（${standard}）`}。`
    ),
  nothing: both('No application that we know answered.', '没有已知应用应答。')
} as const
