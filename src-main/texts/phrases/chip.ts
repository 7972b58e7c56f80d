import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const swText = (sw: number): string => sw.toString(16).toUpperCase().padStart(4, '0')

/** The names under which vendors know the ways of diversifying keys. */
export const diversificationTexts = {
  none: both('none: the keys as they are', '无：直接使用密钥'),
  visa: both('VISA', 'VISA'),
  visa2: both('VISA2 (CPG 2.0.2)', 'VISA2（CPG 2.0.2）'),
  emv: both('EMV CPS 1.1 (CPG 2.1.2)', 'EMV CPS 1.1（CPG 2.1.2）'),
  kdf3: both('KDF3 (AES)', 'KDF3（AES）')
} as const

/** Why a secure channel was not opened. All but `rejected` have cost the card nothing. */
export const openTexts = {
  unconfirmed: (failed: number): LocalText =>
    both(
      `${failed === 1 ? 'One attempt' : `${failed} attempts`} with wrong keys failed on this card before. Nothing was sent.`,
      `此卡此前已有 ${failed} 次密钥认证失败。未发送任何指令。`
    ),
  unconfirmedAdvice: both(
    'Cards lock themselves for good after a few wrong attempts, often ten. Be sure of the keys, then confirm by typing the word.',
    '多数卡片在数次（通常十次）认证失败后会永久锁定。请先确认密钥无误，再输入确认词继续。'
  ),
  keysUnfit: {
    'aes-keys-needed': both(
      'SCP03 needs AES keys, which these are not. Nothing was sent under them.',
      'SCP03 需要 AES 密钥，所选密钥不是。未使用密钥发送任何指令。'
    ),
    '3des-keys-needed': both(
      'SCP01 and SCP02 need triple DES keys, which these are not. Nothing was sent under them.',
      'SCP01 与 SCP02 需要 3DES 密钥，所选密钥不是。未使用密钥发送任何指令。'
    ),
    'diversification-unfit': both(
      'These keys cannot be diversified in that way.',
      '该分散方法不适用于这些密钥的算法。'
    ),
    'keys-differ': both('The three keys are not of one algorithm.', '三把密钥的算法不一致。')
  },
  keysUnfitAdvice: {
    'aes-keys-needed': both(
      'Choose AES keys (TEST: test:kmc-aes).',
      '请选择 AES 密钥（测试密钥：test:kmc-aes）。'
    ),
    '3des-keys-needed': both(
      'Choose triple DES keys (TEST: test:kmc).',
      '请选择 3DES 密钥（测试密钥：test:kmc）。'
    ),
    'diversification-unfit': both(
      'KDF3 is for AES keys, VISA, VISA2 and EMV for triple DES, none for both.',
      'KDF3 用于 AES 密钥，VISA、VISA2、EMV 用于 3DES 密钥，“无”两者皆可。'
    ),
    'keys-differ': both('Choose three keys of one version.', '请选择同一版本的三把密钥。')
  },
  notSelectedAdvice: both(
    'Name none for the issuer’s domain; the list of what is on the chip shows the others.',
    '不指定即为发卡方安全域；其他安全域见芯片内容列表。'
  ),
  notSelected: (sw: number): LocalText =>
    both(
      `There is no such security domain on the card (${swText(sw)}).`,
      `卡上没有该安全域（${swText(sw)}）。`
    ),
  noSuchKeys: (sw: number): LocalText =>
    both(`The card has no keys of that version (${swText(sw)}).`, `卡上没有该版本的密钥（${swText(sw)}）。`),
  noSuchKeysAdvice: both(
    'Leave the version to the card, or look which versions it tells of.',
    '可不指定版本由卡片选择，或查看卡片列出的密钥版本。'
  ),
  notAllowed: (sw: number): LocalText =>
    both(
      `The card takes no authentication (${swText(sw)}). It may be locked for good.`,
      `卡片不接受认证（${swText(sw)}），可能已永久锁定。`
    ),
  updateRefused: (sw: number): LocalText =>
    both(`The card refused to begin (${swText(sw)}).`, `卡片拒绝开始认证（${swText(sw)}）。`),
  unknownProtocol: both(
    'The card answered in a secure channel protocol that is not known here.',
    '卡片使用了未知的安全通道协议。'
  ),
  otherProtocol: (answered: string): LocalText =>
    both(
      `The card speaks ${answered}, not what was asked for. Nothing was sent under the keys.`,
      `卡片使用 ${answered}，与所选协议不符。未使用密钥发送任何指令。`
    ),
  otherProtocolAdvice: both(
    'Each key version has its own protocol: name another version, or leave the protocol to the card.',
    '协议随密钥版本而定：请指定其他版本，或不指定协议。'
  ),
  levelUnsupported: (protocol: string): LocalText =>
    both(`${protocol} does not know this security level.`, `${protocol} 不支持该安全级别。`),
  cryptogramWrong: both(
    'The card did not prove these keys: its cryptogram is another. No authentication was sent.',
    '卡片未能证明持有这些密钥：密文不符。未发送认证指令。'
  ),
  wouldMatch: (method: LocalText): LocalText =>
    both(
      `The same keys would be right with the diversification ${method.en}.`,
      `若采用分散方法 ${method.zh}，则这些密钥正确。`
    ),
  checkKeys: both(
    'Check the key, its version and the diversification. Trying again costs the card nothing as long as the cryptogram differs.',
    '请核对密钥、密钥版本与分散方法。只要密文不符，重试不会消耗卡片的尝试次数。'
  ),
  challengeUnexpected: both(
    'The keys are right, but the challenge of the card does not follow from its counter and name. It may be replayed.',
    '密钥正确，但卡片的随机数与其计数器和标识不符，可能为重放。'
  ),
  rejected: (sw: number, failed: number): LocalText =>
    both(
      `The card refused the authentication (${swText(sw)}). That was failed attempt ${failed}.`,
      `卡片拒绝认证（${swText(sw)}）。这是第 ${failed} 次失败。`
    ),
  rejectedAdvice: both(
    'Do not try again before you know why: each attempt brings the card nearer to being locked for good.',
    '查明原因前请勿重试：每次失败都会使卡片更接近永久锁定。'
  ),
  open: (protocol: string, level: string): LocalText =>
    both(`${protocol}, security level ${level}`, `${protocol}，安全级别 ${level}`)
} as const

/** What is on a chip, and what came of changing it. */
export const chipTexts = {
  groups: {
    production: both('Production', '生产信息'),
    platform: both('Platform', '平台'),
    issuer: both('Issuer and card', '发卡机构与卡片'),
    memory: both('Memory', '存储'),
    applications: both('Applications that anyone may know of', '公开的应用')
  },
  version: both('GlobalPlatform version', 'GlobalPlatform 版本'),
  protocols: both('Secure channel protocols', '安全通道协议'),
  issuerNumber: both('Issuer identification number', '发卡机构标识号'),
  cardNumber: both('Card image number', '卡片标识号'),
  diversification: both('Key diversification data', '密钥分散数据'),
  confirmations: both('Receipts made so far', '已签发收据计数'),
  application: both('Application', '应用'),
  sequence: both('Sessions of SCP02', 'SCP02 会话计数'),
  freeMemory: both('Free memory', '可用存储空间'),
  freeVolatile: both('Free working memory', '可用易失存储'),
  applications: both('Applications', '应用数量'),
  bytes: (count: number): LocalText => both(`${count} bytes`, `${count} 字节`),
  number: (count: number): LocalText => both(String(count), String(count)),
  gap: (part: LocalText, sw: number): LocalText =>
    both(`${part.en}: not all of it was given (${swText(sw)})`, `${part.zh}：未完整给出（${swText(sw)}）`),
  parts: {
    'issuer-security-domain': both('state of the card', '卡片状态'),
    applications: both('applications', '应用'),
    'load-files': both('load files', '加载文件'),
    'load-files-and-modules': both('load files', '加载文件')
  },
  done: {
    list: both('The content of the chip was read.', '已读取芯片内容。'),
    load: both('The load file is on the chip.', '加载文件已写入芯片。'),
    loadedAlready: both(
      'A load file of this AID is on the chip already. Nothing was loaded.',
      '芯片上已有此 AID 的加载文件，未进行加载。'
    ),
    install: both('The application is installed.', '应用已安装。'),
    'make-selectable': both('The application can be selected.', '应用已可选择。'),
    delete: both('It was deleted.', '已删除。'),
    lock: both('It is locked.', '已锁定。'),
    unlock: both('It is unlocked.', '已解锁。'),
    'card-state': both('The state of the card was changed.', '卡片状态已更改。'),
    extradite: both('It belongs to the other security domain now.', '已迁移到另一安全域。'),
    'put-keys': both(
      'The keys are on the chip, and it confirmed their check values.',
      '密钥已写入，芯片返回的校验值一致。'
    ),
    'put-keys-unconfirmed': both(
      'The chip took the keys, but told no check values.',
      '密钥已写入，但芯片未返回校验值。'
    ),
    'put-single-key': both('The key is on the chip.', '密钥已写入。'),
    'delete-keys': both('The keys were deleted.', '密钥已删除。'),
    'store-data': both('The data are on the chip.', '数据已写入芯片。'),
    'create-domain': both(
      'The security domain is there. Until it has keys of its own, the keys of the domain above it open it.',
      '安全域已创建。写入自身密钥之前，使用上级安全域的密钥。'
    ),
    'update-registry': both('The registry says so now.', '注册表已更新。'),
    'keys-check': both('The chip knows these keys.', '芯片持有这些密钥。')
  },
  keyPut: (verified: boolean): LocalText =>
    verified
      ? both(
          'The key is on the chip, and it confirmed its check value.',
          '密钥已写入，芯片返回的校验值一致。'
        )
      : both('The chip took the key, but told no check value.', '密钥已写入，但芯片未返回校验值。'),
  publicKeyPut: both(
    'The public key is on the chip. Public keys have no check value that it could confirm.',
    '公钥已写入。公钥没有可供芯片确认的校验值。'
  ),
  keysRight: (protocol: string, version: string, domain: string): LocalText =>
    both(
      `The chip knows these keys: ${protocol}, key version ${version}, security domain ${domain}. No authentication was sent.`,
      `芯片持有这些密钥：${protocol}，密钥版本 ${version}，安全域 ${domain}。未发送认证指令。`
    ),
  receiptChecks: {
    right: both('The receipt is genuine: the receipt key confirms it.', '收据真实：已由收据密钥验证。'),
    wrong: both(
      'The receipt is not genuine, or it was made with another key. What was done stands, but it is not proved.',
      '收据不真实，或由其他密钥签发。操作已完成，但未获证明。'
    ),
    unchecked: both(
      'The receipt was not checked: that takes the receipt key of the card.',
      '收据未验证：需要卡片的收据密钥。'
    ),
    absent: both(
      'The chip gave no receipt: it makes them for delegated domains only, with a receipt key of its own.',
      '芯片未返回收据：仅在委托管理且写有收据密钥时才签发。'
    )
  },
  noData: both('There are no data to store.', '没有要写入的数据。'),
  encipherNeedsDgi: both(
    'Only data groupings (DGI) can be enciphered one by one.',
    '只有数据分组（DGI）可以单独加密。'
  ),
  objectsBroken: (at: number): LocalText =>
    both(
      `The data are no BER-TLV data objects from byte ${at} on.`,
      `数据从第 ${at} 字节起不是 BER-TLV 数据对象。`
    ),
  plainData: both('Data as they are', '原始数据'),
  dataObjects: both('Data objects', '数据对象'),
  groupingBroken: (at: number): LocalText =>
    both(`The data are no data groupings from byte ${at} on.`, `数据从第 ${at} 字节起不是数据分组。`),
  noGrouping: (name: string): LocalText =>
    both(`There is no data grouping ${name} in the data.`, `数据中没有数据分组 ${name}。`),
  dapNeedsHash: both('A DAP signature is made over a hash: name it.', 'DAP 签名基于散列值：请指定散列算法。'),
  absent: both('It is not on the chip. Nothing was changed.', '芯片上没有该项，未作更改。'),
  inUse: both('Others on the chip need it. Nothing was changed.', '芯片上有其他项依赖它，未作更改。'),
  dependents: (names: readonly string[]): LocalText =>
    both(
      `These depend on it: ${names.join(', ')}. Nothing was sent.`,
      `以下各项依赖它：${names.join('、')}。未发送任何指令。`
    ),
  othersFirst: both(
    'This chip does not delete it along with others: delete those first, one by one.',
    '此芯片不支持连同删除：请先逐一删除依赖项。'
  ),
  withRelated: both(
    'Delete it with all that depends on it, or those first.',
    '请连同依赖项一并删除，或先删除它们。'
  ),
  keysDiffer: both(
    'The chip took keys, but not these: its check values differ. Do not use them.',
    '芯片写入的密钥与预期不符：校验值不一致。请勿使用。'
  ),
  otherBuild: both(
    'If this is another build of it, delete the one on the chip first.',
    '若文件是另一版本，请先删除芯片上的加载文件。'
  ),
  stopped: (next: number): LocalText =>
    both(`Stopped before block ${next + 1}.`, `已在第 ${next + 1} 块之前停止。`),
  stoppedAdvice: both(
    'Nothing of it can be used. Load it again: what was begun is cleared away first.',
    '未写入可用内容。重新加载时会先清除未完成的部分。'
  ),
  refused: (command: string, sw: number): LocalText =>
    both(`The chip refused ${command} (${swText(sw)}).`, `芯片拒绝执行 ${command}（${swText(sw)}）。`),
  refusedAdvice: {
    'memory-full': both(
      'There is not enough memory. Delete what is not needed.',
      '存储空间不足，请删除不需要的内容。'
    ),
    refused: both(
      'It is there already, in use, or not in the state for it. Look at what is on the chip.',
      '可能已存在、正在使用，或当前状态不允许。请查看芯片内容。'
    ),
    absent: both(
      'Something that it names is not on the chip. Look at what is on the chip.',
      '所指定的对象不在芯片上。请查看芯片内容。'
    ),
    'no-such-transition': both(
      'From its present state there is no such step. Look at what is on the chip.',
      '当前状态不允许该变更。请查看芯片内容。'
    ),
    'not-authorized': both('This needs more privileges than the session has.', '当前会话的权限不足。')
  },
  tooLong: (command: string): LocalText =>
    both(`${command} does not fit one command of this channel.`, `${command} 超出安全通道单条指令的长度。`),
  channelBroken: both(
    'An answer was not genuine: the channel was closed. Look at the chip anew; the command may have been carried out.',
    '应答未通过校验，通道已关闭。请重新读取芯片；该指令可能已执行。'
  ),
  interrupted: both(
    'The card went away. Read it again to see what was done.',
    '卡片已移开。请重新读取以确认执行结果。'
  ),
  cancelled: both('Stopped. Nothing was changed.', '已停止，未作更改。'),
  recorded: both('This is a recording: nothing can be changed on it.', '这是回放的记录，无法更改。'),
  unknownPrivilege: (name: string): LocalText =>
    both(`There is no privilege "${name}".`, `没有名为“${name}”的权限。`),
  cap: {
    'too-large': both('The file is too large for a CAP file.', '文件过大，不是 CAP 文件。'),
    'not-a-zip': both('The file is no CAP file.', '该文件不是 CAP 文件。'),
    'archive-broken': both('The CAP file is cut off or damaged.', 'CAP 文件不完整或已损坏。'),
    'archive-unsupported': both('The CAP file is packed in an unusual way.', 'CAP 文件的压缩方式不受支持。'),
    'no-package': both('There is no package in the CAP file.', 'CAP 文件中没有包。'),
    'several-packages': both('There are several packages in the CAP file.', 'CAP 文件中有多个包。'),
    'extended-format': both(
      'The CAP file is of the extended format, which is not supported.',
      '不支持扩展格式的 CAP 文件。'
    ),
    'component-missing': (name: string): LocalText =>
      both(`The CAP file lacks its component ${name}.`, `CAP 文件缺少组件 ${name}。`),
    'component-broken': (name: string): LocalText =>
      both(`The component ${name} of the CAP file is damaged.`, `CAP 文件的组件 ${name} 已损坏。`),
    'component-too-large': (name: string): LocalText =>
      both(`The component ${name} of the CAP file is too large.`, `CAP 文件的组件 ${name} 过大。`),
    'component-unsupported': (name: string): LocalText =>
      both(`The component ${name} of the CAP file is not supported.`, `不支持 CAP 文件的组件 ${name}。`),
    'component-changed': (name: string): LocalText =>
      both(
        `The component ${name} of the CAP file was changed: its checksum differs.`,
        `CAP 文件的组件 ${name} 被改动：校验和不符。`
      )
  }
} as const
