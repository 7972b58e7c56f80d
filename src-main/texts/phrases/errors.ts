import type { ErrorText } from './error-text'
import { moneyErrorTexts, type MoneyErrorCode } from './money-errors'
import { productionErrorTexts, type ProductionErrorCode } from './production-errors'
import { vaultErrorTexts, type VaultErrorCode } from './vault-errors'

export type ErrorCode =
  | 'fault'
  | 'bad-request'
  | 'needs-consent'
  | 'reader-unknown'
  | 'reader-ambiguous'
  | 'no-reader'
  | 'no-service'
  | 'no-permission'
  | 'binding-missing'
  | 'no-card'
  | 'card-removed'
  | 'card-mute'
  | 'card-reset'
  | 'reader-removed'
  | 'sharing-violation'
  | 'protocol-mismatch'
  | 'unsupported'
  | 'reader-refused'
  | 'transport-error'
  | 'malformed-response'
  | 'endless-response'
  | 'cancelled'
  | 'not-recorded'
  | 'job-unknown'
  | 'report-unknown'
  | 'report-not-readable'
  | 'trace-not-readable'
  | 'card-unknown'
  | 'card-in-use'
  | 'reader-occupied'
  | 'not-hex'
  | 'apdu-malformed'
  | 'file-not-written'
  | 'file-not-read'
  | 'not-printed'
  | 'vpcd-unreachable'
  | 'data-folder-unusable'
  | 'terminal-unknown'
  | MoneyErrorCode
  | ProductionErrorCode
  | VaultErrorCode
  | 'ca-keys-not-readable'
  | 'ca-key-unusable'
  | 'ca-key-unknown'
  | 'ca-key-built-in'

/** Every error that a person can meet: what happened, and what to do next. */
export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  fault: {
    message: { en: 'Something in the program went wrong.', zh: '程序内部出现错误。' },
    remedy: {
      en: 'Nothing was sent to the card after it. Try again; if it happens again, report what you did.',
      zh: '此后未再向卡片发送任何命令。请重试；若再次出现，请反馈您的操作步骤。'
    },
    retrySafe: false
  },
  'bad-request': {
    message: { en: 'The request was not understood.', zh: '无法理解该请求。' },
    retrySafe: true
  },
  'needs-consent': {
    message: {
      en: 'This needs your consent, and nobody is there to ask.',
      zh: '此操作需要您确认，但当前无法询问。'
    },
    remedy: { en: 'Say yes beforehand with --yes, if you want it.', zh: '如确需执行，请加上 --yes。' },
    retrySafe: true
  },
  'reader-unknown': {
    message: { en: 'There is no reader with this name.', zh: '没有此名称的读卡器。' },
    remedy: {
      en: 'Look at the list of readers (cardwright readers) and choose one of them.',
      zh: '请查看读卡器列表（cardwright readers）并从中选择。'
    },
    retrySafe: true
  },
  'reader-ambiguous': {
    message: { en: 'More than one reader fits this name.', zh: '有多个读卡器符合该名称。' },
    remedy: { en: 'Give more of the name.', zh: '请输入更完整的名称。' },
    retrySafe: true
  },
  'no-reader': {
    message: { en: 'No card reader is connected.', zh: '未连接读卡器。' },
    remedy: {
      en: 'Plug in a reader, or use a virtual card: --reader virtual:debit-ecash.',
      zh: '请连接读卡器，或使用虚拟卡：--reader virtual:debit-ecash。'
    },
    retrySafe: true
  },
  'no-service': {
    message: { en: 'The smart-card service is not running.', zh: '智能卡服务未运行。' },
    remedy: {
      en: 'Start it (Windows: service "Smart Card"; Linux: pcscd), run the reader check (cardwright doctor), or use a virtual card: --reader virtual:debit-ecash.',
      zh: '请启动该服务（Windows：“Smart Card”服务；Linux：pcscd），或运行读卡器检查（cardwright doctor），或使用虚拟卡：--reader virtual:debit-ecash。'
    },
    retrySafe: true
  },
  'no-permission': {
    message: { en: 'This user may not use the smart-card service.', zh: '当前用户无权使用智能卡服务。' },
    remedy: {
      en: 'Ask the administrator to allow access to pcscd (polkit rule), then try again. Virtual cards work meanwhile.',
      zh: '请管理员开放对 pcscd 的访问权限（polkit 规则），然后重试。在此期间可使用虚拟卡。'
    },
    retrySafe: true
  },
  'binding-missing': {
    message: {
      en: 'The component that talks to card readers could not be loaded.',
      zh: '无法加载与读卡器通信的组件。'
    },
    remedy: {
      en: 'Install the system library (Debian: libpcsclite1) and reinstall Cardwright. Virtual cards work meanwhile.',
      zh: '请安装系统库（Debian：libpcsclite1）并重新安装 Cardwright。在此期间可使用虚拟卡。'
    },
    retrySafe: true
  },
  'no-card': {
    message: { en: 'There is no card on the reader.', zh: '读卡器上没有卡片。' },
    remedy: { en: 'Put a card on the reader.', zh: '请放置卡片。' },
    retrySafe: true
  },
  'card-removed': {
    message: { en: 'The card was taken away too early.', zh: '卡片被过早移开。' },
    remedy: { en: 'Put the card back and try again.', zh: '请放回卡片并重试。' },
    retrySafe: true
  },
  'card-mute': {
    message: { en: 'The card does not answer.', zh: '卡片无应答。' },
    remedy: {
      en: 'Take the card out, check which way round it is, clean its contacts and put it back.',
      zh: '请取出卡片，检查放置方向，清洁触点后重新放置。'
    },
    retrySafe: true
  },
  'card-reset': {
    message: { en: 'Another program reset the card.', zh: '其他程序复位了卡片。' },
    remedy: { en: 'Close the other program and try again.', zh: '请关闭其他程序后重试。' },
    retrySafe: true
  },
  'reader-removed': {
    message: { en: 'The reader was unplugged.', zh: '读卡器已拔出。' },
    remedy: {
      en: 'Plug the reader in again; it is found by itself.',
      zh: '请重新连接读卡器，程序会自动识别。'
    },
    retrySafe: true
  },
  'sharing-violation': {
    message: { en: 'Another program is using this card.', zh: '其他程序正在使用此卡。' },
    remedy: { en: 'Close the other program, or wait until it is done.', zh: '请关闭该程序或等待其完成。' },
    retrySafe: true
  },
  'protocol-mismatch': {
    message: { en: 'Card and reader could not agree on a protocol.', zh: '卡片与读卡器无法协商通信协议。' },
    remedy: {
      en: 'Take the card out, put it back, or try another reader.',
      zh: '请重新放置卡片或更换读卡器。'
    },
    retrySafe: true
  },
  unsupported: {
    message: { en: 'This reader or driver cannot do that.', zh: '该读卡器或驱动不支持此操作。' },
    retrySafe: true
  },
  'reader-refused': {
    message: { en: 'The reader did not do it.', zh: '读卡器未执行该操作。' },
    remedy: {
      en: 'Put a card on the reader and try again, or allow commands to the reader itself: "cardwright doctor" and the Readers page say how.',
      zh: '请放置卡片后重试，或启用对读卡器本身的命令（方法见 cardwright doctor 或“读卡器”页面）。'
    },
    retrySafe: true
  },
  'transport-error': {
    message: { en: 'The reader could not exchange data with the card.', zh: '读卡器无法与卡片交换数据。' },
    remedy: { en: 'Take the card out, put it back and try again.', zh: '请重新放置卡片后重试。' },
    retrySafe: true
  },
  'malformed-response': {
    message: { en: 'The card answered with fewer than two bytes.', zh: '卡片应答不足两个字节。' },
    remedy: {
      en: 'Put the card back and try again; the card may be defective.',
      zh: '请重新放置卡片并重试；卡片可能已损坏。'
    },
    retrySafe: true
  },
  'endless-response': {
    message: { en: 'The card never ended its answer.', zh: '卡片的应答没有结束。' },
    remedy: {
      en: 'The card may be defective. What was learned so far is shown.',
      zh: '卡片可能已损坏。已读取的内容仍会显示。'
    },
    retrySafe: true
  },
  cancelled: {
    message: { en: 'You cancelled it.', zh: '已由您取消。' },
    retrySafe: true
  },
  'not-recorded': {
    message: { en: 'The recorded trace does not hold this command.', zh: '记录中没有该命令。' },
    retrySafe: true
  },
  'job-unknown': {
    message: { en: 'This task is no longer running.', zh: '该任务已不在运行。' },
    retrySafe: true
  },
  'report-unknown': {
    message: { en: 'This report is no longer there.', zh: '该报告已不存在。' },
    remedy: { en: 'Read the card again.', zh: '请重新读取卡片。' },
    retrySafe: true
  },
  'report-not-readable': {
    message: { en: 'The file is not a report of this program.', zh: '该文件不是本程序的报告。' },
    remedy: {
      en: 'Choose a JSON file that was saved from a report.',
      zh: '请选择由本程序保存的 JSON 报告文件。'
    },
    retrySafe: true
  },
  'trace-not-readable': {
    message: { en: 'The file is not a trace.', zh: '该文件不是通信记录。' },
    remedy: {
      en: 'Use a file written by --trace, a log of another card program, or plain hex with commands and answers on alternating lines.',
      zh: '请使用由 --trace 写出的文件、其他卡片程序的日志，或命令与应答逐行交替的十六进制文本。'
    },
    retrySafe: true
  },
  'card-unknown': {
    message: { en: 'There is no virtual card with this name.', zh: '没有此名称的虚拟卡。' },
    remedy: {
      en: 'Use one of blank, ecash, debit-ecash, credit-ecash, or a card from the shelf.',
      zh: '请使用 blank、ecash、debit-ecash、credit-ecash 之一，或卡架上的卡。'
    },
    retrySafe: true
  },
  'card-in-use': {
    message: { en: 'This virtual card is in use elsewhere.', zh: '该虚拟卡正在别处使用。' },
    remedy: {
      en: 'Wait until the other window or command is done with it, or take it out there.',
      zh: '请等待另一窗口或命令使用完毕，或在那里取出该卡。'
    },
    retrySafe: true
  },
  'reader-occupied': {
    message: { en: 'A card is already in this reader.', zh: '该读卡器中已有卡片。' },
    remedy: { en: 'Remove it first.', zh: '请先取出。' },
    retrySafe: true
  },
  'not-hex': {
    message: { en: 'This is not hexadecimal.', zh: '不是有效的十六进制。' },
    remedy: {
      en: 'Use pairs of the digits 0-9 and A-F, for example 00A40400.',
      zh: '请使用成对的 0-9、A-F，例如 00A40400。'
    },
    retrySafe: true
  },
  'apdu-malformed': {
    message: { en: 'These bytes are not a command APDU.', zh: '这些字节不是有效的命令 APDU。' },
    remedy: {
      en: 'Give CLA INS P1 P2, then Lc and data, then Le, with lengths that fit.',
      zh: '请依次给出 CLA INS P1 P2、Lc 与数据、Le，且长度一致。'
    },
    retrySafe: true
  },
  'file-not-written': {
    message: { en: 'The file could not be written.', zh: '无法写入文件。' },
    remedy: {
      en: 'Check folder and free space, or choose another place.',
      zh: '请检查目录与可用空间，或另选位置。'
    },
    retrySafe: true
  },
  'file-not-read': {
    message: { en: 'The file could not be read.', zh: '无法读取文件。' },
    remedy: { en: 'Check its name and whether you may read it.', zh: '请检查文件名与读取权限。' },
    retrySafe: true
  },
  'not-printed': {
    message: { en: 'Nothing was printed.', zh: '未能打印。' },
    remedy: {
      en: 'See whether a printer is set up and ready, or save it as a file instead.',
      zh: '请检查打印机是否已设置并就绪，或改为保存成文件。'
    },
    retrySafe: true
  },
  'terminal-unknown': {
    message: { en: 'There is no terminal of this name.', zh: '没有该名称的终端。' },
    retrySafe: true
  },
  'ca-keys-not-readable': {
    message: { en: 'This is not a list of payment system keys.', zh: '这不是支付系统公钥列表。' },
    remedy: {
      en: 'Give a JSON file: a list of keys with rid, index, exponent, modulus and sha1.',
      zh: '请提供 JSON 文件：公钥列表，每项含 rid、index、exponent、modulus 和 sha1。'
    },
    retrySafe: true
  },
  'ca-key-unusable': {
    message: { en: 'A payment system key cannot be taken.', zh: '无法接受某个支付系统公钥。' },
    remedy: {
      en: 'Compare it with what the payment system published. Nothing was changed.',
      zh: '请与支付系统公布的数据核对。未作任何更改。'
    },
    retrySafe: true
  },
  'ca-key-unknown': {
    message: { en: 'There is no such payment system key.', zh: '没有该支付系统公钥。' },
    remedy: {
      en: 'Look at the list of keys (cardwright oda keys list).',
      zh: '请查看公钥列表（cardwright oda keys list）。'
    },
    retrySafe: true
  },
  'ca-key-built-in': {
    message: {
      en: 'This is the place of the built-in TEST key.',
      zh: '此索引属于内置的 TEST 公钥。'
    },
    remedy: {
      en: 'It stays as it is; ready-made cards need it. It vouches for no real card.',
      zh: '该公钥不能更改或删除，内置虚拟卡需要它；它不为任何真实卡片作证。'
    },
    retrySafe: true
  },
  'data-folder-unusable': {
    message: { en: 'The data folder cannot be used.', zh: '无法使用数据文件夹。' },
    remedy: {
      en: 'Make room or allow writing there, or name another folder in CARDWRIGHT_HOME.',
      zh: '请释放空间或开放写入权限，或用 CARDWRIGHT_HOME 指定其他文件夹。'
    },
    retrySafe: true
  },
  ...moneyErrorTexts,
  ...productionErrorTexts,
  ...vaultErrorTexts,
  'vpcd-unreachable': {
    message: { en: 'No virtual reader of the PC/SC service answers.', zh: 'PC/SC 服务的虚拟读卡器无应答。' },
    remedy: {
      en: 'Install vsmartcard-vpcd and start pcscd; the driver listens on port 35963.',
      zh: '请安装 vsmartcard-vpcd 并启动 pcscd；该驱动监听端口 35963。'
    },
    retrySafe: true
  }
}
