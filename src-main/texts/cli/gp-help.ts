import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Help of `cardwright gp`. */
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
  ),
  load: both('load a CAP file', '加载 CAP 文件'),
  capFile: both('CAP file', 'CAP 文件'),
  to: both('security domain (AID) that it shall belong to', '所属安全域（AID）'),
  hash: both(
    'none, sha1 or sha256: hash of the load file that goes along',
    'none、sha1 或 sha256：随附的加载文件散列'
  ),
  dapDomain: both('security domain (AID) that checks the DAP signature', '验证 DAP 签名的安全域（AID）'),
  dap: both('DAP signature (hex), made elsewhere', 'DAP 签名（十六进制），由他方生成'),
  dapKey: both('key of the vault that makes the DAP signature', '生成 DAP 签名的密钥库密钥'),
  token: both(
    'token of the card’s issuer (hex), for a domain with delegated management',
    '发卡方令牌（十六进制），用于委托管理的安全域'
  ),
  receiptKey: both(
    'key of the vault with which the receipt of the card is checked',
    '用于验证卡片收据的密钥库密钥'
  ),
  tokenKey: both('key of the vault that makes the token', '生成令牌的密钥库密钥'),
  install: both('make an application out of a module of a load file', '由加载文件的模块安装应用'),
  loadFile: both('load file (AID)', '加载文件（AID）'),
  module: both('module of it (AID)', '其中的模块（AID）'),
  instance: both('AID of the application; default: that of the module', '应用的 AID；默认与模块相同'),
  privileges: both(
    'names of privileges, with commas, as card-lock,global-delete',
    '权限名称，以逗号分隔，如 card-lock,global-delete'
  ),
  params: both('parameters of the application (hex, without C9)', '应用参数（十六进制，不含 C9）'),
  notSelectable: both('install only; make-selectable does the rest', '仅安装，之后再执行 make-selectable'),
  makeSelectable: both('make an installed application selectable', '将已安装的应用设为可选择'),
  domainScp: both(
    'secure channel of the new domain: 01, 02 or 03; default: as the card has it',
    '新安全域的安全通道：01、02 或 03；默认由卡片决定'
  ),
  domainI: both('option "i" of that secure channel (hex)', '该安全通道的选项“i”（十六进制）'),
  createDomain: both('make a supplementary security domain', '创建辅助安全域'),
  newDomain: both('AID of the new security domain', '新安全域的 AID'),
  domainLoadFile: both(
    'load file of security domains, where it is not A0000001515350',
    '安全域的加载文件，若非 A0000001515350'
  ),
  domainModule: both(
    'module of security domains, where it is not A000000151535041',
    '安全域的模块，若非 A000000151535041'
  ),
  delete: both('delete an application, security domain or load file', '删除应用、安全域或加载文件'),
  aid: both('AID (hex)', 'AID（十六进制）'),
  related: both('with all that depends on it', '连同所有依赖项'),
  lock: both('lock an application or security domain', '锁定应用或安全域'),
  unlock: both('unlock it', '解锁应用或安全域'),
  withApplications: both('a security domain with all that belongs to it', '安全域及其下的全部应用'),
  cardState: both('change the state of the card', '更改卡片状态'),
  state: both(
    'initialized, secured, locked (secured unlocks it) or terminated',
    'initialized、secured、locked（以 secured 解锁）或 terminated'
  ),
  terminate: both('end the life of the card: nothing brings it back', '终止卡片：不可恢复'),
  sure: both(
    'answers the second question beforehand: LOCK or TERMINATE',
    '预先回答第二个问题：LOCK 或 TERMINATE'
  ),
  extradite: both('give an application to another security domain', '将应用迁移到另一安全域'),
  otherDomain: both('security domain (AID) that gets it', '目标安全域（AID）'),
  updateRegistry: both(
    'change privileges or security domain of an application',
    '更改应用的权限或所属安全域'
  ),
  allPrivileges: both(
    'all that it has afterwards, with commas; none: nothing',
    '更改后的全部权限，以逗号分隔；none：无'
  ),
  putKey: both(
    'write keys to a security domain, new or in place of others',
    '向安全域写入新密钥，或替换已有密钥'
  ),
  newKey: both('new key of the vault that stands for all three', '密钥库中的新密钥，三把密钥相同'),
  newKeyEnc: both('new key of the vault for ENC', '密钥库中的新 ENC 密钥'),
  newKeyMac: both('new key of the vault for MAC', '密钥库中的新 MAC 密钥'),
  newKeyDek: both('new key of the vault for DEK', '密钥库中的新 DEK 密钥'),
  newKeyFd: both(
    'read the new key in hex from file descriptor N; three lines are ENC, MAC, DEK',
    '从文件描述符 N 读取十六进制新密钥；三行依次为 ENC、MAC、DEK'
  ),
  single: both(
    'one key (--new-key) for tokens, receipts or dap; of a key pair its public key goes onto the card',
    '单把密钥（--new-key），用于 token、receipt 或 dap；密钥对只写入公钥'
  ),
  newId: both('identifier of a single key; default: 1', '单把密钥的标识；默认：1'),
  newVersion: both(
    'version that the new keys get; default for single keys: 0x70 token, 0x71 receipt, 0x73 dap',
    '新密钥的版本；单把密钥默认：令牌 0x70、收据 0x71、DAP 0x73'
  ),
  replace: both(
    'version that they take the place of; without it they are added',
    '被替换的密钥版本；不指定则新增'
  ),
  newDiversification: both(
    'how the new keys are diversified; default: as --diversification',
    '新密钥的分散方法；默认与 --diversification 相同'
  ),
  deleteKey: both('delete the keys of a version', '删除某一版本的密钥'),
  version: both('key version', '密钥版本'),
  keyId: both('only the key with this identifier', '仅删除此标识的密钥'),
  storeData: both(
    'store data in the security domain, or in an application through it',
    '向安全域，或经其向应用写入数据'
  ),
  storeAid: both(
    'application (AID) that gets the data; default: the domain itself',
    '接收数据的应用（AID）；默认为安全域自身'
  ),
  data: both('the data in hex', '十六进制数据'),
  dataFile: both('file with the data in hex', '十六进制数据文件'),
  preview: both('only show what would be sent; needs no card', '仅显示将要发送的内容，无需卡片'),
  form: both(
    'plain, dgi or tlv: what the data are; default: plain',
    '数据形式：plain、dgi 或 tlv；默认：plain'
  ),
  encipher: both(
    'data groupings to encipher, with commas, as 8201,8202 (form dgi)',
    '需加密的数据分组，以逗号分隔，如 8201,8202（dgi 形式）'
  ),
  cap: both('what a CAP file holds; needs no card', 'CAP 文件内容，无需卡片'),
  keysCheck: both(
    'does the chip know these keys? No authentication is sent',
    '芯片是否持有这些密钥？不发送认证指令'
  ),
  yes: both('do not ask', '不询问')
} as const
