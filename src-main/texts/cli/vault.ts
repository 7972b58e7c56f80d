import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** What `--help` says of `cardwright vault`. */
export const vaultHelp = {
  vault: both(
    'the vault: keys with one purpose each, on disk enciphered or on a PKCS#11 token, and the log of what was done with them',
    '密钥库：一钥一用，加密存盘或存于 PKCS#11 令牌，并记录全部操作'
  ),
  passphraseFd: both(
    'read the passphrase from this open file descriptor, a line; else it is asked for',
    '从此文件描述符读取口令（一行）；否则在终端询问'
  ),
  tokenPinFd: both(
    'read the PIN of the token from this open file descriptor, a line; else it is asked for',
    '从此文件描述符读取令牌 PIN（一行）；否则在终端询问'
  ),
  custodian: both('who does it, for the audit log', '操作人姓名，记入审计日志'),
  yes: both('do not ask', '不再询问'),
  init: both('make an empty vault', '建立空密钥库'),
  anew: both(
    'also where the earlier vault is lost or damaged; its keys stay lost',
    '即使原密钥库丢失或损坏也新建；原有密钥无法恢复'
  ),
  status: both(
    'is there a vault, and wrong passphrases since the last right one',
    '密钥库状态及连续错误口令次数'
  ),
  unlockCheck: both('try the passphrase', '验证口令'),
  list: both(
    'list the keys: purpose, check value, origin; never a key',
    '列出密钥：用途、校验值、来源；从不显示密钥'
  ),
  show: both('tell all that is known of one key', '显示一个密钥的全部信息'),
  key: both('label or id; the built-in ones begin with test:', '名称或标识；内置密钥以 test: 开头'),
  generate: both('make a new key', '生成新密钥'),
  label: both('what the key is called', '密钥名称'),
  usage: (words: string) => both(`its one purpose: ${words}`, `唯一用途：${words}`),
  algorithm: both(
    '3des, aes, sm4, rsa or sm2; default: 3des, for issuer-signing rsa',
    '3des、aes、sm4、rsa 或 sm2；默认 3des，issuer-signing 默认 rsa'
  ),
  bits: both(
    'its length: 3des 128, 192; aes 128, 192, 256; rsa 1024 to 3072',
    '长度：3des 128、192；aes 128、192、256；rsa 1024 至 3072'
  ),
  exponent: both('rsa: 3 or 65537; default: 3', 'rsa 指数：3 或 65537；默认 3'),
  real: both(
    'a key that protects something; without it the key is a TEST key',
    '正式密钥；不加此项则为 TEST 密钥'
  ),
  exportable: both('it may leave in a key block', '允许以密钥块导出'),
  token: both('keep it on the token', '保存在令牌中'),
  import: both(
    'bring in a key: by the components of two or three custodians, or enciphered under a key-encrypting key',
    '导入密钥：由两至三位保管人输入分量，或由密钥加密密钥保护的密文'
  ),
  components: both('how many custodians bring a component: 2 or 3', '保管人数量：2 或 3'),
  componentsFd: both(
    'read everything from this open file descriptor: for each custodian a line with the name, the component, its check value; then the check value of the whole key',
    '从此文件描述符读取：每位保管人依次为姓名、分量、校验值各一行；最后一行为合成密钥校验值'
  ),
  method: both(
    'how the check values were made: zeros, ones or cmac; default: zeros, for aes ones',
    '校验值算法：zeros、ones 或 cmac；默认 zeros，aes 为 ones'
  ),
  cryptogram: both('the key enciphered, in hexadecimal', '密钥密文，十六进制'),
  kek: both('the key-encrypting key, by label or id', '密钥加密密钥的名称或标识'),
  mode: both('how it was enciphered: ecb or cbc; default: ecb', '加密方式：ecb 或 cbc；默认 ecb'),
  kcv: both('the check value that came with it, 6 hexadecimal digits', '随附校验值，6 位十六进制'),
  importBlock: both(
    'bring in a key from a key block (TR-31, versions A to D)',
    '从密钥块（TR-31，A 至 D 版）导入密钥'
  ),
  block: both('the key block; - or nothing reads standard input', '密钥块；- 或省略则从标准输入读取'),
  exportBlock: both(
    'write an exportable key as a key block (TR-31): the one way out',
    '将可导出密钥写成密钥块（TR-31）：唯一的导出方式'
  ),
  version: both(
    'version of the key block: A, B, C or D; default: B under triple DES, D under AES',
    '密钥块版本：A、B、C 或 D；默认三重 DES 为 B，AES 为 D'
  ),
  retire: both('use a key no more, and keep it', '停用密钥（保留）'),
  delete: both('destroy a key for good', '永久销毁密钥'),
  passphrase: both(
    'change the passphrase; the old one comes first, then the new one',
    '更改口令；先输入旧口令，再输入新口令'
  ),
  idle: both(
    'lock after so many minutes without use, 1 to 60; default: 15',
    '空闲多少分钟后自动锁定，1 至 60；默认 15'
  ),
  setToken: both(
    'say where the PKCS#11 token is, try its PIN, and let PINs be tried again after five wrong ones',
    '指定 PKCS#11 令牌位置并验证 PIN；连续五次错误后由此重新启用'
  ),
  module: both('path of the library that its maker supplies', '厂商提供的库文件路径'),
  slot: both('position in the list of slots, from 0', '槽位序号，从 0 开始'),
  tokenLabel: both('label of the token', '令牌标签'),
  capabilities: both('what the token does with its keys, and where', '令牌对其密钥的支持情况'),
  audit: both('show the log of what was done with keys', '显示密钥操作日志'),
  verify: both(
    'check that nothing in the log was altered or taken away; ends with 1 where it was',
    '核查日志是否被篡改或删除；若有则以 1 结束'
  ),
  most: both('so many of the latest entries', '显示最近多少条')
} as const

/** Headings, results and questions of `cardwright vault`. */
export const vaultTexts = {
  askPassphrase: both('Passphrase of the vault: ', '密钥库口令：'),
  askNewPassphrase: both('New passphrase (12 characters or more): ', '新口令（至少 12 个字符）：'),
  askAgain: both('Once more: ', '再次输入：'),
  askTokenPin: both('PIN of the token: ', '令牌 PIN：'),
  notTheSame: both('the two passphrases differ', '两次输入的口令不一致'),
  needsPassphrase: both(
    'the passphrase is needed: --passphrase-fd 3 3<FILE, or somebody who types it',
    '需要口令：--passphrase-fd 3 3<文件，或在终端输入'
  ),
  needsTokenPin: both(
    'the PIN of the token is needed: --token-pin-fd 4 4<FILE, or somebody who types it',
    '需要令牌 PIN：--token-pin-fd 4 4<文件，或在终端输入'
  ),
  made: both(
    'The vault is made. Without its passphrase nobody can open it; keep a backup of vault.json.',
    '密钥库已建立。没有口令任何人都无法打开；请备份 vault.json。'
  ),
  changed: both('The passphrase is changed.', '口令已更改。'),
  opens: both('The passphrase is right.', '口令正确。'),
  failedBefore: (count: number) =>
    both(`Wrong passphrases before this one: ${count}.`, `此前有 ${count} 次错误口令。`),
  onlyTest: both(
    'Only the built-in TEST keys are shown: the vault is locked, or there is none.',
    '仅显示内置 TEST 密钥：密钥库已锁定或尚未建立。'
  ),
  states: {
    absent: both('there is none', '尚未建立'),
    locked: both('locked', '已锁定'),
    unlocked: both('unlocked', '已解锁'),
    damaged: both('damaged, altered or gone', '已损坏、被篡改或丢失'),
    newer: both('of a later version of the program', '由更新版本写入')
  },
  vaultIs: (state: LocalText) => both(`Vault: ${state.en}`, `密钥库：${state.zh}`),
  failures: (count: number, seconds: number) =>
    both(
      `Wrong passphrases in a row: ${count}${seconds > 0 ? `; the next one in ${seconds} s` : ''}`,
      `连续错误口令：${count} 次${seconds > 0 ? `；${seconds} 秒后可再试` : ''}`
    ),
  idleIs: (minutes: number) => both(`Locks after ${minutes} min without use`, `空闲 ${minutes} 分钟后锁定`),
  tokenIs: (module: string, label: string) => both(`Token: ${label} ${module}`, `令牌：${label} ${module}`),
  head: {
    label: both('LABEL', '名称'),
    usage: both('USAGE', '用途'),
    algorithm: both('ALGORITHM', '算法'),
    kcv: both('CHECK VALUE', '校验值'),
    kind: both('KIND', '类别'),
    origin: both('ORIGIN', '来源'),
    where: both('WHERE', '位置'),
    state: both('STATE', '状态'),
    at: both('TIME', '时间'),
    who: both('WHO', '操作人'),
    event: both('EVENT', '事件'),
    key: both('KEY', '密钥'),
    detail: both('DETAIL', '详情')
  },
  id: both('Id', '标识'),
  label: both('Label', '名称'),
  usage: both('Purpose', '用途'),
  algorithm: both('Algorithm', '算法'),
  kcv: both('Check value', '校验值'),
  kind: both('Kind', '类别'),
  origin: both('Origin', '来源'),
  exportable: both('Exportable', '可导出'),
  where: both('Kept', '位置'),
  created: both('Came in', '入库时间'),
  retired: both('retired', '已停用'),
  retiredAt: both('Retired', '停用时间'),
  publicKey: both('Public key', '公钥'),
  yes: both('yes', '是'),
  no: both('no', '否'),
  active: both('in use', '使用中'),
  real: both('real', '正式'),
  origins: {
    generated: both('generated', '生成'),
    components: both('components', '密钥分量'),
    'key-block': both('key block', '密钥块'),
    cryptogram: both('cryptogram', '密文'),
    'built-in': both('built in', '内置')
  },
  backends: { software: both('file', '文件'), token: both('token', '令牌') },
  methods: {
    zeros: both('zeros enciphered', '加密全零块'),
    ones: both('01 bytes enciphered (GlobalPlatform)', '加密全 01 块（GlobalPlatform）'),
    'public-key': both('SHA-256 of the public key', '公钥 SHA-256')
  },
  generated: (label: string, kcv: string) =>
    both(`Made ${label}, check value ${kcv}.`, `已生成 ${label}，校验值 ${kcv}。`),
  imported: (label: string, kcv: string) =>
    both(`Took in ${label}, check value ${kcv}.`, `已导入 ${label}，校验值 ${kcv}。`),
  askCustodian: (index: number, count: number) =>
    both(`Custodian ${index} of ${count}, name: `, `第 ${index} 位保管人（共 ${count} 位），姓名：`),
  askComponent: (name: string) => both(`Component of ${name}: `, `${name} 的密钥分量：`),
  askComponentKcv: (name: string) => both(`Check value of ${name}'s component: `, `${name} 分量的校验值：`),
  componentTaken: (name: string) => both(`The component of ${name} is taken.`, `已接受 ${name} 的分量。`),
  askCombined: (kcv: string) =>
    both(
      `The whole key has the check value ${kcv}. Compare it with the sheet, and type it to keep the key: `,
      `合成密钥的校验值为 ${kcv}。请与单据核对，并输入该值以保存密钥：`
    ),
  importHow: both('give either --components or --cryptogram', '请给出 --components 或 --cryptogram'),
  missing: (option: string) => both(`${option} is missing`, `缺少 ${option}`),
  needsComponents: both(
    'the components are needed: --components-fd 4 4<FILE, or custodians who type them',
    '需要密钥分量：--components-fd 4 4<文件，或由保管人输入'
  ),
  badComponent: both('the component is no hexadecimal', '分量不是十六进制'),
  tokenSet: (label: string, maker: string) =>
    both(`The token is ${label} (${maker}).`, `令牌为 ${label}（${maker}）。`),
  badSlot: (word: string) => both(`'${word}' is not a slot`, `'${word}' 不是槽位序号`),
  headOperation: both('OPERATION', '操作'),
  askRetire: (label: string) =>
    both(`${label} will be used no more. Type its label to go on: `, `${label} 将停用。输入其名称以继续：`),
  askDelete: (label: string) =>
    both(
      `${label} will be gone for good, and with it what only it can open. Type its label to go on: `,
      `${label} 将被永久销毁，仅由其保护的数据将无法恢复。输入其名称以继续：`
    ),
  notTyped: both('the label was not typed', '未输入名称'),
  retiredNow: (label: string) => both(`${label} is retired.`, `${label} 已停用。`),
  deleted: (label: string) => both(`${label} is deleted.`, `${label} 已销毁。`),
  sound: (entries: number) => both(`The log is whole: ${entries} entries.`, `日志完整：${entries} 条。`),
  brokenAt: (at: number, problem: 'altered' | 'missing') =>
    problem === 'altered'
      ? both(`The log was altered at entry ${at}.`, `日志第 ${at} 条被篡改。`)
      : both(`Entry ${at} of the log and those after it are missing.`, `日志自第 ${at} 条起缺失。`),
  chainOnly: both(
    'Checked without the passphrase: entries taken away from the end would not be noticed.',
    '未使用口令核查：末尾被删除的条目无法发现。'
  ),
  nothingLogged: both('Nothing was done with keys yet.', '尚无密钥操作记录。'),
  badBits: (word: string) => both(`'${word}' is not a length in bits`, `'${word}' 不是位长`),
  badMinutes: (word: string) =>
    both(`'${word}' is not between 1 and 60 minutes`, `'${word}' 不在 1 至 60 分钟之间`),
  idleSet: (minutes: number) =>
    both(`The vault locks after ${minutes} min without use.`, `密钥库空闲 ${minutes} 分钟后锁定。`)
} as const
