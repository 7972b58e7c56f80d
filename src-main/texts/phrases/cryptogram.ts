import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** The steps of a cryptogram's computation, in the words of the specifications. */
export const cryptogramSteps = {
  'diversification-data': both('Diversification data', '分散数据'),
  'card-key': both('Card key', '卡片密钥'),
  'session-key': both('Session key', '过程密钥'),
  'tree-key': both('Key of the tree', '密钥树节点密钥'),
  'cryptogram-input': both('Input of the cryptogram', '密文输入数据'),
  'application-cryptogram': both('Application cryptogram', '应用密文'),
  'arpc-method-1': both('ARPC, method 1', 'ARPC（方法 1）'),
  'arpc-method-2': both('ARPC, method 2', 'ARPC（方法 2）'),
  'issuer-data-mac': both('MAC of the issuer data', '发卡行自定义数据 MAC'),
  'script-mac': both('MAC of the script command', '脚本命令 MAC'),
  'script-encipherment': both('Encipherment of the command data', '命令数据加密'),
  'script-decipherment': both('Decipherment of the command data', '命令数据解密'),
  'pin-block': both('PIN block', 'PIN 块'),
  'data-authentication-code': both('Data authentication code', '数据认证码'),
  'dynamic-number': both('ICC dynamic number', 'IC 卡动态数字')
} as const

/** What goes into a step and comes out of it. */
export const cryptogramValues = {
  pan: both('card number', '卡号'),
  psn: both('PAN sequence number', '卡序列号'),
  diversification: both('diversification data', '分散数据'),
  'issuer-key': both('issuer master key', '发卡行主密钥'),
  'card-key': both('card key', '卡片密钥'),
  'parent-key': both('parent key', '父密钥'),
  'grandparent-key': both('grandparent key', '祖父密钥'),
  'tree-key': both('key', '密钥'),
  'session-key': both('session key', '过程密钥'),
  'mask-key': both('key that masks the block', '掩盖 PIN 块的密钥'),
  atc: both('ATC', 'ATC'),
  un: both('unpredictable number', '不可预知数'),
  arqc: both('ARQC', 'ARQC'),
  'derivation-data': both('initial value', '初始值'),
  branch: both('branch', '分支'),
  input: both('input', '输入数据'),
  ac: both('application cryptogram', '应用密文'),
  arc: both('authorisation response code', '授权响应码'),
  csu: both('card status update', '卡片状态更新'),
  proprietary: both("issuer's own data", '发卡行自有数据'),
  arpc: both('ARPC', 'ARPC'),
  'issuer-data': both('issuer data', '发卡行自定义数据'),
  'command-header': both('CLA INS P1 P2', 'CLA INS P1 P2'),
  'command-data': both('command data', '命令数据'),
  mac: both('MAC', 'MAC'),
  plain: both('data in clear', '明文数据'),
  enciphered: both('enciphered data', '密文数据'),
  'pin-block': both('PIN block', 'PIN 块'),
  code: both('code', '认证码'),
  'dynamic-number': both('dynamic number', '动态数字'),
  block: both('assembled block', '组合数据'),
  padded: both('padded block', '填充后数据')
} as const

const KEY_NAMES = {
  issuer: both('an issuer master key', '发卡行主密钥'),
  card: both('a card key', '卡片密钥'),
  session: both('a session key', '过程密钥')
} as const

/** With which one change the cryptogram would have been right. */
export const cryptogramDifferences = {
  psn: (psn: string): LocalText =>
    both(`with PAN sequence number ${psn} it would be right`, `卡序列号为 ${psn} 时即正确`),
  option: (option: string): LocalText =>
    both(`with key derivation option ${option} it would be right`, `采用密钥分散方法 ${option} 时即正确`),
  key: (kind: keyof typeof KEY_NAMES): LocalText =>
    both(
      `with the key as ${KEY_NAMES[kind].en} it would be right`,
      `将密钥作为${KEY_NAMES[kind].zh}时即正确`
    ),
  profile: (id: string): LocalText => both(`as version ${id} it would be right`, `采用版本 ${id} 时即正确`),
  zeros: (name: string): LocalText =>
    both(`with zeros as ${name} it would be right`, `${name}为全零时即正确`),
  byte: (name: string, index: number, given: string, fits: string): LocalText =>
    both(
      `byte ${index} of ${name} is ${given}, with ${fits} it would be right`,
      `${name}的第 ${index} 字节为 ${given}，为 ${fits} 时即正确`
    ),
  none: both(
    'no single change makes it right: the key is another one, or several values differ',
    '改动任何单一数据都无法使其正确：可能密钥不同，或有多处数据不一致'
  )
} as const
