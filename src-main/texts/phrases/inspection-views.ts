import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

const kinds = {
  debit: both('Debit', '借记'),
  credit: both('Credit', '贷记'),
  'quasi-credit': both('Quasi-credit', '准贷记'),
  'e-cash': both('E-cash', '电子现金')
} as const

/** What an inspection says of an application and a security domain beside the fields themselves. */
export const viewPhrases = {
  /** `name`: what the identifier's registration says, for applications that are none of the known kinds. */
  kind: (kind: keyof typeof kinds | 'other', withECash: boolean, name: LocalText | undefined): LocalText => {
    const base = kind === 'other' ? (name ?? both('Unknown application', '未知应用')) : kinds[kind]
    return withECash ? both(`${base.en} with e-cash`, `${base.zh}＋电子现金`) : base
  },
  authentication: (methods: readonly string[]): LocalText =>
    methods.length === 0
      ? both('no data for offline data authentication', '无脱机数据认证数据')
      : both(`carries data for ${methods.join(', ')}`, `具备 ${methods.join('、')} 脱机数据认证数据`),
  authenticationUnknown: both('not known: the application was not read', '未知：未读取该应用'),
  denial: both('Issuer action code: denial', '发卡行行为代码：拒绝'),
  online: both('Issuer action code: online', '发卡行行为代码：联机'),
  defaultAction: both('Issuer action code: default', '发卡行行为代码：缺省'),
  rawRecord: both('Record without a known format', '格式未知的记录'),
  writtenTag: both('Data object that was written', '被写入的数据对象'),
  before: both('Value before', '写入前的值'),
  after: both('Value after', '写入后的值'),
  unknownType: (code: string): LocalText => both(`type ${code}`, `类型 ${code}`),
  cardLifeCycle: (state: number): LocalText => cardLifeCycles[state] ?? both('unknown state', '未知状态')
} as const

/** GlobalPlatform Card 2.3.1, table 11-6. */
const cardLifeCycles: Readonly<Record<number, LocalText>> = {
  0x01: both('OP_READY', 'OP_READY（就绪）'),
  0x07: both('INITIALIZED', 'INITIALIZED（已初始化）'),
  0x0f: both('SECURED', 'SECURED（安全）'),
  0x7f: both('CARD_LOCKED', 'CARD_LOCKED（卡片锁定）'),
  0xff: both('TERMINATED', 'TERMINATED（终止）')
}
