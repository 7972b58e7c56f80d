import { sameText, type LocalText } from '../local-text'

type Words = Readonly<Record<string, LocalText>>

/** What a key is for. */
export const keyUsageTexts = {
  'imk-ac': { en: 'issuer master key, cryptograms', zh: '发卡行主密钥（应用密文）' },
  'imk-mac': { en: 'issuer master key, script MAC', zh: '发卡行主密钥（脚本 MAC）' },
  'imk-enc': { en: 'issuer master key, script encipherment', zh: '发卡行主密钥（脚本加密）' },
  kmc: { en: 'card manager key', zh: '卡片管理密钥' },
  'kmc-enc': { en: 'card manager key, ENC', zh: '卡片管理密钥（ENC）' },
  'kmc-mac': { en: 'card manager key, MAC', zh: '卡片管理密钥（MAC）' },
  'kmc-dek': { en: 'card manager key, DEK', zh: '卡片管理密钥（DEK）' },
  'gp-token': { en: 'token key (delegated management)', zh: '令牌密钥（委托管理）' },
  'gp-receipt': { en: 'receipt key (delegated management)', zh: '收据密钥（委托管理）' },
  'gp-dap': { en: 'DAP key (signatures of load files)', zh: 'DAP 密钥（加载文件签名）' },
  pin: { en: 'PIN key', zh: 'PIN 密钥' },
  cvv: { en: 'card verification key (CVV)', zh: '卡片验证密钥（CVV）' },
  pvv: { en: 'PIN verification key (PVV)', zh: 'PIN 验证密钥（PVV）' },
  'message-mac': { en: 'MAC key of messages', zh: '报文 MAC 密钥' },
  kek: { en: 'key-encrypting key', zh: '密钥加密密钥' },
  'icc-wrap': { en: 'wrap of chip card keys', zh: '芯片卡密钥保护密钥' },
  'issuer-signing': { en: 'issuer signing key', zh: '发卡行签名密钥' }
} as const satisfies Words

/** What the audit log tells. */
export const auditEventTexts = {
  'vault-created': { en: 'vault made', zh: '建立密钥库' },
  'vault-unlocked': { en: 'vault unlocked', zh: '解锁密钥库' },
  'unlock-refused': { en: 'wrong passphrase', zh: '口令错误' },
  'passphrase-changed': { en: 'passphrase changed', zh: '更改口令' },
  'component-entered': { en: 'component entered', zh: '输入密钥分量' },
  'component-refused': { en: 'component refused', zh: '拒绝密钥分量' },
  'components-abandoned': { en: 'components abandoned', zh: '放弃密钥分量' },
  'key-generated': { en: 'key generated', zh: '生成密钥' },
  'key-imported': { en: 'key imported', zh: '导入密钥' },
  'import-refused': { en: 'import refused', zh: '拒绝导入' },
  'key-exported': { en: 'key exported', zh: '导出密钥' },
  'export-refused': { en: 'export refused', zh: '拒绝导出' },
  'key-retired': { en: 'key retired', zh: '停用密钥' },
  'key-deleted': { en: 'key deleted', zh: '删除密钥' },
  'key-taken-up': { en: 'key taken up', zh: '取用密钥' },
  'token-set': { en: 'token set up', zh: '配置令牌' },
  'token-unlocked': { en: 'token unlocked', zh: '解锁令牌' },
  'token-refused': { en: 'token refused', zh: '令牌拒绝' },
  'software-exposure': { en: 'key of the token was in memory', zh: '令牌密钥曾进入内存' }
} as const satisfies Words

/** What a token may be able to do. */
export const tokenAbilityTexts = {
  cipher: { en: 'encipher, decipher (ECB, CBC)', zh: '加密、解密（ECB、CBC）' },
  'mac-cbc': { en: 'CBC MAC', zh: 'CBC MAC' },
  'mac-cmac': { en: 'CMAC', zh: 'CMAC' },
  'mac-retail-imported': { en: 'retail MAC with a key that was brought in', zh: '零售 MAC（导入的密钥）' },
  'mac-retail-made': { en: 'retail MAC with a key made there', zh: '零售 MAC（令牌内生成的密钥）' },
  'scp02-session': { en: 'SCP02 session key', zh: 'SCP02 会话密钥' },
  'scp02-command-mac': { en: 'SCP02 command MAC', zh: 'SCP02 命令 MAC' },
  'scp03-session-128': { en: 'SCP03 session key, AES-128', zh: 'SCP03 会话密钥（AES-128）' },
  'scp03-session-longer': {
    en: 'SCP03 session key, AES-192 and AES-256',
    zh: 'SCP03 会话密钥（AES-192、AES-256）'
  },
  'card-key': { en: 'card key (EMV, PBOC)', zh: '卡片密钥（EMV、PBOC）' },
  'block-derived': { en: 'key blocks of versions B and D', zh: '密钥块 B、D 版' },
  'block-variant': { en: 'key blocks of versions A and C', zh: '密钥块 A、C 版' },
  sign: { en: 'signature, raw', zh: '签名（无填充）' },
  anything: { en: 'anything', zh: '全部操作' }
} as const satisfies Words

/** Where that is done. */
export const whereTexts = {
  inside: { en: 'inside', zh: '令牌内' },
  'derived-outside': { en: 'by the token; the derived key is in memory', zh: '由令牌计算；派生密钥位于内存' },
  not: { en: 'not', zh: '不支持' }
} as const satisfies Words

const usesOfKeys: Words = {
  encipher: { en: 'encipher', zh: '加密' },
  decipher: { en: 'decipher', zh: '解密' },
  mac: { en: 'make MACs', zh: '计算 MAC' },
  'derive-by-enciphering': { en: 'derive keys by encipherment', zh: '以加密方式派生密钥' },
  'derive-by-cmac': { en: 'derive keys by CMAC', zh: '以 CMAC 派生密钥' },
  'derive-by-cutting': { en: 'give a part of itself', zh: '截取部分密钥' },
  'derive-by-enciphering-key': { en: 'encipher other keys', zh: '加密其他密钥' },
  'derive-by-mixing': { en: 'be changed into variants', zh: '变换为密钥变体' },
  'derive-by-mixing-key': { en: 'be mixed with other keys', zh: '与其他密钥混合' },
  'card-challenge': { en: 'check challenges of cards', zh: '校验卡片随机数' },
  mask: { en: 'mask data', zh: '掩码' },
  sign: { en: 'sign', zh: '签名' },
  protect: { en: 'protect other keys', zh: '保护其他密钥' },
  'as-other': { en: 'be put onto cards', zh: '写入卡片' }
}

const tokenProblems: Words = {
  'no-binding': {
    en: 'the PKCS#11 binding (pkcs11js) is not installed; it is compiled during npm install, which needs g++, make and python3',
    zh: '未安装 PKCS#11 绑定（pkcs11js）；它在 npm install 时编译，需要 g++、make 和 python3'
  },
  'no-module': { en: 'its library cannot be loaded', zh: '无法加载其库文件' },
  'no-token': { en: 'no token, or none that fits', zh: '没有令牌，或没有符合的令牌' },
  device: { en: 'it reports an error', zh: '令牌报告错误' }
}

const blockProblems: Words = {
  malformed: { en: 'these characters are no key block', zh: '这些字符不是密钥块' },
  'protecting-key-unfit': {
    en: 'the protecting key is not one for this version: versions A, B and C need triple DES, D needs AES',
    zh: '保护密钥不适用于此版本：A、B、C 需要三重 DES，D 需要 AES'
  },
  'not-authentic': {
    en: 'it was altered, or is under another key',
    zh: '密钥块被篡改，或由其他密钥保护'
  },
  usage: { en: 'its usage is not the one that was asked for', zh: '其用途与要求不符' },
  'usage-unclear': {
    en: 'its usage fits several purposes, or none: say which (--usage)',
    zh: '其用途对应多种或无对应用途：请用 --usage 指明'
  },
  algorithm: { en: 'keys of this algorithm do not travel in key blocks', zh: '此算法的密钥不能以密钥块传输' },
  weaker: { en: 'the protecting key is weaker than the key in it', zh: '保护密钥强度低于被保护密钥' },
  kind: {
    en: 'TEST keys and real keys are kept apart: a key and its key-encrypting key are of one kind',
    zh: 'TEST 密钥与正式密钥必须分开：密钥与其加密密钥须为同一类'
  },
  'check-value': { en: 'the key in it has another check value', zh: '其中密钥的校验值不符' },
  length: { en: 'its key has a length that the algorithm does not have', zh: '密钥长度不符合算法' }
}

const componentProblems: Words = {
  digits: { en: 'it is not made of hexadecimal digits, two for each byte', zh: '不是成对的十六进制数字' },
  'check-value': { en: 'its check value is another one', zh: '校验值不符' },
  length: { en: 'it has another length than the key', zh: '长度与密钥不符' },
  custodian: { en: 'each custodian enters one component only', zh: '每位保管人只能输入一个分量' },
  'all-same': { en: 'the components cancel out', zh: '分量相互抵消' },
  'combined-check-value': {
    en: 'the check value of the whole key is another one',
    zh: '合成密钥的校验值不符'
  },
  incomplete: { en: 'components are missing', zh: '尚缺分量' },
  over: {
    en: 'the ceremony is over: it was given up, or the vault was locked meanwhile',
    zh: '密钥仪式已结束：已被放弃，或期间密钥库被锁定'
  }
}

const both = (en: string, zh: string): LocalText => ({ en, zh })
const wordOf = (words: Words, word: string): LocalText => words[word] ?? sameText(word)

/** Why something about the vault did not work, told as the cause of an error. */
export const vaultProblems = {
  passphraseChanged: {
    en: 'its passphrase was changed meanwhile',
    zh: '口令已在其他地方更改'
  },
  wait: (seconds: number) => both(`${seconds} s to wait`, `还需等待 ${seconds} 秒`),
  failures: (count: number) => both(`${count} wrong in a row`, `已连续错误 ${count} 次`),
  noKey: (name: string) => sameText(`'${name}'`),
  named: (label: string, kcv: string) => both(`${label} (check value ${kcv})`, `${label}（校验值 ${kcv}）`),
  useRefused: (label: string, usage: keyof typeof keyUsageTexts, use: string) => {
    const [purpose, wanted] = [keyUsageTexts[usage], wordOf(usesOfKeys, use)]
    return both(
      `${label} is for another purpose (${purpose.en}); it may not ${wanted.en}`,
      `${label} 为${purpose.zh}，不得${wanted.zh}`
    )
  },
  unsuited: (usage: keyof typeof keyUsageTexts, algorithm: string) =>
    both(
      `no ${algorithm} key is a ${keyUsageTexts[usage].en}`,
      `${keyUsageTexts[usage].zh}不能使用 ${algorithm}`
    ),
  badBits: (algorithm: string, bits: readonly number[]) =>
    both(`${algorithm} keys have ${bits.join(', ')} bits`, `${algorithm} 密钥长度为 ${bits.join('、')} 位`),
  badLabel: (label: string) =>
    both(
      `'${label}' is not a label; 1 to 40 letters, digits, dots, dashes and underlines are, and 16 hexadecimal digits are an id`,
      `'${label}' 不能作名称；应为 1 至 40 个字母、数字、点、横线、下划线，且不得为 16 位十六进制`
    ),
  pinsLeft: (count: number) =>
    both(`${count} tries are left before the program passes on no more`, `还可尝试 ${count} 次`),
  tokenSays: (code: string) => both(`the token says ${code}`, `令牌返回 ${code}`),
  token: (problem: string, code: string | undefined) => {
    const { en, zh } = wordOf(tokenProblems, problem)
    return code === undefined ? { en, zh } : both(`${en} (${code})`, `${zh}（${code}）`)
  },
  block: (problem: string) => wordOf(blockProblems, problem),
  component: (problem: string) => wordOf(componentProblems, problem)
} as const
