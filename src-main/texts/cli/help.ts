import type { LocalText } from '../local-text'

/** What `--help` says of each command and option. */
export const helpTexts = {
  program: {
    en: 'A workbench for financial IC cards (PBOC/EMV) over PC/SC readers, with virtual cards for work without hardware.',
    zh: '金融 IC 卡（PBOC/EMV）工作台：通过 PC/SC 读卡器读取和解释卡片；没有硬件时可使用虚拟卡。'
  },
  optionsPlace: { en: '[options]', zh: '[选项]' },
  commandPlace: { en: '[command]', zh: '[命令]' },
  headings: {
    'Usage:': { en: 'Usage:', zh: '用法：' },
    'Arguments:': { en: 'Arguments:', zh: '参数：' },
    'Options:': { en: 'Options:', zh: '选项：' },
    'Global Options:': { en: 'Global options:', zh: '全局选项：' },
    'Commands:': { en: 'Commands:', zh: '命令：' }
  },
  examples: { en: 'Examples:', zh: '示例：' },
  exitCodes: {
    en: 'Exit codes: 0 done; 1 the card or host said no; 2 wrong usage; 3 no reader, card or service.',
    zh: '退出码：0 完成；1 卡片或主机拒绝；2 用法错误；3 没有读卡器、卡片或服务。'
  },
  lang: { en: 'language of everything that is printed: en or zh', zh: '输出语言：en 或 zh' },
  json: {
    en: 'print one JSON document and nothing else on standard output',
    zh: '标准输出只打印一个 JSON 文档'
  },
  version: { en: 'print the version', zh: '显示版本' },
  help: { en: 'explain the command', zh: '显示帮助' },
  helpCommand: { en: 'explain a command', zh: '显示命令的帮助' },

  readers: {
    en: 'list readers and what is on them; with a name, what one reader is and can do',
    zh: '列出读卡器及其上的卡片；给出名称时显示该读卡器的详细信息'
  },
  readerName: {
    en: 'PC/SC reader by name or part of it, or virtual:NAME (a virtual reader or card)',
    zh: 'PC/SC 读卡器名称或其一部分，或 virtual:名称（虚拟读卡器或虚拟卡）'
  },
  signal: {
    en: 'make the reader blink and beep, where it has lamps and a buzzer',
    zh: '让读卡器闪灯并蜂鸣（须有指示灯和蜂鸣器）'
  },
  watch: {
    en: 'keep watching and print every change, until Ctrl-C',
    zh: '持续监视并打印每次变化，直到按 Ctrl-C'
  },

  inspect: {
    en: 'read a card and explain everything on it; changes nothing but the transaction counter',
    zh: '读取卡片并解释其全部内容；除交易计数器外不改变卡片'
  },
  reader: {
    en: 'PC/SC reader by name or part of it, virtual:NAME (a virtual reader or card), or replay:FILE (a recorded trace); default: the only PC/SC reader that holds a card',
    zh: 'PC/SC 读卡器名称或其一部分、virtual:名称（虚拟读卡器或虚拟卡）或 replay:文件（通信记录）；默认：唯一有卡的 PC/SC 读卡器'
  },
  reveal: {
    en: 'show and record card numbers and other card data in clear',
    zh: '以明文显示和记录卡号等卡片数据'
  },
  trace: {
    en: 'write every exchange to a file (JSON Lines) as it happens',
    zh: '将每次通信实时写入文件（JSON Lines）'
  },
  force: { en: 'overwrite files that exist', zh: '覆盖已存在的文件' },
  save: { en: 'save the report as .json or .html', zh: '将报告保存为 .json 或 .html' },
  contactless: {
    en: 'use the contactless side of a virtual card',
    zh: '使用虚拟卡的非接触界面'
  },

  apdu: {
    en: 'send command APDUs in one session and explain each answer',
    zh: '在一次会话中发送命令 APDU 并解释每个应答'
  },
  apduHex: {
    en: 'a command in hexadecimal, one argument each; - reads them from standard input, one a line, # begins a remark',
    zh: '十六进制命令，每个参数一条；- 表示从标准输入逐行读取，# 之后为注释'
  },
  yes: {
    en: 'send commands that can lock or change the card without asking',
    zh: '发送可能锁定或改变卡片的命令时不再询问'
  },

  card: { en: 'the virtual cards', zh: '管理虚拟卡' },
  cardList: { en: 'list the virtual cards', zh: '列出虚拟卡' },
  cardCreate: { en: 'make a new virtual card', zh: '新建虚拟卡' },
  cardKind: {
    en: 'blank, ecash, debit-ecash or credit-ecash',
    zh: 'blank、ecash、debit-ecash 或 credit-ecash'
  },
  cardReset: { en: 'make a virtual card as new', zh: '将虚拟卡恢复为全新状态' },
  cardDelete: { en: 'delete a virtual card for good', zh: '永久删除虚拟卡' },
  cardId: { en: 'name of the card, as "card list" shows it', zh: '卡的名称，见 “card list”' },
  deleteYes: { en: 'delete without asking', zh: '不询问直接删除' },
  resetYes: { en: 'reset without asking', zh: '不询问直接恢复' },
  cardServe: {
    en: "put a virtual card into the system's PC/SC service (vpcd), for any PC/SC program, until Ctrl-C",
    zh: '将虚拟卡接入系统 PC/SC 服务（vpcd），供任意 PC/SC 程序使用，直到按 Ctrl-C'
  },
  serveContactless: {
    en: 'serve its contactless side, for flash pay',
    zh: '提供其非接触界面，用于闪付'
  },
  serveReader: { en: 'the virtual card, as virtual:NAME', zh: '虚拟卡，形如 virtual:名称' },
  port: { en: "port of vpcd's virtual reader (default: 35963)", zh: 'vpcd 虚拟读卡器端口（默认：35963）' },

  demo: {
    en: 'read the virtual debit and e-cash card and print the report; needs no hardware',
    zh: '读取虚拟借记电子现金卡并打印报告；不需要硬件'
  },
  doctor: {
    en: 'say what is wrong with readers, drivers and services, and what to do',
    zh: '检查读卡器、驱动和服务的问题并给出处理办法'
  },
  report: { en: 'saved reports', zh: '已保存的报告' },
  reportShow: { en: 'print a saved report', zh: '打印已保存的报告' },
  reportCompare: { en: 'say how two saved reports differ', zh: '比较两份已保存的报告' },
  reportFile: { en: 'a report saved as JSON', zh: '以 JSON 保存的报告' },
  traceCommand: { en: 'recorded traces', zh: '通信记录' },
  traceShow: { en: 'print a recorded trace, every exchange explained', zh: '打印通信记录并解释每次交换' },
  traceFile: {
    en: 'a file written by --trace, or a trace of another program: GlobalPlatformPro, apdu4j, cardpeek, pcsc-spy, OpenSC, Proxmark3, scriptor, pcap and pcapng with GSMTAP, or bare hexadecimal',
    zh: '由 --trace 写出的文件，或其他程序的通信记录：GlobalPlatformPro、apdu4j、cardpeek、pcsc-spy、OpenSC、Proxmark3、scriptor、含 GSMTAP 的 pcap 和 pcapng，或纯十六进制文本'
  },
  traceReveal: {
    en: 'show card numbers and other card data in clear, where the file has them',
    zh: '文件含明文时，以明文显示卡号等卡片数据'
  }
} as const satisfies Readonly<Record<string, LocalText | Readonly<Record<string, LocalText>>>>
