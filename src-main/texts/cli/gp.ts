import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const gpHelp = {
  gp: both(
    'What is on a chip, and what to do with it (GlobalPlatform)',
    '芯片内容及其管理（GlobalPlatform）'
  ),
  info: both('what anybody may read of the chip; needs no keys', '芯片的公开信息，无需密钥'),
  list: both(
    'what is on the chip: security domains, applications, load files, keys',
    '芯片内容：安全域、应用、加载文件与密钥'
  ),
  domain: both('security domain (AID); default: the issuer’s', '安全域（AID），默认：发卡方安全域'),
  key: both(
    'key of the vault that stands for all three; default, for virtual cards only: test:kmc',
    '密钥库中的密钥，三把密钥相同；仅虚拟卡默认使用 test:kmc'
  ),
  keyEnc: both('key of the vault for ENC', '密钥库中的 ENC 密钥'),
  keyMac: both('key of the vault for MAC', '密钥库中的 MAC 密钥'),
  keyDek: both('key of the vault for DEK', '密钥库中的 DEK 密钥'),
  keyFd: both(
    'read the key in hex from file descriptor N, for this run only; three lines are ENC, MAC, DEK',
    '从文件描述符 N 读取十六进制密钥，仅用于本次运行；三行依次为 ENC、MAC、DEK'
  ),
  keyAlgorithm: both(
    '3des or aes, for keys from a descriptor; default: what --scp needs, else 3des',
    '从描述符读取的密钥的算法：3des 或 aes；默认随 --scp，否则为 3des'
  ),
  keyVersion: both(
    'version of the keys, 1 to 127 or 0x01 to 0x7F, 255 for factory keys; default: the card chooses',
    '密钥版本，1 至 127 或 0x01 至 0x7F，出厂密钥为 255；默认由卡片决定'
  ),
  diversification: both(
    'none, visa, visa2 (CPG 2.0.2), emv (EMV CPS 1.1, CPG 2.1.2) or kdf3 (AES); default: none',
    'none、visa、visa2（CPG 2.0.2）、emv（EMV CPS 1.1，CPG 2.1.2）或 kdf3（AES）；默认：none'
  ),
  scp: both('01, 02 or 03: refuse a card that speaks another', '01、02 或 03：卡片使用其他协议则拒绝'),
  i: both(
    'options of the protocol (hex), where the card does not say',
    '协议选项（十六进制），卡片未说明时使用'
  ),
  level: both(
    'auth (00), mac (01), enc (03), rmac (11), enc-rmac (13) or renc (33); default: mac',
    'auth（00）、mac（01）、enc（03）、rmac（11）、enc-rmac（13）或 renc（33）；默认：mac'
  ),
  confirmAttempts: both(
    'try the keys although attempts on this chip have failed before',
    '即使此芯片此前认证失败，仍尝试密钥'
  )
} as const

export const gpTexts = {
  badAid: (text: string): LocalText =>
    both(`"${text}" is no AID: 5 to 16 bytes in hex.`, `“${text}”不是 AID：应为 5 至 16 字节的十六进制。`),
  badKeyVersion: (text: string): LocalText =>
    both(
      `"${text}" is no key version (0 to 255, or 0x00 to 0xFF).`,
      `“${text}”不是密钥版本（0 至 255，或 0x00 至 0xFF）。`
    ),
  badByte: (option: string, text: string): LocalText =>
    both(`${option}: "${text}" is not one byte in hex.`, `${option}：“${text}”不是一个十六进制字节。`),
  notOneOf: (option: string, text: string, words: readonly string[]): LocalText =>
    both(
      `${option}: "${text}" is none of ${words.join(', ')}.`,
      `${option}：“${text}”无效，可选：${words.join('、')}。`
    ),
  iNeedsScp: both('--i belongs to a protocol: name it with --scp.', '--i 须与 --scp 一同使用。'),
  oneWay: (options: string): LocalText =>
    both(
      `Name the keys in one way: ${options}, or all three of ENC, MAC and DEK.`,
      `请用一种方式指定密钥：${options}，或同时指定 ENC、MAC、DEK 三把密钥。`
    ),
  needsKey: both(
    'Which keys? For a real card they are never guessed: --key NAME, --key-enc, --key-mac and --key-dek, or --key-fd N.',
    '请指定密钥。真实卡片从不猜测密钥：--key NAME，或 --key-enc、--key-mac、--key-dek，或 --key-fd N。'
  ),
  badKeyLines: both(
    'The descriptor must give one or three keys in hex, a line each, of 16, 24 or 32 bytes as the algorithm has them.',
    '描述符须给出一把或三把十六进制密钥，每行一把，长度符合算法（16、24 或 32 字节）。'
  ),
  askTry: (sentence: LocalText, word: string): LocalText =>
    both(
      `${sentence.en}\nType ${word} to try these keys once more: `,
      `${sentence.zh}\n输入 ${word} 再试一次：`
    ),
  needsTry: (sentence: LocalText): LocalText =>
    both(`${sentence.en} To try once more: --confirm-attempts`, `${sentence.zh}再试一次：--confirm-attempts`),
  wordNotTyped: (word: string): LocalText => both(`${word} was not typed.`, `未输入 ${word}。`),
  chip: (id: string): LocalText => both(`Chip: ${id}`, `芯片：${id}`),
  failedAttempts: (count: number): LocalText =>
    both(
      `${count === 1 ? 'One attempt' : `${count} attempts`} with its keys failed here before.`,
      `此前在本机已有 ${count} 次认证失败。`
    ),
  nothingTold: both('The chip tells nothing of itself.', '芯片未给出任何信息。'),
  keys: both('Keys', '密钥'),
  keyHead: {
    version: both('version', '版本'),
    id: both('id', '标识'),
    type: both('type', '类型'),
    length: both('length', '长度')
  },
  bytes: (count: number): LocalText => both(`${count} bytes`, `${count} 字节`),
  loadFiles: both('Load files', '加载文件'),
  from: (aid: string): LocalText => both(`from ${aid}`, `来自 ${aid}`),
  module: both('module', '模块'),
  kinds: {
    'issuer-security-domain': both('issuer security domain', '发卡方安全域'),
    'security-domain': both('security domain', '安全域'),
    application: both('application', '应用'),
    'load-file': both('load file', '加载文件')
  },
  free: (free: LocalText): LocalText => both(`Free memory: ${free.en}`, `可用存储空间：${free.zh}`),
  gaps: both('Not complete:', '内容不完整：'),
  channel: (text: LocalText): LocalText => both(`Read through ${text.en}`, `读取通道：${text.zh}`)
} as const
