import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Why a reader did not answer a question, and what would help. */
export const readerSilence = {
  unsupported: { why: both('The reader or its driver does not know this.', '读卡器或其驱动不支持此项。') },
  refused: { why: both('The reader or its driver refused.', '读卡器或其驱动拒绝了请求。') },
  timeout: {
    why: both('The reader did not answer in time.', '读卡器未及时应答。'),
    remedy: both('Unplug the reader, plug it in again, and ask once more.', '请重新插拔读卡器后再试。')
  },
  tooShort: { why: both('The answer is too short to be one.', '应答过短，无效。') },
  driverHasNoControl: {
    why: both('This connection passes no commands to the reader itself.', '此连接不转发对读卡器本身的命令。')
  },
  driverHasNoAttributes: {
    why: both('This connection has no reader attributes.', '此连接不提供读卡器属性。')
  },
  noAttribute: { why: both('The driver does not tell.', '驱动未提供。') },
  noEscape: {
    why: both('Without a card there is no way to ask this reader.', '无卡时无法向该读卡器查询。'),
    remedy: both('Put a card on the reader.', '请放置卡片。')
  },
  escapeRefused: {
    why: both(
      'There is no card, and the driver passes no commands to the reader itself.',
      '无卡，且驱动不转发对读卡器本身的命令。'
    ),
    remedy: both(
      'Put a card on the reader, or allow such commands: "cardwright doctor" and the Readers page say how.',
      '请放置卡片，或启用此类命令（方法见 cardwright doctor 或“读卡器”页面）。'
    )
  },
  contactCard: {
    why: both('Only contactless cards have one.', '仅非接触卡具有此项。')
  },
  noLamps: {
    why: both(
      'Lamps and buzzer of this reader family are not known.',
      '未知该系列读卡器的指示灯与蜂鸣器命令。'
    )
  },
  noEscapeCommand: { why: both('This reader has none.', '该读卡器没有此命令。') }
} as const satisfies Readonly<Record<string, { readonly why: LocalText; readonly remedy?: LocalText }>>

export const readerPhrases = {
  saidNo: (sw: string): LocalText => both(`The reader answered ${sw}.`, `读卡器应答 ${sw}。`),
  notThisCard: both('Not with this reader, or not with this kind of card.', '该读卡器或此类卡片不支持。'),
  bytes: (count: number): LocalText => both(`${count} byte${count === 1 ? '' : 's'}`, `${count} 字节`),
  random: both('drawn anew each time', '每次随机生成'),
  every: (ms: number): LocalText => both(`every ${ms} ms`, `每 ${ms} 毫秒`),
  scardControl: (functionNumber: number, code: string): LocalText =>
    both(`SCARD_CTL_CODE(${functionNumber}) = ${code}`, `SCARD_CTL_CODE(${functionNumber}) = ${code}`),
  none: both('none', '无'),
  brokenOff: both('the answer breaks off', '应答不完整'),
  unknownFeature: (tag: string): LocalText => both(`Feature ${tag}`, `功能 ${tag}`),
  shortOnly: both('short APDUs only', '仅短 APDU'),
  chip: (ic: string, version: string): LocalText =>
    both(`PN5${ic}, firmware ${version}`, `PN5${ic}，固件 ${version}`),
  notAnAnswer: both('The answer belongs to another question.', '应答与请求不符。'),
  access: {
    card: both('beside the card', '与卡片并行'),
    direct: both('the reader itself, without its card', '直接访问读卡器，不经卡片'),
    none: both('none', '无')
  }
} as const

export const readerGroups = {
  connection: both('Connection', '连接'),
  device: both('The reader', '读卡器'),
  features: both('Features (PC/SC part 10)', '功能（PC/SC 第 10 部分）'),
  card: both('On the reader', '卡片')
} as const

export const readerFacts = {
  access: both('Asked through', '查询方式'),
  protocol: both('Protocol', '通信协议'),
  escape: both('Escape command', 'Escape 命令'),
  'max-command': both('Longest command', '最长命令数据'),
  'max-response': both('Longest answer', '最长应答数据'),
  commands: both('Can be asked or told', '支持的命令'),
  'vendor-name': both('Maker, as the driver says', '厂商（驱动提供）'),
  'ifd-type': both('Model', '型号'),
  'ifd-version': both('Version', '版本'),
  serial: both('Serial number', '序列号'),
  'system-name': both('Name in the system', '系统名称'),
  firmware: both('Firmware', '固件'),
  'picc-parameters': both('Search for cards', '寻卡参数'),
  chip: both('Contactless chip', '非接触芯片'),
  features: both('Features', '功能'),
  'tlv-properties': both('Properties', '属性'),
  uid: both('UID', 'UID'),
  ats: both('ATS, historical bytes', 'ATS 历史字节')
} as const satisfies Readonly<Record<string, LocalText>>

/** Words of `cardwright readers NAME`. */
export const readerCliTexts = {
  unknown: both('not known', '未知'),
  on: both('yes', '是'),
  off: both('no', '否'),
  signalled: both('The reader was told to blink and beep twice.', '已让读卡器闪灯并蜂鸣两次。'),
  signalNeedsReader: both(
    '--signal needs the name of one reader: cardwright readers NAME --signal',
    '--signal 需要指定一个读卡器：cardwright readers 名称 --signal'
  ),
  watchIsForAll: both(
    '--watch follows all readers: leave the name out',
    '--watch 监视全部读卡器，请勿指定名称'
  )
} as const

/** What a reader family can be asked or told, by the names of its profile. */
export const readerAbilities: Readonly<Record<string, LocalText>> = {
  uid: both('UID of a contactless card', '读取非接触卡 UID'),
  ats: both('ATS of a contactless card', '读取非接触卡 ATS'),
  firmware: both('Firmware version', '固件版本'),
  'led-buzzer': both('LED and buzzer', '指示灯与蜂鸣器'),
  'picc-parameters': both('How it searches for cards', '寻卡参数'),
  'buzzer-on-detection': both('Beep when a card comes', '检测到卡片时蜂鸣'),
  'direct-transmit': both('Commands to the contactless chip', '直接发送命令至非接触芯片')
}

/** The bits of the ACR122U's PICC operating parameter (API manual 2.04, 6.5). */
export const piccParameterNames = {
  autoPolling: both('Looks for cards by itself', '自动寻卡'),
  autoAts: both('Activates ISO 14443-4 by itself (bank cards need it)', '自动激活 ISO 14443-4（银行卡需要）'),
  pollingMs: both('Looks', '寻卡间隔'),
  felica424: both('FeliCa 424 kbit/s', 'FeliCa 424 kbit/s'),
  felica212: both('FeliCa 212 kbit/s', 'FeliCa 212 kbit/s'),
  topaz: both('Topaz', 'Topaz'),
  iso14443b: both('ISO 14443 type B', 'ISO 14443 B 型'),
  iso14443a: both('ISO 14443 type A (most bank cards)', 'ISO 14443 A 型（多数银行卡）')
} as const

/** PC/SC part 10, 2.2. */
export const part10Names = {
  'verify-pin-start': both('Enter a PIN on the reader, start', '读卡器输入 PIN：开始'),
  'verify-pin-finish': both('Enter a PIN on the reader, finish', '读卡器输入 PIN：结束'),
  'modify-pin-start': both('Change a PIN on the reader, start', '读卡器修改 PIN：开始'),
  'modify-pin-finish': both('Change a PIN on the reader, finish', '读卡器修改 PIN：结束'),
  'get-key-pressed': both('Tell each key that is pressed', '获取按键'),
  'verify-pin-direct': both('Enter a PIN on the reader', '读卡器输入 PIN'),
  'modify-pin-direct': both('Change a PIN on the reader', '读卡器修改 PIN'),
  'mct-reader-direct': both('MCT reader (KVK)', 'MCT 读卡器（KVK）'),
  'mct-universal': both('MCT universal', 'MCT 通用'),
  'ifd-pin-properties': both('Properties of the PIN pad', '密码键盘属性'),
  abort: both('Abort an entry', '中止输入'),
  'set-spe-message': both('Set the messages of the display', '设置显示信息'),
  'verify-pin-direct-app-id': both(
    'Enter a PIN on the reader, for an application',
    '读卡器输入 PIN（指定应用）'
  ),
  'modify-pin-direct-app-id': both(
    'Change a PIN on the reader, for an application',
    '读卡器修改 PIN（指定应用）'
  ),
  'write-display': both('Write on the display', '写显示屏'),
  'get-key': both('Read a key', '读取按键'),
  'ifd-display-properties': both('Properties of the display', '显示屏属性'),
  'get-tlv-properties': both('Properties as a list', '属性列表'),
  'ccid-esc-command': both('Commands to the reader itself (escape)', '对读卡器本身的命令（Escape）'),
  'execute-pace': both('PACE', 'PACE')
} as const satisfies Readonly<Record<string, LocalText>>

/** PC/SC part 10, 2.6.14. */
export const tlvPropertyNames = {
  lcdLayout: both('Layout of the display', '显示屏布局'),
  entryValidationCondition: both('What ends a PIN entry', 'PIN 输入结束条件'),
  timeOut2: both('Time limit after the first key', '首次按键后的时限'),
  lcdMaxCharacters: both('Characters in a line of the display', '显示屏每行字符数'),
  lcdMaxLines: both('Lines of the display', '显示屏行数'),
  minPinSize: both('Shortest PIN', '最短 PIN'),
  maxPinSize: both('Longest PIN', '最长 PIN'),
  firmwareId: both('Firmware', '固件'),
  ppduSupport: both('Pseudo-APDUs for features', '支持以伪 APDU 使用功能'),
  maxApduDataSize: both('Longest APDU data', '最长 APDU 数据'),
  idVendor: both('USB vendor', 'USB 厂商'),
  idProduct: both('USB product', 'USB 产品')
} as const satisfies Readonly<Record<string, LocalText>>
