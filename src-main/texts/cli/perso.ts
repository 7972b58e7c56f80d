import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const persoHelp = {
  perso: both(
    'Make cards: profiles, data preparation, writing, tests, stock',
    '制卡：模板、数据准备、写卡、检验与库存'
  ),
  profiles: both('List the profiles that cards can be made by', '列出可用的个人化模板'),
  issuers: both('List the issuers for whom cards are made here', '列出本机可用的发卡机构密钥组'),
  run: both(
    'Make a card on the chip in the reader: check, write, read back, test, tell the issuer',
    '在读卡器中的芯片上制卡：检查、写入、回读、检验、发卡行登记'
  ),
  profile: both('profile by its id, or the file of one', '模板编号，或模板文件'),
  applicant: both('file with the applicant’s data (JSON)', '申请人资料文件（JSON）'),
  issuer: both('issuer whose keys are used', '使用哪个发卡机构的密钥'),
  lot: both('stock that the card is taken from', '卡片所属库存'),
  replace: both('delete what is on the chip already', '删除芯片上已有的应用'),
  replaces: both('production whose spoiled card this one replaces', '此卡所补制的损坏卡的制卡编号'),
  deposit: both('amount on the account that the TEST issuer opens', '测试发卡行为新账户存入的金额'),
  yes: both('do not ask before writing', '写入前不询问'),
  confirmAttempts: both(
    'try the keys although attempts on this chip have failed before',
    '即使此芯片此前认证失败，仍尝试密钥'
  ),
  passphraseFd: both('read the vault’s passphrase from file descriptor N', '从文件描述符 N 读取密钥库口令')
} as const

export const persoTexts = {
  needsProfile: both('Name a profile: --profile ID', '请指定模板：--profile ID'),
  needsApplicant: both(
    'Name the applicant’s file: --applicant FILE',
    '请指定申请人资料文件：--applicant FILE'
  ),
  notJson: (file: string): LocalText => both(`${file} holds no JSON.`, `${file} 不是 JSON 文件。`),
  headId: both('id', '编号'),
  headName: both('name', '名称'),
  headKind: both('account', '账户类型'),
  headCarrier: both('carrier', '载体'),
  headRange: both('numbers', '卡号段'),
  willWrite: (profile: LocalText, pan: string): LocalText =>
    both(
      `The chip in the reader becomes: ${profile.en}, ${pan}.`,
      `读卡器中的芯片将制成：${profile.zh}，${pan}。`
    ),
  findings: both('What was found:', '检查结果：'),
  failed: both('failed', '不通过'),
  warning: both('warning', '警告'),
  checks: both('Tests of the card:', '卡片检验：'),
  ok: both('passed', '通过'),
  production: (id: string): LocalText => both(`In production as ${id}.`, `制卡编号：${id}。`),
  account: (id: string): LocalText => both(`Account: ${id}`, `账户：${id}`),
  test: both('TEST keys: this card has no value.', '测试密钥：此卡无任何价值。')
} as const
