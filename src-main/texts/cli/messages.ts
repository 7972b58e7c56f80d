import type { LocalText } from '../local-text'

/** Headings, labels and remarks of the command line's own output. */
export const cliTexts = {
  error: { en: 'error', zh: '错误' },
  cause: { en: 'why', zh: '原因' },
  remedy: { en: 'what to do', zh: '处理办法' },
  cancelling: { en: 'Stopping after the current command …', zh: '当前命令结束后停止…' },

  reader: { en: 'READER', zh: '读卡器' },
  state: { en: 'STATE', zh: '状态' },
  family: { en: 'FAMILY', zh: '型号系列' },
  atr: { en: 'ATR', zh: 'ATR' },
  watching: { en: 'Watching; Ctrl-C ends it.', zh: '正在监视；按 Ctrl-C 结束。' },
  readerGone: { en: 'unplugged', zh: '已拔出' },
  noReaders: { en: 'No reader is connected.', zh: '没有连接读卡器。' },

  demoIntro: {
    en: 'This is what Cardwright reads from its virtual debit and e-cash card. For a real card: cardwright inspect',
    zh: '以下是从虚拟借记电子现金卡读到的内容。读取真实卡片请用：cardwright inspect'
  },
  interrupted: {
    en: 'The reading was interrupted; this is what was learned.',
    zh: '读取中断；以上为已读到的内容。'
  },

  masked: {
    en: 'Card data is masked; --reveal shows it.',
    zh: '卡片数据已屏蔽；使用 --reveal 显示。'
  },
  noAnswer: { en: 'no answer', zh: '无应答' },
  goOn: { en: 'Go on? [y/N] ', zh: '是否继续？[y/N] ' },
  seeHelp: {
    en: 'cardwright help shows the commands, cardwright help COMMAND how one is used.',
    zh: 'cardwright help 列出命令，cardwright help 命令 说明其用法。'
  },

  cardName: { en: 'CARD', zh: '卡' },
  cardKindName: { en: 'KIND', zh: '种类' },
  cardNumber: { en: 'NUMBER', zh: '卡号' },
  cardIn: { en: 'IN', zh: '所在读卡器' },
  cardWrites: { en: 'WRITES', zh: '写入次数' },
  noCards: {
    en: 'There are no virtual cards; make one with: cardwright card create debit-ecash',
    zh: '没有虚拟卡；新建：cardwright card create debit-ecash'
  },

  allGood: { en: 'Everything is in order.', zh: '一切正常。' },
  same: { en: 'The two reports say the same.', zh: '两份报告内容相同。' },
  absent: { en: '(absent)', zh: '（无）' },
  moreBytes: { en: 'bytes', zh: '字节' }
} as const satisfies Readonly<Record<string, LocalText>>

/** The state of a reader, in words. */
export const readerStates = {
  empty: { en: 'no card', zh: '无卡' },
  present: { en: 'card present', zh: '有卡' },
  mute: { en: 'card does not answer', zh: '卡片无应答' },
  inUse: { en: 'in use', zh: '使用中' }
} as const satisfies Readonly<Record<string, LocalText>>

/** The state of the connection to readers, in words. */
export const serviceStates = {
  starting: { en: 'still starting', zh: '正在启动' },
  running: { en: 'running', zh: '运行中' },
  stopped: { en: 'not running', zh: '未运行' },
  'no-permission': { en: 'no permission', zh: '没有权限' },
  'binding-missing': { en: 'not installed', zh: '未安装' }
} as const satisfies Readonly<Record<string, LocalText>>

export const levels = {
  ok: { en: 'ok', zh: '正常' },
  caution: { en: 'note', zh: '提示' },
  problem: { en: 'problem', zh: '问题' }
} as const satisfies Readonly<Record<string, LocalText>>

export function cardCreated(id: string): LocalText {
  return {
    en: `Made the virtual card ${id}. Read it with: cardwright inspect --reader virtual:${id}`,
    zh: `已新建虚拟卡 ${id}。读取：cardwright inspect --reader virtual:${id}`
  }
}

export function cardWasReset(id: string): LocalText {
  return { en: `The virtual card ${id} is as new.`, zh: `虚拟卡 ${id} 已恢复为全新状态。` }
}

export function cardDeleted(id: string): LocalText {
  return { en: `The virtual card ${id} is deleted.`, zh: `虚拟卡 ${id} 已删除。` }
}

export function deletesCard(id: string): LocalText {
  return {
    en: `This deletes the virtual card ${id} and all that is on it.`,
    zh: `将删除虚拟卡 ${id} 及其全部内容。`
  }
}

export function resetsCard(id: string): LocalText {
  return {
    en: `This makes the virtual card ${id} as new; all that happened on it is lost.`,
    zh: `将虚拟卡 ${id} 恢复为全新状态，卡上的全部变化将丢失。`
  }
}

export function differences(count: number): LocalText {
  return { en: count === 1 ? '1 difference' : `${count} differences`, zh: `${count} 处不同` }
}

export function savedTo(file: string): LocalText {
  return { en: `Saved to ${file}`, zh: `已保存到 ${file}` }
}

/** Progress of `card serve`. */
export const serveTexts = {
  serving: (card: string, port: number): LocalText => ({
    en: `${card} is in the PC/SC service's virtual reader (port ${port}). Ctrl-C takes it out.`,
    zh: `${card} 已接入 PC/SC 服务的虚拟读卡器（端口 ${port}）。按 Ctrl-C 取出。`
  }),
  lost: {
    en: 'The PC/SC service is gone; waiting for it to come back …',
    zh: 'PC/SC 服务已断开；等待其恢复…'
  },
  back: {
    en: 'The PC/SC service is back; the card is in its reader again.',
    zh: 'PC/SC 服务已恢复；卡片已重新接入。'
  },
  ended: { en: 'The card was taken out.', zh: '卡片已取出。' }
} as const
