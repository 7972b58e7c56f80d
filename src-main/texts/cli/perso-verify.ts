import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const verifyHelp = {
  verify: both(
    'Measure a card by the list of rules, also one that was made elsewhere',
    '按规则列表检验卡片，也适用于他处制作的卡片'
  ),
  html: both('write the report into this file as well (HTML)', '同时将报告写入此文件（HTML）')
} as const

export const verifyTexts = {
  title: both('Verification of a card', '卡片验证报告'),
  reader: both('Reader', '读卡器'),
  at: both('Read at', '读卡时间'),
  side: both('Interface', '接口'),
  sides: { contact: both('contact', '接触式'), contactless: both('contactless', '非接触式') },
  applications: both('Applications', '应用'),
  none: both('none', '无'),
  rulesTitle: both('Rules', '规则')
} as const
