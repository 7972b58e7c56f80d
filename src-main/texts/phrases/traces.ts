import type { LocalText } from '../local-text'

const EVENTS: Readonly<Record<'connected' | 'reset' | 'removed', LocalText>> = {
  connected: { en: 'Card opened', zh: '已打开卡片' },
  reset: { en: 'Card reset', zh: '卡片已复位' },
  removed: { en: 'Card removed', zh: '卡片已移开' }
}

export function traceEventText(event: keyof typeof EVENTS): LocalText {
  return EVENTS[event]
}

/** Why a file is no trace at all. */
export function traceImportProblemText(
  problem: 'empty' | 'not-a-trace' | 'newer-version' | 'no-exchange'
): LocalText {
  const texts: Readonly<Record<typeof problem, LocalText>> = {
    empty: { en: 'the file is empty', zh: '文件为空' },
    'not-a-trace': { en: 'the file is in no format that is known', zh: '无法识别该文件的格式' },
    'newer-version': {
      en: 'the trace is damaged at its beginning or was written by a newer version',
      zh: '该记录开头已损坏，或由更新的版本写出'
    },
    'no-exchange': { en: 'there is no whole exchange in the file', zh: '文件中没有完整的通信' }
  }
  return texts[problem]
}

/** Something of a file that was not taken over; `place` counts lines, or packets of a capture, from 1. */
export function traceImportNote(
  kind: 'bad-line' | 'bad-packet' | 'no-answer' | 'no-command' | 'cut-off',
  place: number,
  isCapture: boolean
): LocalText {
  const en = `${isCapture ? 'packet' : 'line'} ${place}`
  const zh = isCapture ? `第 ${place} 个数据包` : `第 ${place} 行`
  const texts: Readonly<Record<typeof kind, LocalText>> = {
    'bad-line': { en: `${en} could not be read and was left out`, zh: `${zh}无法读取，已跳过` },
    'bad-packet': { en: `${en} could not be read and was left out`, zh: `${zh}无法读取，已跳过` },
    'no-answer': { en: `the command in ${en} has no answer`, zh: `${zh}的命令没有应答` },
    'no-command': {
      en: `the answer in ${en} belongs to no command and was left out`,
      zh: `${zh}的应答没有对应的命令，已跳过`
    },
    'cut-off': {
      en: `the file is cut off: it ends in ${en}; what is whole before that was kept`,
      zh: `文件不完整：在${zh}中断，此前完整的内容均已保留`
    }
  }
  return texts[kind]
}

/** The names of formats, as their programs call themselves. */
const FORMATS = {
  cardwright: { en: 'Cardwright trace (JSON Lines)', zh: 'Cardwright 通信记录（JSON Lines）' },
  json: { en: 'Cardwright trace (JSON array)', zh: 'Cardwright 通信记录（JSON 数组）' },
  apdu4j: { en: 'GlobalPlatformPro / apdu4j log', zh: 'GlobalPlatformPro / apdu4j 日志' },
  'pcsc-spy': { en: 'pcsc-spy output', zh: 'pcsc-spy 输出' },
  opensc: { en: 'OpenSC debug log', zh: 'OpenSC 调试日志' },
  proxmark3: { en: 'Proxmark3 list', zh: 'Proxmark3 列表' },
  cardpeek: { en: 'cardpeek log', zh: 'cardpeek 日志' },
  scriptor: { en: 'scriptor output', zh: 'scriptor 输出' },
  hex: { en: 'hexadecimal lines', zh: '十六进制文本' },
  pcap: { en: 'pcap capture with GSMTAP', zh: '含 GSMTAP 的 pcap 抓包' },
  pcapng: { en: 'pcapng capture with GSMTAP', zh: '含 GSMTAP 的 pcapng 抓包' }
} as const satisfies Readonly<Record<string, LocalText>>

export function traceFormatText(format: keyof typeof FORMATS): LocalText {
  return FORMATS[format]
}

/** A trace as a document. */
export const traceReportPhrases = {
  title: { en: 'Card trace', zh: '卡片通信记录' },
  reader: { en: 'Reader', zh: '读卡器' },
  protocol: { en: 'Protocol', zh: '协议' },
  atr: { en: 'ATR', zh: 'ATR' },
  startedAt: { en: 'Started', zh: '开始时间' },
  exchanges: { en: 'Exchanges', zh: '通信' },
  command: { en: 'Command', zh: '命令' },
  response: { en: 'Answer', zh: '应答' },
  noAnswer: { en: 'No answer', zh: '无应答' },
  masked: {
    en: 'Card data is masked digit by digit with *.',
    zh: '卡片数据已逐位以 * 屏蔽。'
  },
  revealed: { en: 'Card data is shown in clear.', zh: '卡片数据以明文显示。' }
} as const satisfies Readonly<Record<string, LocalText>>
