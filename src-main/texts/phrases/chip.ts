import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const swText = (sw: number): string => sw.toString(16).toUpperCase().padStart(4, '0')

/** The names under which vendors know the ways of diversifying keys. */
export const diversificationTexts = {
  none: both('none: the keys as they are', '无：直接使用密钥'),
  visa: both('VISA', 'VISA'),
  visa2: both('VISA2 (CPG 2.0.2)', 'VISA2（CPG 2.0.2）'),
  emv: both('EMV CPS 1.1 (CPG 2.1.2)', 'EMV CPS 1.1（CPG 2.1.2）'),
  kdf3: both('KDF3 (AES)', 'KDF3（AES）')
} as const

/** Why a secure channel was not opened. All but `rejected` have cost the card nothing. */
export const openTexts = {
  unconfirmed: (failed: number): LocalText =>
    both(
      `${failed === 1 ? 'One attempt' : `${failed} attempts`} with wrong keys failed on this card before. Nothing was sent.`,
      `此卡此前已有 ${failed} 次密钥认证失败。未发送任何指令。`
    ),
  unconfirmedAdvice: both(
    'Cards lock themselves for good after a few wrong attempts, often ten. Be sure of the keys, then confirm by typing the word.',
    '多数卡片在数次（通常十次）认证失败后会永久锁定。请先确认密钥无误，再输入确认词继续。'
  ),
  keysUnfit: {
    'aes-keys-needed': both(
      'The card speaks SCP03, which needs AES keys.',
      '卡片使用 SCP03，需要 AES 密钥。'
    ),
    '3des-keys-needed': both(
      'The card speaks SCP01 or SCP02, which need triple DES keys.',
      '卡片使用 SCP01 或 SCP02，需要 3DES 密钥。'
    ),
    'diversification-unfit': both(
      'These keys cannot be diversified in that way.',
      '该分散方法不适用于这些密钥的算法。'
    ),
    'keys-differ': both('The three keys are not of one algorithm.', '三把密钥的算法不一致。')
  },
  notSelected: (sw: number): LocalText =>
    both(
      `There is no such security domain on the card (${swText(sw)}).`,
      `卡上没有该安全域（${swText(sw)}）。`
    ),
  noSuchKeys: (sw: number): LocalText =>
    both(`The card has no keys of that version (${swText(sw)}).`, `卡上没有该版本的密钥（${swText(sw)}）。`),
  notAllowed: (sw: number): LocalText =>
    both(
      `The card takes no authentication (${swText(sw)}). It may be locked for good.`,
      `卡片不接受认证（${swText(sw)}），可能已永久锁定。`
    ),
  updateRefused: (sw: number): LocalText =>
    both(`The card refused to begin (${swText(sw)}).`, `卡片拒绝开始认证（${swText(sw)}）。`),
  unknownProtocol: both(
    'The card answered in a secure channel protocol that is not known here.',
    '卡片使用了未知的安全通道协议。'
  ),
  otherProtocol: (answered: string): LocalText =>
    both(
      `The card speaks ${answered}, not what was asked for. Nothing was sent under the keys.`,
      `卡片使用 ${answered}，与所选协议不符。未使用密钥发送任何指令。`
    ),
  levelUnsupported: (protocol: string): LocalText =>
    both(`${protocol} does not know this security level.`, `${protocol} 不支持该安全级别。`),
  cryptogramWrong: both(
    'The card did not prove these keys: its cryptogram is another. Nothing was sent, and no attempt was used up.',
    '卡片未能证明持有这些密钥：密文不符。未发送任何认证指令，未消耗尝试次数。'
  ),
  wouldMatch: (method: LocalText): LocalText =>
    both(
      `The same keys would be right with the diversification ${method.en}.`,
      `若采用分散方法 ${method.zh}，则这些密钥正确。`
    ),
  checkKeys: both(
    'Check the key, its version and the diversification. Trying again costs the card nothing as long as the cryptogram differs.',
    '请核对密钥、密钥版本与分散方法。只要密文不符，重试不会消耗卡片的尝试次数。'
  ),
  challengeUnexpected: both(
    'The keys are right, but the challenge of the card does not follow from its counter and name. It may be replayed.',
    '密钥正确，但卡片的随机数与其计数器和标识不符，可能为重放。'
  ),
  rejected: (sw: number, failed: number): LocalText =>
    both(
      `The card refused the authentication (${swText(sw)}). That was failed attempt ${failed}.`,
      `卡片拒绝认证（${swText(sw)}）。这是第 ${failed} 次失败。`
    ),
  rejectedAdvice: both(
    'Do not try again before you know why: each attempt brings the card nearer to being locked for good.',
    '查明原因前请勿重试：每次失败都会使卡片更接近永久锁定。'
  ),
  open: (protocol: string, level: string): LocalText =>
    both(`${protocol}, security level ${level}`, `${protocol}，安全级别 ${level}`)
} as const
