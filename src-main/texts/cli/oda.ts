import type { LocalText } from '../local-text'

/** What `--help` says of `cardwright oda`. */
export const odaHelp = {
  oda: {
    en: 'check offline whether a card is genuine (SDA, DDA, fDDA), step by step; nothing is paid',
    zh: '脱机检验卡片真伪（SDA、DDA、fDDA），逐步说明；不发生支付'
  },
  check: {
    en: 'check the card on a reader; this is what oda does by itself. Without contacts by a flash payment of zero, which the card may log',
    zh: '检验读卡器上的卡片；直接输入 oda 即执行此项。非接触时以金额为零的闪付进行，卡片可能留下日志'
  },
  aid: {
    en: 'only applications whose AID begins so; default: the one that the card prefers',
    zh: '只选 AID 以此开头的应用；默认：卡片优先的应用'
  },
  sm: {
    en: 'offer SM2 to the card (DF69), which may then give its other certificates',
    zh: '向卡片声明支持 SM2（DF69），卡片可能返回另一套证书'
  },
  unpredictableNumber: {
    en: 'the challenge to send, 8 hexadecimal digits, as a recording has it; default: a random one',
    zh: '要发送的不可预知数，8 位十六进制，须与记录一致；默认：随机'
  },
  bytes: { en: 'show every certificate and signature byte by byte', zh: '逐字节显示每个证书和签名' },
  keys: {
    en: 'the payment system CA keys that are trusted; the TEST CA is built in, all others are imported',
    zh: '受信任的支付系统 CA 公钥；内置 TEST CA，其余需导入'
  },
  list: {
    en: 'list the CA keys with expiry, check value and source',
    zh: '列出 CA 公钥及其到期日、校验值和来源'
  },
  import: {
    en: 'import CA keys from a JSON file; a check value that differs refuses the whole file',
    zh: '从 JSON 文件导入 CA 公钥；任一校验值不符则整个文件不予导入'
  },
  importFile: {
    en: 'a JSON list of keys: rid, index, exponent, modulus (or alg SM2 and publicKey), and sha1, expiry, source where known',
    zh: 'JSON 公钥列表：rid、index、exponent、modulus（或 alg 为 SM2 及 publicKey），以及已知的 sha1、expiry、source'
  },
  source: { en: 'where the keys come from, in your words', zh: '公钥来源说明' },
  add: { en: 'add one CA key by hand', zh: '手工添加一个 CA 公钥' },
  rid: { en: 'RID, 10 hexadecimal digits', zh: 'RID，10 位十六进制' },
  index: { en: 'index, 2 hexadecimal digits', zh: '索引，2 位十六进制' },
  modulus: { en: 'RSA: the modulus in hexadecimal', zh: 'RSA：十六进制模' },
  exponent: { en: 'RSA: the exponent, 03 or 010001', zh: 'RSA：指数，03 或 010001' },
  publicKey: { en: 'SM2: X and Y, 128 hexadecimal digits', zh: 'SM2：X 和 Y，128 位十六进制' },
  checkValue: {
    en: 'the published check value (SHA-1), 40 hexadecimal digits',
    zh: '公布的校验值（SHA-1），40 位十六进制'
  },
  expiry: { en: 'last good day, as 2030-12-31', zh: '最后有效日，如 2030-12-31' },
  remove: { en: 'remove a CA key', zh: '删除一个 CA 公钥' },
  algorithm: { en: 'rsa or sm2, where both have this index', zh: 'rsa 或 sm2，用于两者索引相同时' },
  export: {
    en: 'print the imported CA keys as JSON, for import elsewhere',
    zh: '以 JSON 打印已导入的 CA 公钥，供他处导入'
  }
} as const satisfies Readonly<Record<string, LocalText>>

/** Headings and results of `cardwright oda`. */
export const odaTexts = {
  genuine: { en: 'genuine', zh: '通过' },
  notProven: { en: 'not proven', zh: '未通过' },
  ok: { en: 'ok', zh: '通过' },
  failed: { en: 'failed', zh: '失败' },
  rid: { en: 'RID', zh: 'RID' },
  index: { en: 'INDEX', zh: '索引' },
  algorithm: { en: 'KEY', zh: '公钥' },
  expiry: { en: 'EXPIRES', zh: '到期日' },
  checkValue: { en: 'CHECK VALUE', zh: '校验值' },
  source: { en: 'SOURCE', zh: '来源' },
  test: { en: 'TEST', zh: 'TEST' },
  unknown: { en: '-', zh: '-' },
  unchecked: { en: 'computed', zh: '自行计算' },
  checked: { en: 'as published', zh: '与公布一致' },
  nothingImported: {
    en: 'No key of a payment system was imported: only cards of the TEST issuer can be authenticated. cardwright oda keys import FILE',
    zh: '尚未导入任何支付系统公钥：只能认证 TEST 发卡行的卡片。导入：cardwright oda keys import 文件'
  },
  imported: (added: number, replaced: number, unchanged: number): LocalText => ({
    en: `${added} added, ${replaced} replaced, ${unchanged} as before`,
    zh: `新增 ${added} 个，替换 ${replaced} 个，未变 ${unchanged} 个`
  }),
  removed: (rid: string, index: string): LocalText => ({
    en: `Removed the key ${rid}, index ${index}.`,
    zh: `已删除公钥 ${rid}，索引 ${index}。`
  }),
  badRid: (word: string): LocalText => ({
    en: `'${word}' is not a RID; 10 hexadecimal digits are`,
    zh: `'${word}' 不是 RID；应为 10 位十六进制`
  }),
  badIndex: (word: string): LocalText => ({
    en: `'${word}' is not an index; 2 hexadecimal digits are`,
    zh: `'${word}' 不是索引；应为 2 位十六进制`
  }),
  badAlgorithm: (word: string): LocalText => ({
    en: `'${word}' is not an algorithm; use rsa or sm2`,
    zh: `'${word}' 不是算法；请用 rsa 或 sm2`
  }),
  badUnpredictableNumber: (word: string): LocalText => ({
    en: `'${word}' is not an unpredictable number; 8 hexadecimal digits are`,
    zh: `'${word}' 不是不可预知数；应为 8 位十六进制`
  }),
  badAid: (word: string): LocalText => ({
    en: `'${word}' is not an AID; 10 to 32 hexadecimal digits are`,
    zh: `'${word}' 不是 AID；应为 10 至 32 位十六进制`
  })
} as const
