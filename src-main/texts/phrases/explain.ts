import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Why data objects could not be read, by the kind of problem that the TLV reader reports. */
export const tlvProblems = {
  'tag-cut-off': both('the tag is cut off', '标签不完整'),
  'tag-too-long': both('the tag is longer than 4 bytes', '标签长于 4 字节'),
  'length-missing': both('there is no length after the tag', '标签之后缺少长度'),
  'length-cut-off': both('the length is cut off', '长度不完整'),
  'length-too-long': both('the length has more than 4 bytes', '长度字段多于 4 字节'),
  'indefinite-length': both('an indefinite length, which cards must not use', '不定长编码，卡片不得使用'),
  'value-past-end': both('announces more bytes than there are', '声明的长度超过实际数据'),
  'too-deep': both('nested too deeply', '嵌套过深'),
  'too-many': both('too many data objects', '数据对象过多')
} as const satisfies Record<string, LocalText>

export const explainPhrases = {
  unreadable: both('Bytes that could not be read', '无法解析的字节'),
  data: both('Data', '数据'),
  notTlv: both('not made of data objects', '不是 TLV 数据'),
  statusWord: both('Status word', '状态字'),
  unknownStatus: both('a status word that the specifications do not define', '规范未定义的状态字'),
  noAnswer: both('no answer', '无应答'),
  answerTooShort: both('shorter than a status word', '应答短于状态字'),
  unknownCommand: both('Unknown command', '未知命令'),
  commandTooShort: both('shorter than the 4 bytes of a command header', '短于 4 字节的命令头'),
  commandLength: (lc: number, available: number): LocalText =>
    both(`Lc says ${lc} bytes, ${available} follow`, `Lc 为 ${lc} 字节，其后有 ${available} 字节`),
  cla: both('CLA: class', 'CLA：命令类别'),
  ins: both('INS: instruction', 'INS：指令'),
  p1: both('P1: first parameter', 'P1：参数 1'),
  p2: both('P2: second parameter', 'P2：参数 2'),
  lc: both('Lc: length of the data', 'Lc：数据长度'),
  le: both('Le: length expected', 'Le：期望长度'),
  bytes: (count: number): LocalText => both(`${count} byte${count === 1 ? '' : 's'}`, `${count} 字节`),
  upTo: (count: number): LocalText =>
    both(`up to ${count} byte${count === 1 ? '' : 's'}`, `最多 ${count} 字节`),
  claReader: both('for the reader, not for the card', '发给读卡器，而非卡片'),
  claParts: (own: boolean, secured: boolean, chained: boolean, channel: number): LocalText =>
    both(
      [
        own ? 'proprietary' : 'interindustry',
        ...(secured ? ['secure messaging'] : []),
        ...(chained ? ['more of the chain follows'] : []),
        ...(channel > 0 ? [`logical channel ${channel}`] : [])
      ].join('; '),
      [
        own ? '专有类' : '行业间类',
        ...(secured ? ['安全报文'] : []),
        ...(chained ? ['命令链未结束'] : []),
        ...(channel > 0 ? [`逻辑通道 ${channel}`] : [])
      ].join('；')
    ),
  mac: both('Message authentication code', '报文鉴别码（MAC）'),
  hidden: both('not shown', '不显示'),
  name: both('Application identifier', '应用标识符'),
  fileId: both('File identifier', '文件标识符'),
  path: both('Path', '路径'),
  random: both('Random number', '随机数'),
  fileName: both('File name', '文件名'),
  hostChallenge: both('Host challenge', '主机随机数'),
  hostCryptogram: both('Host cryptogram', '主机密文'),
  cardChallenge: both('Card challenge', '卡片随机数'),
  cardCryptogram: both('Card cryptogram', '卡片密文'),
  diversification: both('Key diversification data', '密钥分散数据'),
  keyVersion: both('Key version number', '密钥版本号'),
  scpNumber: both('Secure channel protocol', '安全通道协议'),
  scpParameter: both('Protocol parameter i', '协议参数 i'),
  sequence: both('Sequence counter', '序列计数器'),
  arpc: both('Authorisation response cryptogram', '授权响应密文（ARPC）'),
  arc: both('Authorisation response code', '授权响应码'),
  lengthAndValue: (index: number): LocalText => both(`Part ${index}`, `第 ${index} 部分`),
  uid: both('Identifier of the contactless card (UID)', '非接触卡标识（UID）'),
  ats: both('Answer to select (historical bytes)', '选择应答（ATS）历史字节'),
  firmware: both('Reader firmware', '读卡器固件版本'),
  piccParameters: both('Contactless parameters of the reader', '读卡器非接触参数'),
  ledState: both('State of the reader’s LED', '读卡器指示灯状态'),
  block: both('Block', '数据块'),
  lifeCycle: both('Life cycle state', '生命周期状态'),
  record: both('Record', '记录'),
  emptyRecord: both('an empty record', '空记录'),
  beyondList: both('Bytes beyond the list', '超出列表的字节'),
  missing: both('missing: the data end early', '缺失：数据提前结束'),
  signature: both('Signed dynamic application data', '签名的动态应用数据'),

  // Summaries of commands: one line each, named after the command.
  select: (what: LocalText): LocalText => both(`Select ${what.en}`, `选择${what.zh}`),
  selectByName: (name: LocalText, aid: string): LocalText =>
    both(`${name.en} (${aid})`, `${name.zh}（${aid}）`),
  selectFile: (id: string): LocalText => both(`file ${id}`, `文件 ${id}`),
  selectDefault: both('the default application', '默认应用'),
  nextOccurrence: both('next occurrence', '下一个匹配项'),
  readRecord: (record: number, sfi: number): LocalText =>
    sfi === 0
      ? both(`Read record ${record} of the current file`, `读取当前文件的记录 ${record}`)
      : both(`Read record ${record} of SFI ${sfi}`, `读取短文件 ${sfi} 的记录 ${record}`),
  sfiReference: (sfi: number, mode: number): LocalText => {
    const file = sfi === 0 ? both('current file', '当前文件') : both(`SFI ${sfi}`, `短文件标识符 ${sfi}`)
    return mode === 4
      ? both(`${file.en}; P1 is a record number`, `${file.zh}；P1 为记录号`)
      : both(`${file.en}; reference mode ${mode}`, `${file.zh}；引用方式 ${mode}`)
  },
  recordNumber: (record: number): LocalText => both(`record ${record}`, `记录 ${record}`),
  getData: (tag: string, name: LocalText): LocalText =>
    both(`Get ${name.en} (${tag})`, `取${name.zh}（${tag}）`),
  putData: (tag: string, name: LocalText): LocalText =>
    both(`Put ${name.en} (${tag})`, `写${name.zh}（${tag}）`),
  tagReference: (tag: string): LocalText => both(`tag ${tag} (P1 P2)`, `标签 ${tag}（P1 P2）`),
  withDetail: (title: LocalText, detail: LocalText): LocalText =>
    both(`${title.en}: ${detail.en}`, `${title.zh}：${detail.zh}`),
  withStatus: (summary: LocalText, sw: string, status: LocalText): LocalText =>
    both(`${summary.en} → ${sw} ${status.en}`, `${summary.zh} → ${sw} ${status.zh}`),
  withNoAnswer: (summary: LocalText): LocalText =>
    both(`${summary.en} → no answer`, `${summary.zh} → 无应答`),
  nothing: both('nothing', '无'),
  triesOnly: both('asks how many tries are left', '查询剩余尝试次数')
}

/** Parts of a PBOC issuer application data element (9F10). */
export const iadPhrases = {
  length: both('Length of the data that follow', '后续数据长度'),
  dki: both('Derivation key index', '分散密钥索引（DKI）'),
  cvn: both('Cryptogram version', '密文版本号'),
  cvr: both('Card verification results', '卡片验证结果（CVR）'),
  algorithm: both('Algorithm', '算法标识'),
  tripleDes: both('Triple DES', '3DES'),
  sm4: both('SM4', 'SM4'),
  iddLength: both('Length of the issuer discretionary data', '发卡行自定义数据长度'),
  iddId: both('Kind of issuer discretionary data', '发卡行自定义数据标识'),
  iddMac: both('MAC over the issuer discretionary data', '发卡行自定义数据 MAC'),
  idd: both('Issuer discretionary data', '发卡行自定义数据'),
  balance: both('E-cash balance', '电子现金余额'),
  cumulative: both('Cumulative offline amount', '累计脱机交易金额'),
  cumulativeLimit: both('Cumulative offline amount limit', '累计脱机交易金额限制'),
  available: both('Available offline spending amount', '可用脱机消费金额'),
  unknownIdd: both('not described in public sources', '公开资料未说明')
}

/** Parts of the card production life cycle data (9F7F), in their order. */
export const cplcPhrases = {
  fabricator: both('IC fabricator', '芯片制造商'),
  icType: both('IC type', '芯片型号'),
  osId: both('Operating system identifier', '操作系统标识'),
  osDate: both('Operating system release date', '操作系统发布日期'),
  osLevel: both('Operating system release level', '操作系统版本级别'),
  fabricationDate: both('IC fabrication date', '芯片制造日期'),
  serial: both('IC serial number', '芯片序列号'),
  batch: both('IC batch identifier', '芯片批次号'),
  moduleFabricator: both('IC module fabricator', '模块封装商'),
  moduleDate: both('IC module packaging date', '模块封装日期'),
  iccManufacturer: both('IC card manufacturer', '卡片制造商'),
  embeddingDate: both('IC embedding date', '芯片嵌入日期'),
  prepersonalizer: both('Pre-personalizer', '预个人化机构'),
  prepersonalizationDate: both('Pre-personalization date', '预个人化日期'),
  prepersonalizationEquipment: both('Pre-personalization equipment', '预个人化设备标识'),
  personalizer: both('Personalizer', '个人化机构'),
  personalizationDate: both('Personalization date', '个人化日期'),
  personalizationEquipment: both('Personalization equipment', '个人化设备标识'),
  dayOfYear: (day: number, yearDigit: number): LocalText =>
    both(`day ${day} of a year ending in ${yearDigit}`, `尾数为 ${yearDigit} 的年份的第 ${day} 天`),
  noDate: both('no date', '无日期')
}

export const keyPhrases = {
  id: both('Key identifier', '密钥标识'),
  version: both('Key version number', '密钥版本号'),
  component: (number: number): LocalText => both(`Key component ${number}`, `密钥分量 ${number}`),
  key: (id: number, version: number, components: string): LocalText =>
    both(`key ${id} of version ${version}: ${components}`, `版本 ${version} 的密钥 ${id}：${components}`),
  cutOff: both('the description of the key is cut off', '密钥描述不完整')
}

export const scriptPhrases = {
  results: (command: number, script: string, outcome: LocalText): LocalText =>
    both(
      `script ${script}: ${outcome.en}${command > 0 ? ` (command ${command})` : ''}`,
      `脚本 ${script}：${outcome.zh}${command > 0 ? `（第 ${command} 条命令）` : ''}`
    ),
  outcome: (nibble: number): LocalText =>
    nibble === 0
      ? both('not performed', '未执行')
      : nibble === 1
        ? both('failed', '失败')
        : nibble === 2
          ? both('successful', '成功')
          : both('unknown result', '结果未知')
}
