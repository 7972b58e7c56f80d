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
  again: both(
    'production that is begun anew: a number that was given out then is kept',
    '重新制作的制卡编号：沿用当时分配的卡号'
  ),
  prepare: both(
    'Prepare the data of a card as a document: data groupings, keys as check values only',
    '准备制卡数据并输出为文档：数据分组，密钥仅列校验值'
  ),
  preview: both(
    'Show all that would be written onto a card, field by field; no card is needed',
    '逐字段显示将写入卡片的全部数据；无需卡片'
  ),
  reveal: both('show the card number in clear', '以明文显示卡号'),
  out: both('file to write instead of standard output', '写入文件而非标准输出'),
  force: both('overwrite a file that exists', '覆盖已有文件'),
  deposit: both('amount on the account that the TEST issuer opens', '测试发卡行为新账户存入的金额'),
  yes: both('do not ask before writing', '写入前不询问'),
  confirmAttempts: both(
    'try the keys although attempts on this chip have failed before',
    '即使此芯片此前认证失败，仍尝试密钥'
  )
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
  found: (count: number): LocalText =>
    both(count === 1 ? 'One finding:' : `${count} findings:`, `共 ${count} 处问题：`),
  askReplace: both(
    'Delete what is on the chip, with any e-cash on it, and make the card?',
    '删除芯片上已有的应用（其中的电子现金一并丢失）并制卡？'
  ),
  askTry: both(
    'Attempts at the keys of this chip have failed before. Try once more?',
    '此芯片此前认证失败。是否再试一次？'
  ),
  prepared: (groupings: number, bytes: number): LocalText =>
    both(`${groupings} data groupings, ${bytes} bytes`, `${groupings} 个数据分组，共 ${bytes} 字节`),
  application: (aid: string): LocalText => both(`Application ${aid}`, `应用 ${aid}`),
  module: (module: string): LocalText => both(`from module ${module}`, `取自模块 ${module}`),
  bytes: (count: number): LocalText => both(`${count} bytes`, `${count} 字节`),
  enciphered: both('enciphered', '加密'),
  secret: both('secret', '保密'),
  checkValues: (values: readonly string[]): LocalText =>
    both(`check values ${values.join(' ')}`, `校验值 ${values.join(' ')}`),
  cardLine: (pan: string, psn: string, expiry: string): LocalText =>
    both(
      `Card ${pan}, sequence number ${psn}, until ${expiry}`,
      `卡号 ${pan}，序列号 ${psn}，有效期至 ${expiry}`
    ),
  pinGoesOn: both('A PIN goes onto the card.', '卡上写入密码。'),
  verification: both('Verification:', '卡片验证：'),
  verdicts: {
    passed: both('The card is as a card should be.', '卡片符合要求。'),
    warnings: both('The card works; somebody should look at the warnings.', '卡片可用，但有警告需核查。'),
    failed: both('The card is not as it should be.', '卡片不符合要求。')
  },
  noApplication: both('No application was found on it.', '卡上未找到应用。'),
  rules: (kept: number, broken: number, others: number): LocalText =>
    both(
      `Rules: ${kept} kept, ${broken} broken, ${others} not applicable`,
      `规则：通过 ${kept} 条，违反 ${broken} 条，不适用 ${others} 条`
    ),
  compared: (count: number, differing: number): LocalText =>
    both(`Read back: ${count} fields, ${differing} differ`, `回读：${count} 个字段，${differing} 个不一致`),
  failed: both('failed', '不通过'),
  warning: both('warning', '警告'),
  checks: both('Tests of the card:', '卡片检验：'),
  ok: both('passed', '通过'),
  production: (id: string): LocalText => both(`In production as ${id}.`, `制卡编号：${id}。`),
  account: (id: string): LocalText => both(`Account: ${id}`, `账户：${id}`),
  test: both('TEST keys: this card has no value.', '测试密钥：此卡无任何价值。')
} as const
