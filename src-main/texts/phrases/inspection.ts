import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const swText = (sw: number): string => sw.toString(16).toUpperCase().padStart(4, '0')
const directoryName = (kind: 'ppse' | 'pse'): string => (kind === 'ppse' ? 'PPSE' : 'PSE')
const logName = (kind: 'transaction' | 'load'): LocalText =>
  kind === 'load' ? both('load log', '圈存日志') : both('transaction log', '交易日志')

/** What the TLV reader reports, by its own kinds. */
const tlvProblems: Readonly<Record<string, LocalText>> = {
  'tag-cut-off': both('a tag is cut off', '标签不完整'),
  'tag-too-long': both('a tag is longer than four bytes', '标签超过 4 字节'),
  'length-missing': both('a length is missing', '缺少长度'),
  'length-cut-off': both('a length is cut off', '长度不完整'),
  'length-too-long': both('a length of more than four bytes', '长度字段超过 4 字节'),
  'indefinite-length': both('indefinite length, which cards may not use', '使用了不允许的不定长编码'),
  'value-past-end': both('a value ends before its announced length', '值未达到其声明的长度'),
  'too-deep': both('nested too deeply', '嵌套过深'),
  'too-many': both('too many data objects', '数据对象过多')
}

const aflProblems: Readonly<Record<string, LocalText>> = {
  length: both('its length is not a multiple of four, or zero', '长度为零或不是 4 的倍数'),
  sfi: both('the file identifier is not valid', '短文件标识符无效'),
  order: both('the first record is zero or after the last', '首记录号为零或大于末记录号'),
  'oda-count': both('more records are signed than it has', '参与脱机数据认证的记录数多于其记录数'),
  repeated: both('it names records a second time', '重复指定了记录'),
  'too-many': both('it names more records than a card can have in earnest', '指定的记录过多')
}

/** Sentences of an inspection: steps, titles of parts, findings. */
export const inspectionPhrases = {
  identifying: both('Asking the reader for UID and ATS', '正在读取 UID 和 ATS'),
  readingDirectory: (kind: 'ppse' | 'pse'): LocalText =>
    both(`Reading the directory ${directoryName(kind)}`, `正在读取目录 ${directoryName(kind)}`),
  readingApplication: (aid: string): LocalText =>
    both(`Reading the application ${aid}`, `正在读取应用 ${aid}`),
  probing: both('Looking for further applications', '正在查找其他应用'),
  readingSecurityDomain: both('Reading the security domain', '正在读取安全域'),

  directory: (kind: 'ppse' | 'pse'): LocalText =>
    both(`Directory ${directoryName(kind)}`, `目录 ${directoryName(kind)}`),
  selected: both('Selection (FCI)', '选择应用（FCI）'),
  processingOptions: both('Processing options (AIP, AFL)', '处理选项（AIP、AFL）'),
  record: (sfi: number, record: number): LocalText =>
    both(`File ${sfi}, record ${record}`, `文件 ${sfi}，记录 ${record}`),
  dataObject: (tag: string): LocalText => both(`Data object ${tag}`, `数据对象 ${tag}`),
  logRecord: (kind: 'transaction' | 'load', record: number): LocalText =>
    both(
      `${kind === 'load' ? 'Load log' : 'Transaction log'}, record ${record}`,
      `${logName(kind).zh}，记录 ${record}`
    ),
  registry: both('Registry entry of the security domain', '安全域注册表项'),

  malformed: (problems: readonly { kind: string; at: number }[]): LocalText => {
    const [first] = problems
    const what = tlvProblems[first?.kind ?? ''] ?? both('malformed', '格式错误')
    const at = first?.at ?? 0
    return both(
      `The answer is not well-formed TLV: ${what.en} (at byte ${at}). What could be read before it is kept.`,
      `应答的 TLV 格式错误：${what.zh}（第 ${at} 字节）。此前可解析的内容已保留。`
    )
  },
  cardBlocked: both(
    'The card refuses selection by name (6A81): it is blocked, or does not support it.',
    '卡片拒绝按名称选择（6A81）：卡片已锁定或不支持该功能。'
  ),
  directoryWithoutSfi: both(
    'The PSE does not say in which file its directory is.',
    'PSE 未给出目录文件的短文件标识符。'
  ),
  directorySfiInvalid: (value: string): LocalText =>
    both(`The PSE names an invalid directory file (${value}).`, `PSE 给出的目录文件标识符无效（${value}）。`),
  directoryEndless: (most: number): LocalText =>
    both(
      `The directory goes on after ${most} records; reading stopped there.`,
      `目录超过 ${most} 条记录仍未结束，已停止读取。`
    ),
  directoryEntryWithoutAid: both('A directory entry has no valid AID.', '某目录项没有有效的 AID。'),
  tooManyApplications: (most: number): LocalText =>
    both(
      `The card shows more than ${most} applications; the rest was left out.`,
      `卡片声明的应用超过 ${most} 个，其余未读取。`
    ),
  listedNotSelectable: (aid: string, sw: number): LocalText =>
    both(
      `The directory lists ${aid}, but it cannot be selected (${swText(sw)}).`,
      `目录列出了 ${aid}，但无法选择（${swText(sw)}）。`
    ),
  applicationBlocked: (aid: string): LocalText =>
    both(`The application ${aid} is blocked.`, `应用 ${aid} 已锁定。`),
  selectNameMismatch: (asked: string, name: string): LocalText =>
    both(`Asked for ${asked}, the card selected ${name}.`, `请求选择 ${asked}，卡片却选择了 ${name}。`),
  selectsAnything: both(
    'The card answers to every application name, so names that it does not confirm were left out.',
    '卡片对任意应用名都应答成功，未经其确认的应用未列入。'
  ),
  pdolMalformed: (aid: string): LocalText =>
    both(
      `The PDOL of ${aid} is malformed; what could be read of it was used.`,
      `${aid} 的 PDOL 格式错误，已按可解析部分处理。`
    ),
  pdolTooLong: (aid: string, length: number): LocalText =>
    both(
      `The PDOL of ${aid} asks for ${length} bytes, more than one command holds; its records were not read.`,
      `${aid} 的 PDOL 要求 ${length} 字节，超出单条命令的容量，未读取其记录。`
    ),
  gpoRefused: (aid: string, blocked: boolean): LocalText =>
    blocked
      ? both(
          `${aid} gives no processing options because it is blocked (6985).`,
          `${aid} 已锁定，拒绝 GPO（6985）。`
        )
      : both(
          `${aid} gives no processing options on this interface or for this terminal (6985).`,
          `${aid} 在此界面或对此终端拒绝 GPO（6985）。`
        ),
  gpoFailed: (aid: string, sw: number): LocalText =>
    both(`${aid} answered GET PROCESSING OPTIONS with ${swText(sw)}.`, `${aid} 对 GPO 应答 ${swText(sw)}。`),
  gpoMalformed: (aid: string): LocalText =>
    both(`The processing options of ${aid} cannot be understood.`, `${aid} 的 GPO 应答无法解析。`),
  gpoWithoutAfl: (aid: string): LocalText =>
    both(`${aid} names no records to read (no AFL).`, `${aid} 未给出可读记录（无 AFL）。`),
  gpoCryptogram: (aid: string): LocalText =>
    both(
      `${aid} answered with a flash-pay cryptogram. Its records were not read, because reading the last one would debit the card.`,
      `${aid} 返回了闪付应用密文。为避免读取最后一条记录时扣款，未读取其记录。`
    ),
  gpoRaisesAtc: (applications: number): LocalText =>
    both(
      `GET PROCESSING OPTIONS was sent once to ${applications === 1 ? 'one application' : `each of ${applications} applications`}; each time the card raises its transaction counter (ATC) by one. Nothing else on the card was changed.`,
      `已向 ${applications} 个应用各发送一次 GPO；每次 GPO 都会使应用交易计数器（ATC）加一。卡片其余内容未作任何更改。`
    ),
  afl: (aid: string, kind: string, entry: number): LocalText => {
    const what = aflProblems[kind] ?? both('invalid', '无效')
    return both(
      `The AFL of ${aid}, entry ${entry}: ${what.en}.`,
      `${aid} 的 AFL 第 ${entry} 项：${what.zh}。`
    )
  },
  aflRecordAbsent: (aid: string, sfi: number, record: number): LocalText =>
    both(
      `The AFL of ${aid} names record ${record} of file ${sfi}, which is not there.`,
      `${aid} 的 AFL 指定了文件 ${sfi} 的记录 ${record}，但该记录不存在。`
    ),
  aflEntryGivenUp: (aid: string, sfi: number): LocalText =>
    both(
      `Several records of file ${sfi} of ${aid} in a row could not be read; the rest of the entry was left out.`,
      `${aid} 文件 ${sfi} 连续多条记录无法读取，该项其余记录未读取。`
    ),
  recordRefused: (sfi: number, record: number, sw: number): LocalText =>
    both(
      `Record ${record} of file ${sfi} cannot be read (${swText(sw)}).`,
      `文件 ${sfi} 的记录 ${record} 无法读取（${swText(sw)}）。`
    ),
  recordWithoutTemplate: (sfi: number, record: number): LocalText =>
    both(
      `Record ${record} of file ${sfi} is not one template 70, as it has to be.`,
      `文件 ${sfi} 的记录 ${record} 不是规定的模板 70。`
    ),
  getDataUnsupported: (aid: string): LocalText =>
    both(`${aid} does not know GET DATA.`, `${aid} 不支持 GET DATA。`),
  getDataRefused: (aid: string, tags: string, sw: string): LocalText =>
    both(`${aid} does not give out ${tags} (${sw}).`, `${aid} 未给出 ${tags}（${sw}）。`),
  getDataEmpty: (tag: string): LocalText => both(`The answer for ${tag} is empty.`, `${tag} 的应答为空。`),
  getDataBare: (tag: string): LocalText =>
    both(`The card gave ${tag} without tag and length.`, `卡片给出的 ${tag} 不带标签和长度。`),
  logEntryInvalid: (aid: string, kind: 'transaction' | 'load'): LocalText =>
    both(
      `Where ${aid} keeps its ${logName(kind).en} is not valid.`,
      `${aid} 的${logName(kind).zh}入口无效。`
    ),
  logFormatAbsent: (aid: string, kind: 'transaction' | 'load'): LocalText =>
    both(
      `${aid} does not say how its ${logName(kind).en} is laid out.`,
      `${aid} 未给出${logName(kind).zh}格式。`
    ),
  logFormatMalformed: (aid: string, kind: 'transaction' | 'load'): LocalText =>
    both(
      `The layout of the ${logName(kind).en} of ${aid} is malformed.`,
      `${aid} 的${logName(kind).zh}格式有误。`
    ),
  logRefused: (aid: string, kind: 'transaction' | 'load', sw: number): LocalText =>
    both(
      `The ${logName(kind).en} of ${aid} cannot be read (${swText(sw)}).`,
      `${aid} 的${logName(kind).zh}无法读取（${swText(sw)}）。`
    ),
  logRecordLength: (record: number, length: number, expected: number): LocalText =>
    both(
      `Log record ${record} has ${length} bytes; its format asks for ${expected}.`,
      `日志记录 ${record} 为 ${length} 字节，格式要求 ${expected} 字节。`
    ),
  duplicateTag: (aid: string, tag: string): LocalText =>
    both(
      `${aid} gives ${tag} more than once with different values; the first one counts here.`,
      `${aid} 多次给出 ${tag} 且值不同，此处以首个为准。`
    ),
  odaDataMissing: (aid: string, method: string): LocalText =>
    both(
      `${aid} announces ${method}, but data that it needs is missing.`,
      `${aid} 声明支持 ${method}，但缺少所需数据。`
    ),
  valueMalformed: (aid: string, tag: string): LocalText =>
    both(`The value of ${tag} in ${aid} is not in its format.`, `${aid} 中 ${tag} 的值不符合其格式。`),
  atrProblem: (problem: LocalText): LocalText => both(`ATR: ${problem.en}`, `ATR：${problem.zh}`),
  noDirectory: both(
    'The card has no directory (PSE or PPSE); its applications were found by name.',
    '卡片没有目录（PSE 或 PPSE），应用系按名称查找所得。'
  ),
  noApplication: both('No application that we know was found.', '未找到已知应用。'),
  randomUid: both(
    'The card draws a new UID each time it comes to a reader; this one does not identify it.',
    '卡片每次上电都会生成随机 UID，该 UID 不能用于识别卡片。'
  ),
  storageCard: both(
    'A storage card has no applications to select; only what the reader says of it is shown.',
    '存储卡没有可选择的应用，仅显示读卡器提供的信息。'
  ),
  notRecorded: (count: number): LocalText =>
    both(
      `The recording does not hold ${count} of the commands of this inspection; what they would have told is missing.`,
      `录制内容缺少本次检查所需的 ${count} 条命令，相应信息缺失。`
    ),
  commandsSpent: (most: number): LocalText =>
    both(
      `The card came to no end; reading stopped after ${most} commands.`,
      `卡片数据没有尽头，发送 ${most} 条命令后已停止。`
    )
} as const

/** Why an inspection was interrupted, by the reason of the interruption. */
export const interruptionTexts: Readonly<Record<string, LocalText>> = {
  'card-removed': both('The card was taken away while it was being read.', '读取过程中卡片被移走。'),
  'card-mute': both('The card stopped answering.', '卡片停止应答。'),
  'card-reset': both('Another program reset the card.', '卡片被其他程序复位。'),
  'reader-removed': both('The reader was unplugged.', '读卡器已拔出。'),
  'service-lost': both('The smart card service of the system went away.', '系统智能卡服务已中断。'),
  'sharing-violation': both('Another program holds the card.', '卡片正被其他程序占用。'),
  'malformed-response': both('The card gave an answer without a status word.', '卡片应答中没有状态字。'),
  'endless-response': both(
    'The card announced more and more data without end.',
    '卡片没有尽头地声明还有数据。'
  ),
  cancelled: both('Reading was cancelled.', '读取已取消。'),
  'transport-error': both('The reader could not carry the command to the card.', '读卡器未能将命令送达卡片。')
}
