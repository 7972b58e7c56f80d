import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What `--help` says of `cryptogram` and its options. */
export const cryptogramHelp = {
  cryptogram: both(
    'compute and check what issuer and card compute: keys, cryptograms, answers, script MACs',
    '计算和核对发卡行与卡片的密钥、密文、应答和脚本 MAC'
  ),
  derive: both(
    "derive a card's key from an issuer master key; prints its check value",
    '由发卡行主密钥分散出卡片密钥；显示其校验值'
  ),
  session: both(
    'derive the key of one transaction; prints its check value',
    '计算一笔交易的过程密钥；显示其校验值'
  ),
  arqc: both('compute an application cryptogram (ARQC, TC, AAC)', '计算应用密文（ARQC、TC、AAC）'),
  arpc: both("compute the issuer's answer to an ARQC", '计算发卡行对 ARQC 的应答（ARPC）'),
  scriptMac: both('compute the MAC of an issuer script command', '计算发卡行脚本命令的 MAC'),
  verify: both(
    'check an application cryptogram; where it is wrong, look for the one value that differs',
    '核对应用密文；不正确时查找不一致的数据'
  ),
  keyFile: both(
    'file that holds the key in hexadecimal; - for standard input (the default)',
    '以十六进制存放密钥的文件；- 表示标准输入（默认）'
  ),
  key: both(
    'the key itself, for keys that may be seen: it stays in the history of your shell',
    '直接给出密钥，仅用于可公开的密钥：它会留在终端的历史记录中'
  ),
  keyIs: both(
    'what the key is: issuer, card or session; default: issuer where --pan is given, else card',
    '密钥的类型：issuer（发卡行）、card（卡片）或 session（过程）；默认：给出 --pan 时为 issuer，否则为 card'
  ),
  pan: both('card number (5A): 1 to 19 digits', '卡号（5A）：1 至 19 位数字'),
  psn: both('PAN sequence number (5F34): two digits; default 00', '卡序列号（5F34）：两位数字；默认 00'),
  option: both('key derivation option of EMV: A or B; default A', 'EMV 密钥分散方法：A 或 B；默认 A'),
  algorithm: both('3des or sm4; default 3des', '3des 或 sm4；默认 3des'),
  method: (names: string): LocalText =>
    both(`how the session key is made: ${names}; default pboc`, `过程密钥的算法：${names}；默认 pboc`),
  profile: (names: string): LocalText =>
    both(`cryptogram version: ${names}; default pboc-01`, `密文版本：${names}；默认 pboc-01`),
  atc: both('application transaction counter (9F36), 2 bytes', '应用交易计数器（9F36），2 字节'),
  un: both('unpredictable number (9F37), 4 bytes', '不可预知数（9F37），4 字节'),
  tlv: both(
    'data objects of the transaction as TLV: 9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 82 9F36 9F10, as the version needs',
    '交易数据对象（TLV）：9F02 9F03 9F1A 95 5F2A 9A 9C 9F37 82 9F36 9F10，按版本所需'
  ),
  block: both(
    'the input as one block, instead of --tlv; needs --atc',
    '以整块数据给出输入，代替 --tlv；须同时给出 --atc'
  ),
  ac: both('the ARQC (9F26), 8 bytes', 'ARQC（9F26），8 字节'),
  arc: both('authorisation response code (8A): 2 bytes, such as 3030', '授权响应码（8A）：2 字节，例如 3030'),
  csu: both('card status update, 4 bytes, for answers by method 2', '卡片状态更新，4 字节，用于方法 2'),
  proprietary: both("issuer's own data for method 2: up to 8 bytes", '方法 2 的发卡行自有数据：最多 8 字节'),
  command: both(
    'the command without its MAC: CLA INS P1 P2, and Lc and data where it has any',
    '不含 MAC 的命令：CLA INS P1 P2，有数据时另加 Lc 与数据'
  ),
  explain: both(
    'show every step: inputs, blocks, keys by their check values, result',
    '显示每一步：输入、数据块、密钥（校验值）和结果'
  ),
  reveal: both('show card numbers in the steps in clear', '在步骤中以明文显示卡号')
} as const

/** Results and what was wrong with the arguments. No function is ever given a key. */
export const cryptogramTexts = {
  kcv: (algorithm: string, kcv: string): LocalText =>
    both(`${algorithm} key, check value ${kcv}`, `${algorithm} 密钥，校验值 ${kcv}`),
  right: both('The cryptogram is right.', '密文正确。'),
  wrong: (hint: LocalText): LocalText =>
    both(`The cryptogram is wrong; ${hint.en}.`, `密文不正确；${hint.zh}。`),
  selfConsistent: (id: string): LocalText =>
    both(
      `${id}: no published value confirms this version; it was only checked against itself`,
      `${id}：该版本没有公开的测试数据可供核对，仅做过自身一致性检查`
    ),
  badHex: (option: string): LocalText => both(`${option} is not hexadecimal`, `${option} 不是十六进制`),
  badLength: (option: string, wanted: string, bytes: number): LocalText =>
    both(
      `${option} must have ${wanted} bytes and has ${bytes}`,
      `${option} 应为 ${wanted} 字节，实际为 ${bytes} 字节`
    ),
  badChoice: (option: string, word: string, choices: string): LocalText =>
    both(`${option} ${word}: use one of ${choices}`, `${option} ${word}：请使用 ${choices} 之一`),
  badPan: both('--pan must be 1 to 19 digits', '--pan 应为 1 至 19 位数字'),
  badPsn: both('--psn must be two digits', '--psn 应为两位数字'),
  missing: (option: string): LocalText => both(`${option} is missing`, `缺少 ${option}`),
  notBoth: (one: string, other: string): LocalText =>
    both(`give ${one} or ${other}, not both`, `${one} 与 ${other} 只能选一`),
  badTlv: both('--tlv is not a list of whole data objects', '--tlv 不是完整的数据对象列表'),
  twice: (tag: string): LocalText => both(`--tlv holds ${tag} twice`, `--tlv 中 ${tag} 出现两次`),
  missingTag: (tag: string): LocalText => both(`--tlv lacks ${tag}`, `--tlv 缺少 ${tag}`),
  tagLength: (tag: string, wanted: number, bytes: number): LocalText =>
    both(
      `--tlv: ${tag} must have ${wanted} bytes and has ${bytes}`,
      `--tlv：${tag} 应为 ${wanted} 字节，实际为 ${bytes} 字节`
    ),
  badCommand: both(
    '--command must be CLA INS P1 P2, or that with Lc and as many bytes of data, up to 247',
    '--command 应为 CLA INS P1 P2，或另加 Lc 与相应字节数的数据（最多 247 字节）'
  ),
  noKey: both(
    'there is no key: --key-file, --key or standard input must give one',
    '没有密钥：须用 --key-file、--key 或标准输入给出'
  ),
  methodLacksForm: (method: string): LocalText =>
    both(`--method ${method} has no form for SM4`, `--method ${method} 不支持 SM4`),
  noSession: both('--key-is session does not fit here', '此处不能使用 --key-is session'),
  issuerNeedsPan: both('--key-is issuer needs --pan', '--key-is issuer 须同时给出 --pan')
} as const
