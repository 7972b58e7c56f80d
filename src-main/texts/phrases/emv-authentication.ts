import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

type Method = 'sda' | 'dda' | 'cda' | 'fdda'

const names: Readonly<Record<Method, LocalText>> = {
  sda: both('static data authentication (SDA)', '静态数据认证（SDA）'),
  dda: both('dynamic data authentication (DDA)', '动态数据认证（DDA）'),
  cda: both('combined dynamic authentication (CDA)', '复合动态数据认证（CDA）'),
  fdda: both('fast dynamic data authentication (fDDA)', '快速动态数据认证（fDDA）')
}

/** What offline data authentication came to in a transaction. */
export const authenticationTexts = {
  notPerformed: both('Offline data authentication was not performed.', '未进行脱机数据认证。'),
  nothingInCommon: both(
    'Card and terminal support no method in common.',
    '卡片与终端没有共同支持的认证方式。'
  ),
  prepared: both('The card will sign its decision (CDA).', '卡片将对其决定进行签名（CDA）。'),
  keyRecovered: both('The card’s public key was recovered.', '已恢复 IC 卡公钥。'),
  authenticated: (method: Method): LocalText =>
    both(`The card is genuine: ${names[method].en} succeeded.`, `卡片真实：${names[method].zh}成功。`),
  stepRight: (step: LocalText): LocalText => both(`${step.en}: right.`, `${step.zh}：正确。`),
  failed: (method: Method): LocalText =>
    both(
      `The card is not proven genuine: ${names[method].en} failed.`,
      `不能证明卡片真实：${names[method].zh}失败。`
    ),
  noSignature: both('The card gave no usable signature.', '卡片未给出可用的签名。'),
  atStep: (step: LocalText, problem: LocalText): LocalText =>
    both(`${step.en}: ${problem.en}`, `${step.zh}：${problem.zh}`)
} as const
