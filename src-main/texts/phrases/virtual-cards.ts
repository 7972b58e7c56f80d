import type { LocalText } from '../local-text'

type Kind =
  | ('blank' | 'ecash' | 'debit-ecash' | 'credit-ecash')
  | ('blank-embedded-se' | 'blank-nfc-sim' | 'blank-nfc-sd')

const KIND_NAMES: Readonly<Record<Kind, LocalText>> = {
  blank: { en: 'Blank chip', zh: '空白芯片' },
  ecash: { en: 'E-cash card', zh: '纯电子现金卡' },
  'debit-ecash': { en: 'Debit + e-cash card', zh: '借记电子现金卡' },
  'credit-ecash': { en: 'Credit + e-cash card', zh: '贷记电子现金卡' },
  'blank-embedded-se': { en: 'Blank embedded SE', zh: '空白嵌入式 SE' },
  'blank-nfc-sim': { en: 'Blank NFC SIM', zh: '空白 NFC-SIM 卡' },
  'blank-nfc-sd': { en: 'Blank NFC SD card', zh: '空白 NFC-SD 卡' }
}

/** The name of a virtual card on the shelf; `number` counts the cards of its kind from 1. */
export function virtualCardNames(kind: keyof typeof KIND_NAMES, number: number): LocalText {
  const name = KIND_NAMES[kind]
  return number === 1 ? name : { en: `${name.en} ${number}`, zh: `${name.zh} ${number}` }
}

type CardEventKind = 'power-up' | 'reset' | 'power-down' | 'power-lost' | 'fault'

const EVENTS: Readonly<Record<CardEventKind, LocalText>> = {
  'power-up': { en: 'Powered up', zh: '上电' },
  reset: { en: 'Reset', zh: '复位' },
  'power-down': { en: 'Powered down', zh: '下电' },
  'power-lost': { en: 'Power lost in the middle of a command', zh: '命令执行中掉电' },
  fault: { en: 'Internal fault; answered 6F00', zh: '内部错误，应答 6F00' }
}

/** What happened to the card apart from commands. */
export function cardEventText(kind: CardEventKind): LocalText {
  return EVENTS[kind]
}

interface CardChange {
  readonly code:
    | 'application-selected'
    | 'transaction-started'
    | 'ecash-path-chosen'
    | 'atc-raised'
    | 'application-blocked'
    | 'pin-verified'
    | 'pin-tries-lowered'
    | 'pin-blocked'
    | 'pin-changed'
    | 'pin-tries-restored'
    | 'cryptogram-made'
    | 'balance-changed'
    | 'data-replaced'
    | 'record-replaced'
    | 'issuer-authenticated'
    | 'issuer-refused'
    | 'script-refused'
    | 'application-unblocked'
    | 'card-blocked'
  readonly from?: string
  readonly to?: string
}

/** What a command did to the card, in words. Values are hex. */
export function cardChangeText({ code, from, to }: CardChange): LocalText {
  const change = from !== undefined && to !== undefined ? ` ${from} → ${to}` : ''
  switch (code) {
    case 'application-selected':
      return { en: `Application selected ${to ?? ''}`.trimEnd(), zh: `选择应用 ${to ?? ''}`.trimEnd() }
    case 'transaction-started':
      return { en: 'Transaction started', zh: '交易开始' }
    case 'ecash-path-chosen':
      return { en: 'E-cash path chosen', zh: '选择电子现金流程' }
    case 'atc-raised':
      return { en: `Application transaction counter raised${change}`, zh: `应用交易计数器递增${change}` }
    case 'application-blocked':
      return { en: 'Application blocked', zh: '应用已锁定' }
    case 'pin-verified':
      return { en: 'PIN verified', zh: 'PIN 验证成功' }
    case 'pin-tries-lowered':
      return { en: `PIN tries left${change}`, zh: `PIN 剩余尝试次数${change}` }
    case 'pin-blocked':
      return { en: 'PIN blocked', zh: 'PIN 已锁定' }
    case 'pin-changed':
      return { en: 'PIN changed', zh: 'PIN 已修改' }
    case 'pin-tries-restored':
      return { en: 'PIN tries restored', zh: 'PIN 尝试次数已恢复' }
    case 'cryptogram-made':
      return { en: `Cryptogram made: ${to ?? ''}`, zh: `生成密文：${to ?? ''}` }
    case 'balance-changed':
      return { en: `E-cash balance${change}`, zh: `电子现金余额${change}` }
    case 'data-replaced':
      return { en: `Data object replaced${change}`, zh: `数据对象已更新${change}` }
    case 'record-replaced':
      return { en: 'Record replaced', zh: '记录已更新' }
    case 'issuer-authenticated':
      return { en: 'Issuer authenticated', zh: '发卡行认证成功' }
    case 'issuer-refused':
      return { en: 'Issuer authentication failed', zh: '发卡行认证失败' }
    case 'script-refused':
      return { en: 'Script with a wrong MAC refused', zh: '脚本 MAC 错误，已拒绝' }
    case 'application-unblocked':
      return { en: 'Application unblocked', zh: '应用已解锁' }
    case 'card-blocked':
      return { en: 'Card blocked for good', zh: '卡片已永久锁定' }
  }
}

/** Why a card could not be put into the PC/SC service's virtual reader. */
export const servingProblems = {
  nothingListens: (port: number): LocalText => ({
    en: `nothing listens on port ${port} of this machine`,
    zh: `本机端口 ${port} 无程序监听`
  }),
  occupied: (port: number): LocalText => ({
    en: `the reader at port ${port} has a card already`,
    zh: `端口 ${port} 的读卡器中已有卡片`
  }),
  heldBy: (process: number): LocalText => ({
    en: `process ${process} has the card`,
    zh: `进程 ${process} 正在使用该卡`
  })
} as const
