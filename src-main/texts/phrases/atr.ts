import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const atrPhrases = {
  ts: both('TS: bit order', 'TS：位序约定'),
  direct: both('direct convention', '正向约定'),
  inverse: both('inverse convention', '反向约定'),
  unknownConvention: both('neither direct (3B) nor inverse (3F)', '既非正向（3B）也非反向（3F）'),
  t0: both('T0: what follows', 'T0：格式字符'),
  t0Value: (present: string, historical: number): LocalText =>
    both(
      `follows: ${present}; ${historical} historical bytes`,
      `后续：${present}；历史字节 ${historical} 个`
    ),
  nothing: both('nothing', '无'),
  ta1: both('TA1: clock rate and bit rate', 'TA1：时钟速率与位速率'),
  rate: (
    fi: number | undefined,
    di: number | undefined,
    cycles: string | undefined,
    mhz: number | undefined
  ) =>
    fi === undefined || di === undefined
      ? both('a value reserved for future use', '保留值')
      : both(
          `Fi = ${fi}, Di = ${di}: ${cycles ?? '?'} clock cycles per bit, at most ${mhz ?? '?'} MHz`,
          `Fi = ${fi}，Di = ${di}：每位 ${cycles ?? '?'} 个时钟周期，最高 ${mhz ?? '?'} MHz`
        ),
  vpp: both('programming voltage (no longer used)', '编程电压（已废弃）'),
  tc1: both('TC1: extra guard time', 'TC1：额外保护时间'),
  guard: (n: number): LocalText =>
    n === 255
      ? both(
          '255: the minimum delay (12 etu for T=0, 11 etu for T=1)',
          '255：最小间隔（T=0 为 12 etu，T=1 为 11 etu）'
        )
      : both(`N = ${n} etu`, `N = ${n} etu`),
  td: (index: number): LocalText =>
    both(`TD${index}: protocol, and what follows`, `TD${index}：协议及后续字符`),
  tdValue: (protocol: number, present: string): LocalText =>
    protocol === 15
      ? both(`global characters next; follows: ${present}`, `其后为全局接口字符；后续：${present}`)
      : both(`T=${protocol}; follows: ${present}`, `T=${protocol}；后续：${present}`),
  ta2: both('TA2: specific mode', 'TA2：专用模式'),
  specificMode: (protocol: number, changeable: boolean, implicit: boolean): LocalText =>
    both(
      `uses T=${protocol} at once, ${changeable ? 'may change after a reset' : 'cannot change'}, ` +
        (implicit ? 'with implicit parameters' : 'with the parameters of TA1'),
      `直接使用 T=${protocol}，${changeable ? '复位后可改变' : '不可改变'}，` +
        (implicit ? '参数为隐含值' : '参数取自 TA1')
    ),
  tc2: both('TC2: waiting time (T=0)', 'TC2：等待时间（T=0）'),
  waitingInteger: (wi: number): LocalText =>
    wi === 0 ? both('WI = 0: reserved', 'WI = 0：保留') : both(`WI = ${wi}`, `WI = ${wi}`),
  ifsc: (name: string): LocalText =>
    both(`${name}: largest block to the card (T=1)`, `${name}：卡片最大信息域（T=1）`),
  ifscValue: (size: number): LocalText =>
    size === 0 || size === 255
      ? both(`${size}: reserved`, `${size}：保留`)
      : both(`IFSC = ${size} bytes`, `IFSC = ${size} 字节`),
  waitingTimes: (name: string): LocalText => both(`${name}: waiting times (T=1)`, `${name}：等待时间（T=1）`),
  bwiCwi: (bwi: number, cwi: number): LocalText =>
    both(
      `BWI = ${bwi}${bwi > 9 ? ' (reserved)' : ''}, CWI = ${cwi}`,
      `BWI = ${bwi}${bwi > 9 ? '（保留）' : ''}，CWI = ${cwi}`
    ),
  edc: (name: string): LocalText => both(`${name}: error detection (T=1)`, `${name}：差错校验（T=1）`),
  lrc: both('LRC (1 byte)', 'LRC（1 字节）'),
  crc: both('CRC (2 bytes)', 'CRC（2 字节）'),
  clockAndClass: (name: string): LocalText =>
    both(`${name}: clock stop and voltage classes`, `${name}：时钟停止与电压类别`),
  clockStop: (code: number): LocalText =>
    [
      both('clock stop not supported', '不支持时钟停止'),
      both('clock stops low', '时钟停于低电平'),
      both('clock stops high', '时钟停于高电平'),
      both('clock stops at either level', '时钟停于任一电平')
    ][code] ?? both('?', '?'),
  classes: (names: string): LocalText => both(`classes: ${names}`, `类别：${names}`),
  reservedClasses: both('classes: reserved value', '类别：保留值'),
  spu: (name: string): LocalText => both(`${name}: use of contact C6`, `${name}：触点 C6 的用途`),
  spuValue: (value: number): LocalText =>
    value === 0
      ? both('not used', '未使用')
      : (value & 0x80) !== 0
        ? both('proprietary use', '专有用途')
        : both('standard use', '标准用途'),
  otherCharacter: (name: string, protocol: number): LocalText =>
    both(`${name}: for T=${protocol}`, `${name}：用于 T=${protocol}`),
  historical: both('Historical bytes', '历史字节'),
  category: both('Category', '类别指示'),
  categoryValue: (category: number): LocalText => {
    if (category === 0x00)
      return both('COMPACT-TLV, then three status bytes', 'COMPACT-TLV，其后为 3 字节状态')
    if (category === 0x10) return both('reference to data in EF.DIR', 'EF.DIR 数据引用')
    if (category === 0x80) return both('COMPACT-TLV', 'COMPACT-TLV')
    if (category > 0x80 && category < 0x90) return both('reserved', '保留')
    return both('proprietary', '专有')
  },
  dirReference: both('DIR data reference', 'DIR 数据引用'),
  proprietary: both('Proprietary data', '专有数据'),
  asText: (text: string): LocalText => both(`as text: ${text}`, `文本：${text}`),
  status: both('Card status', '卡片状态'),
  lifeCycle: both('Life cycle', '生命周期'),
  lifeCycleValue: (code: number): LocalText => {
    if (code === 0x00) return both('no information', '未提供')
    if (code === 0x01) return both('creation', '创建')
    if (code === 0x03) return both('initialisation', '初始化')
    if ((code & 0xfd) === 0x05) return both('operational, activated', '可用，已激活')
    if ((code & 0xfd) === 0x04) return both('operational, deactivated', '可用，未激活')
    if ((code & 0xfc) === 0x0c) return both('terminated', '终止')
    return code > 0x0f ? both('proprietary', '专有') : both('reserved', '保留')
  },
  statusWord: both('Status word', '状态字'),
  compact: (tag: number): LocalText =>
    compactNames[tag] ??
    both(`Data object ${tag.toString(16).toUpperCase()}`, `数据对象 ${tag.toString(16).toUpperCase()}`),
  tck: both('TCK: check byte', 'TCK：校验字节'),
  tckRight: both('correct', '正确'),
  tckWrong: (expected: string): LocalText => both(`should be ${expected}`, `应为 ${expected}`),
  contactless: both('Contactless card (as the reader presents it)', '非接触卡（由读卡器呈现）'),
  storageCard: both('Storage card', '存储卡'),
  standard: both('Standard', '标准'),
  cardName: both('Card name', '卡片名称'),
  unknownName: (code: string): LocalText => both(`not in the list (${code})`, `未收录（${code}）`),
  atsHistorical: both('ISO/IEC 14443-4; historical bytes of the ATS', 'ISO/IEC 14443-4；ATS 历史字节'),
  maybeTypeB: both('ISO/IEC 14443-4; if type B: ATQB data', 'ISO/IEC 14443-4；若为 B 型：ATQB 数据'),
  applicationData: both('Application data', '应用数据'),
  protocolInfo: both('Protocol information', '协议信息'),
  mbli: both('Maximum buffer length index (upper nibble)', '最大缓冲长度指数（高半字节）'),
  problems: {
    empty: both('There is no ATR.', '没有 ATR。'),
    'unknown-ts': both('The ATR begins with neither 3B nor 3F.', 'ATR 首字节既非 3B 也非 3F。'),
    'cut-off': both('The ATR ends before its interface characters do.', 'ATR 在接口字符结束之前中断。'),
    'historical-cut-off': both('The ATR ends within its historical bytes.', 'ATR 在历史字节中中断。'),
    'tck-missing': both('The check byte TCK is missing.', '缺少校验字节 TCK。'),
    'tck-wrong': both('The check byte TCK is wrong.', '校验字节 TCK 错误。'),
    surplus: both('The ATR goes on after its end.', 'ATR 末尾有多余字节。'),
    'too-long': both('The ATR is longer than 33 bytes.', 'ATR 超过 33 字节。'),
    compactCutOff: both(
      'The COMPACT-TLV data ends in the middle of an object.',
      'COMPACT-TLV 数据对象不完整。'
    )
  }
} as const

const compactNames: Readonly<Record<number, LocalText>> = {
  1: both('Country code', '国家代码'),
  2: both('Issuer identification number', '发卡机构标识号'),
  3: both('Card service data', '卡服务数据'),
  4: both('Initial access data', '初始访问数据'),
  5: both("Card issuer's data", '发卡方数据'),
  6: both('Pre-issuing data', '预发行数据'),
  7: both('Card capabilities', '卡能力'),
  8: both('Status information', '状态信息'),
  15: both('Application identifier', '应用标识符')
}

/** Bits of card service data (ISO/IEC 7816-4, 12.1.1.7) and of card capabilities (12.1.1.9), by byte and mask. */
export const serviceDataBits: readonly { mask: number; value: number; name: LocalText }[] = [
  { mask: 0x80, value: 0x80, name: both('application selection by full DF name', '支持完整 DF 名选择应用') },
  {
    mask: 0x40,
    value: 0x40,
    name: both('application selection by partial DF name', '支持部分 DF 名选择应用')
  },
  { mask: 0x20, value: 0x20, name: both('data objects in EF.DIR', 'EF.DIR 中有数据对象') },
  { mask: 0x10, value: 0x10, name: both('data objects in EF.ATR', 'EF.ATR 中有数据对象') },
  {
    mask: 0x0e,
    value: 0x08,
    name: both('EF.DIR and EF.ATR read by READ BINARY', '用 READ BINARY 读 EF.DIR、EF.ATR')
  },
  {
    mask: 0x0e,
    value: 0x04,
    name: both('EF.DIR and EF.ATR read by GET DATA', '用 GET DATA 读 EF.DIR、EF.ATR')
  },
  {
    mask: 0x0e,
    value: 0x00,
    name: both('EF.DIR and EF.ATR read by READ RECORD', '用 READ RECORD 读 EF.DIR、EF.ATR')
  },
  { mask: 0x01, value: 0x01, name: both('card without MF', '无 MF') },
  { mask: 0x01, value: 0x00, name: both('card with MF', '有 MF') }
]

export const capabilityBits: readonly { byte: number; mask: number; value: number; name: LocalText }[] = [
  { byte: 1, mask: 0x80, value: 0x80, name: both('DF selection by full name', '按完整 DF 名选择') },
  { byte: 1, mask: 0x40, value: 0x40, name: both('DF selection by partial name', '按部分 DF 名选择') },
  { byte: 1, mask: 0x20, value: 0x20, name: both('DF selection by path', '按路径选择 DF') },
  { byte: 1, mask: 0x10, value: 0x10, name: both('DF selection by file identifier', '按文件标识符选择 DF') },
  { byte: 1, mask: 0x08, value: 0x08, name: both('implicit DF selection', '隐式选择 DF') },
  { byte: 1, mask: 0x04, value: 0x04, name: both('short EF identifiers', '支持短文件标识符') },
  { byte: 1, mask: 0x02, value: 0x02, name: both('record numbers', '支持记录号') },
  { byte: 1, mask: 0x01, value: 0x01, name: both('record identifiers', '支持记录标识符') },
  { byte: 2, mask: 0x80, value: 0x80, name: both('files of TLV structure', '支持 TLV 结构文件') },
  { byte: 2, mask: 0x60, value: 0x00, name: both('one-time write', '一次性写入') },
  { byte: 2, mask: 0x60, value: 0x20, name: both('proprietary write behaviour', '专有写入方式') },
  { byte: 2, mask: 0x60, value: 0x40, name: both('write OR', '写入为逻辑或') },
  { byte: 2, mask: 0x60, value: 0x60, name: both('write AND', '写入为逻辑与') },
  {
    byte: 2,
    mask: 0x10,
    value: 0x10,
    name: both('FF may begin a BER-TLV tag', 'FF 可作 BER-TLV 标签首字节')
  },
  { byte: 3, mask: 0x80, value: 0x80, name: both('command chaining', '支持命令链') },
  { byte: 3, mask: 0x40, value: 0x40, name: both('extended Lc and Le', '支持扩展长度 Lc、Le') },
  {
    byte: 3,
    mask: 0x20,
    value: 0x20,
    name: both('extended length information in EF.ATR', 'EF.ATR 中有扩展长度信息')
  },
  {
    byte: 3,
    mask: 0x10,
    value: 0x10,
    name: both('logical channels assigned by the card', '逻辑信道由卡分配')
  },
  {
    byte: 3,
    mask: 0x08,
    value: 0x08,
    name: both('logical channels assigned by the reader', '逻辑信道由接口设备分配')
  }
]
