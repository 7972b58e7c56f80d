import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const hexByte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

/** What is happening, as the timeline shows it. */
export const globalPlatformSteps = {
  selecting: both('Selecting the security domain', '正在选择安全域'),
  challenging: both('Asking the card to prove that it knows the keys', '正在要求卡片证明其持有密钥'),
  authenticating: both('Opening the secure channel', '正在建立安全通道'),
  listing: {
    issuerDomain: both('Reading the state of the card', '正在读取卡片状态'),
    applications: both('Listing applications and security domains', '正在列出应用与安全域'),
    loadFiles: both('Listing load files', '正在列出加载文件')
  },
  openData: both('Reading what the card tells anyone', '正在读取卡片的公开信息'),
  announcing: both('Announcing the load file to the card', '正在向卡片声明加载文件'),
  loading: (block: number, blocks: number): LocalText =>
    both(`Loading block ${block} of ${blocks}`, `正在加载第 ${block} 块，共 ${blocks} 块`),
  cleaningUp: both('Removing what is left of the load', '正在清除未完成的加载'),
  installing: both('Installing the application', '正在安装应用'),
  makingSelectable: both('Making the application selectable', '正在将应用设为可选择'),
  extraditing: both('Moving the application to another security domain', '正在将应用迁移到另一安全域'),
  updatingRegistry: both('Updating the registry', '正在更新注册表'),
  preparingPersonalization: both('Preparing the application for its data', '正在准备应用的个人化'),
  deleting: both('Deleting', '正在删除'),
  deletingKeys: both('Deleting keys', '正在删除密钥'),
  changingState: both('Changing the life cycle state', '正在更改生命周期状态'),
  puttingKeys: both('Writing keys', '正在写入密钥'),
  storing: (block: number, blocks: number): LocalText =>
    both(`Writing data, part ${block} of ${blocks}`, `正在写入数据，第 ${block} 部分，共 ${blocks} 部分`)
} as const

/** GlobalPlatform Card 2.3.1, tables 11-3 to 11-6. */
export const lifeCyclePhrases = {
  card: {
    'op-ready': both('ready for loading (OP_READY)', '就绪（OP_READY）'),
    initialized: both('initialized (INITIALIZED)', '已初始化（INITIALIZED）'),
    secured: both('in use (SECURED)', '安全（SECURED）'),
    locked: both('locked (CARD_LOCKED)', '卡片已锁定（CARD_LOCKED）'),
    terminated: both('terminated for good (TERMINATED)', '已永久终止（TERMINATED）')
  },
  loaded: both('loaded', '已加载'),
  installed: both('installed, not selectable yet', '已安装，尚不可选择'),
  selectable: both('selectable', '可选择'),
  personalized: both('personalized', '已个人化'),
  applicationState: (state: number): LocalText =>
    both(`selectable, own state ${state}`, `可选择，应用自定义状态 ${state}`),
  locked: (before: LocalText): LocalText =>
    both(`locked (before: ${before.en})`, `已锁定（此前：${before.zh}）`),
  unknown: (state: number): LocalText => both(`unknown state ${hexByte(state)}`, `未知状态 ${hexByte(state)}`)
} as const

/** GlobalPlatform Card 2.3.1, table 6-1. */
export const privilegePhrases = {
  'security-domain': both('security domain', '安全域'),
  'dap-verification': both('checks signatures of load files', 'DAP 验证'),
  'delegated-management': both('delegated management', '委托管理'),
  'card-lock': both('may lock the card', '可锁定卡片'),
  'card-terminate': both('may terminate the card', '可终止卡片'),
  'card-reset': both('selected by default', '默认选择'),
  'cvm-management': both('manages the global PIN', '管理全局 PIN'),
  'mandated-dap-verification': both('signatures of all load files are mandatory', '强制 DAP 验证'),
  'trusted-path': both('trusted path between applications', '可信路径'),
  'authorized-management': both('manages content without tokens', '授权管理'),
  'token-management': both('checks tokens', '令牌管理'),
  'global-delete': both('may delete anything', '全局删除'),
  'global-lock': both('may lock any application', '全局锁定'),
  'global-registry': both('sees the whole registry', '全局注册表访问'),
  'final-application': both('stays selected when the card is locked', '最终应用'),
  'global-service': both('serves other applications', '全局服务'),
  'receipt-generation': both('makes receipts', '生成收据'),
  'ciphered-load-file': both('load files come enciphered', '加密的加载文件'),
  'contactless-activation': both('activates contactless applications', '非接触激活'),
  'contactless-self-activation': both('activates itself for contactless use', '非接触自激活')
} as const
