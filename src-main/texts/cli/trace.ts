import type { LocalText } from '../local-text'

/** What `trace export` and `trace import` say. */
export const traceFileTexts = {
  export: {
    en: 'write a trace as text, JSON, an HTML report, or a capture that Wireshark opens',
    zh: '将通信记录写为文本、JSON、HTML 报告或可用 Wireshark 打开的抓包文件'
  },
  exportTo: {
    en: 'the file to write; its ending says how: .txt .json .jsonl .html .pcap .pcapng',
    zh: '要写入的文件；格式由扩展名决定：.txt .json .jsonl .html .pcap .pcapng'
  },
  import: {
    en: 'read a trace that another program wrote and say what it holds',
    zh: '读取其他程序写出的通信记录并说明其内容'
  },
  importTo: {
    en: 'write it as a trace of Cardwright (JSON Lines)',
    zh: '写为 Cardwright 通信记录（JSON Lines）'
  },
  reveal: {
    en: 'write card numbers and other card data in clear, where the file has them',
    zh: '文件含明文时，以明文写出卡号等卡片数据'
  },
  zeros: {
    en: 'A capture has no sign for masked digits: they are zeros in it.',
    zh: '抓包文件无法表示被屏蔽的数字：其中以零代替。'
  },
  tooLong: (number: number): LocalText => ({
    en: `exchange ${number} is too long for a packet and was left out`,
    zh: `第 ${number} 次通信过长，无法放入一个数据包，已跳过`
  }),
  ending: (file: string, known: string): LocalText => ({
    en: `${file} must end with one of ${known}`,
    zh: `${file} 的扩展名须为以下之一：${known}`
  }),
  read: (format: LocalText, exchanges: number): LocalText => ({
    en: `${format.en}: ${exchanges} ${exchanges === 1 ? 'exchange' : 'exchanges'}`,
    zh: `${format.zh}：${exchanges} 次通信`
  })
} as const
