import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

const hexByte = (value: number): string => `0x${value.toString(16).toUpperCase().padStart(2, '0')}`
const instead = (replaced: string | undefined): LocalText =>
  replaced === undefined ? both('', '') : both(` in place of version ${replaced}`, `，替换版本 ${replaced}`)

export const gpTexts = {
  badAid: (text: string): LocalText =>
    both(`"${text}" is no AID: 5 to 16 bytes in hex.`, `“${text}”不是 AID：应为 5 至 16 字节的十六进制。`),
  badKeyVersion: (text: string): LocalText =>
    both(
      `"${text}" is no key version (0 to 255, or 0x00 to 0xFF).`,
      `“${text}”不是密钥版本（0 至 255，或 0x00 至 0xFF）。`
    ),
  badKeyId: (option: string, text: string): LocalText =>
    both(
      `${option}: "${text}" is no identifier of a key (1 to 127).`,
      `${option}：“${text}”不是密钥标识（1 至 127）。`
    ),
  badByte: (option: string, text: string): LocalText =>
    both(`${option}: "${text}" is not one byte in hex.`, `${option}：“${text}”不是一个十六进制字节。`),
  notOneOf: (option: string, text: string, words: readonly string[]): LocalText =>
    both(
      `${option}: "${text}" is none of ${words.join(', ')}.`,
      `${option}：“${text}”无效，可选：${words.join('、')}。`
    ),
  iNeedsScp: both('--i belongs to a protocol: name it with --scp.', '--i 须与 --scp 一同使用。'),
  domainINeedsScp: both(
    '--domain-i belongs to a protocol: name it with --domain-scp.',
    '--domain-i 须与 --domain-scp 一同使用。'
  ),
  singleNeedsKey: both(
    'A single key is one key of the vault, as it is: --single token|receipt|dap --new-key NAME.',
    '单把密钥是密钥库中的一把密钥，不分散：--single token|receipt|dap --new-key NAME。'
  ),
  idNeedsSingle: both(
    '--new-id is for single keys: those of a secure channel are 1, 2 and 3.',
    '--new-id 仅用于单把密钥：安全通道密钥的标识为 1、2、3。'
  ),
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
  channel: (text: LocalText): LocalText => both(`Read through ${text.en}`, `读取通道：${text.zh}`),
  needsNewKey: both(
    'Which keys shall be written? --new-key NAME, --new-key-enc, --new-key-mac and --new-key-dek, or --new-key-fd N.',
    '请指定要写入的密钥：--new-key NAME，或 --new-key-enc、--new-key-mac、--new-key-dek，或 --new-key-fd N。'
  ),
  needsNewVersion: both(
    'Which version do the new keys get? --new-version V',
    '请指定新密钥的版本：--new-version V'
  ),
  sameDescriptor: both(
    'Keys of the channel and new keys need descriptors of their own.',
    '通道密钥与新密钥须使用不同的文件描述符。'
  ),
  badHex: (option: string): LocalText => both(`${option}: that is no hex.`, `${option}：不是十六进制。`),
  signatureOnce: (options: string): LocalText =>
    both(`Either one or the other: ${options}.`, `只能二选一：${options}。`),
  dapNeedsBoth: both(
    'A DAP signature needs --dap-domain, and --dap or --dap-key.',
    'DAP 签名需要 --dap-domain，以及 --dap 或 --dap-key。'
  ),
  dataOnce: both(
    'Give the data once: --data HEX or --file FILE.',
    '请以一种方式给出数据：--data HEX 或 --file FILE。'
  ),
  badGrouping: (name: string): LocalText =>
    both(`"${name}" is no data grouping: 4 hex digits.`, `“${name}”不是数据分组：应为 4 位十六进制。`),
  nothingToUpdate: both(
    'Say what shall change: --privileges or --to.',
    '请说明要更改的内容：--privileges 或 --to。'
  ),
  willDelete: (aid: string, related: boolean): LocalText =>
    both(
      `${aid} will be deleted from the chip${related ? ', with all that depends on it' : ''}. Nothing brings it back.`,
      `将从芯片删除 ${aid}${related ? '及其所有依赖项' : ''}，不可恢复。`
    ),
  willLock: (aid: string, all: boolean): LocalText =>
    both(
      `${aid}${all ? ' and all that belongs to it' : ''} will be locked: it cannot be used until it is unlocked.`,
      `将锁定 ${aid}${all ? '及其全部应用' : ''}：解锁之前不可使用。`
    ),
  willState: {
    initialized: both(
      'The card becomes INITIALIZED. It never goes back.',
      '卡片将变为 INITIALIZED，不可返回先前状态。'
    ),
    secured: both('The card becomes SECURED. It never goes back.', '卡片将变为 SECURED，不可返回先前状态。'),
    locked: both(
      'The card will be locked: no application can be used until its issuer’s security domain sets it to secured again.',
      '卡片将被锁定：在发卡方安全域将其恢复为 SECURED 之前，所有应用均不可使用。'
    ),
    terminated: both(
      'The card will be terminated. It is useless from then on, and nothing brings it back.',
      '卡片将被终止，此后完全失效，不可恢复。'
    )
  },
  askWord: (what: LocalText, word: string): LocalText =>
    both(`${what.en}\nType ${word} to do it: `, `${what.zh}\n输入 ${word} 以执行：`),
  needsWord: (what: LocalText, word: string): LocalText =>
    both(`${what.en} To have it done: --sure ${word}`, `${what.zh}确认执行：--sure ${word}`),
  willPutKeys: (version: string, replaced: string | undefined): LocalText =>
    both(
      `Keys of version ${version} will be written${replaced === undefined ? ' (keys of the factory go with that)' : `, in place of version ${replaced}, which is gone then`}. Whoever has not these keys cannot manage the domain.`,
      `将写入版本 ${version} 的密钥${replaced === undefined ? '（出厂密钥随之失效）' : `，替换版本 ${replaced}，旧密钥不复存在`}。没有这些密钥将无法管理该安全域。`
    ),
  willPutSingle: {
    token: (key: string, version: number, replaced: string | undefined): LocalText =>
      both(
        `${key} becomes the token key (version ${hexByte(version)})${instead(replaced).en}: whoever has it can let other domains manage the card.`,
        `${key} 将成为令牌密钥（版本 ${hexByte(version)}）${instead(replaced).zh}：持有者可授权其他安全域管理此卡。`
      ),
    receipt: (key: string, version: number, replaced: string | undefined): LocalText =>
      both(
        `${key} becomes the receipt key (version ${hexByte(version)})${instead(replaced).en}: the card proves with it what other domains did.`,
        `${key} 将成为收据密钥（版本 ${hexByte(version)}）${instead(replaced).zh}：卡片以此证明其他安全域的操作。`
      ),
    dap: (key: string, version: number, replaced: string | undefined): LocalText =>
      both(
        `${key} becomes the DAP key (version ${hexByte(version)})${instead(replaced).en}: the domain checks load files with it.`,
        `${key} 将成为 DAP 密钥（版本 ${hexByte(version)}）${instead(replaced).zh}：安全域以此验证加载文件。`
      )
  },
  willDeleteKeys: (version: string): LocalText =>
    both(
      `Keys of version ${version} will be deleted. Nothing brings them back.`,
      `将删除版本 ${version} 的密钥，不可恢复。`
    ),
  receipt: (receipt: string, counter: string): LocalText =>
    both(`Receipt ${counter}: ${receipt}`, `收据 ${counter}：${receipt}`),
  stored: {
    bytes: (count: number): LocalText => both(`${count} bytes`, `${count} 字节`),
    enciphered: both('goes enciphered', '加密传送'),
    total: (parts: number, length: number): LocalText =>
      both(
        `${parts === 1 ? 'One part' : `${parts} parts`}, ${length} bytes. Nothing was sent.`,
        `共 ${parts} 部分，${length} 字节。未发送任何指令。`
      )
  },
  cap: {
    package: both('Package', '包'),
    applets: both('Applets', '应用'),
    imports: both('Needs', '依赖'),
    facts: both('File', '文件'),
    format: both('CAP format', 'CAP 格式'),
    javaCard: both('Java Card, at least', 'Java Card 最低版本'),
    usesInt: both('32-bit integers', '32 位整数'),
    needed: both('needed', '需要'),
    notNeeded: both('not needed', '不需要'),
    size: both('Load file data block', '加载文件数据块')
  }
} as const
