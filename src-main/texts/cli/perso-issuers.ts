import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const issuersHelp = {
  issuers: both('The issuers for whom cards are made here', '本机可用的发卡机构密钥组'),
  list: both('List them', '列出发卡机构'),
  show: both('Show which keys and certificate an issuer has', '显示发卡机构所用的密钥名称与证书'),
  add: both('Set up an issuer, or change one', '登记或更改发卡机构'),
  remove: both('Forget an issuer; its keys stay in the vault', '删除发卡机构；其密钥仍保留在密钥库中'),
  id: both('id of the issuer', '发卡机构编号'),
  name: both('its name', '名称'),
  from: both('file with the names of its vault keys (JSON)', '密钥名称文件（JSON）'),
  certificate: both('file that issuer-import wrote', 'issuer-import 生成的证书文件'),
  certificateSm2: both(
    'the same for the SM2 key, for cards that want it',
    'SM2 密钥的证书文件（制作国密卡片时需要）'
  ),
  yes: both('do not ask', '不询问'),
  request: both(
    'Ask for an issuer certificate: the public key, signed with the key itself',
    '生成发卡机构证书请求：公钥及其自签名'
  ),
  key: both(
    'RSA or SM2 key of the vault, usage issuer-signing',
    '密钥库中的 RSA 或 SM2 密钥，用途为 issuer-signing'
  ),
  identifier: both('first 3 to 8 digits of the card numbers', '卡号前 3 至 8 位'),
  expiry: both('last month that is wanted, YYYY-MM', '证书有效期截止月，YYYY-MM'),
  rid: both('RID of the payment system; default: that of the TEST CA', '支付系统 RID；默认为测试 CA'),
  caIndex: both('index of its key; default: that of the TEST CA', 'CA 公钥索引；默认为测试 CA'),
  out: both('file to write', '输出文件'),
  force: both('overwrite a file that exists', '覆盖已有文件'),
  certify: both(
    'Certify a request with the TEST CA, whose key everyone knows',
    '用测试 CA（密钥公开）签发证书'
  ),
  requestFile: both('file that issuer-request wrote', 'issuer-request 生成的请求文件'),
  import: both(
    'Check a returned certificate against the CA key and the request, and make it ready for an issuer',
    '用 CA 公钥与原请求核对返回的证书，并转换为发卡机构可用的形式'
  ),
  returned: both('certificate as it came back (JSON)', 'CA 返回的证书（JSON）'),
  caKey: both(
    'public key of the payment system (JSON); default: the trusted ones',
    '支付系统公钥（JSON）；默认使用已信任的公钥'
  )
} as const

export const issuersTexts = {
  heads: { id: both('id', '编号'), name: both('name', '名称'), test: both('keys', '密钥') },
  test: both('TEST', '测试'),
  real: both('real, or in a locked vault', '正式，或位于锁定的密钥库中'),
  badSet: (fields: string): LocalText =>
    both(`Missing, unknown or of another form: ${fields}`, `缺失、未知或格式不符：${fields}`),
  added: (id: string): LocalText => both(`The issuer ${id} is set up.`, `发卡机构 ${id} 已登记。`),
  removed: (id: string): LocalText => both(`The issuer ${id} is forgotten.`, `发卡机构 ${id} 已删除。`),
  willReplace: (id: string): LocalText =>
    both(`There is an issuer ${id} already; it will be changed.`, `发卡机构 ${id} 已存在，将被更改。`),
  willRemove: (id: string): LocalText =>
    both(`No more cards will be made for ${id}.`, `将不再为 ${id} 制卡。`),
  certificate: (index: string, expiry: string): LocalText =>
    both(
      `certificate under CA key ${index}, until ${expiry}`,
      `CA 公钥 ${index} 签发的证书，有效期至 ${expiry}`
    ),
  badIdentifier: both('--identifier takes 3 to 8 digits.', '--identifier 应为 3 至 8 位数字。'),
  badExpiry: both('--expiry takes a month, YYYY-MM.', '--expiry 应为 YYYY-MM 格式的月份。'),
  badHex: (option: string, bytes: number): LocalText =>
    both(`${option} takes ${bytes} bytes in hex.`, `${option} 应为 ${bytes} 字节的十六进制数。`),
  notSigning: (key: string): LocalText =>
    both(
      `${key} is no RSA or SM2 key that signs certificates.`,
      `${key} 不是用于签发证书的 RSA 或 SM2 密钥。`
    ),
  badRequest: both('The file holds no certificate request, or a broken one.', '文件不是完整的证书请求。'),
  badSignature: both(
    'The request is not signed with its own key: it was changed on the way.',
    '请求的自签名不正确：内容可能已被更改。'
  ),
  otherCa: both(
    'The request is for another CA; this one certifies for TEST only.',
    '请求指向其他 CA；此处仅可用测试 CA 签发。'
  ),
  keyTooLong: (most: number): LocalText =>
    both(
      `The key is longer than that of the TEST CA (${most} bits): generate one with --bits ${most} or less.`,
      `密钥长于测试 CA 的密钥（${most} 位）：请用 --bits ${most} 或更小的值生成。`
    ),
  badCertificate: both('The file holds no returned certificate.', '文件不是 CA 返回的证书。'),
  refused: {
    'other-key': both('The certificate is that of another key.', '证书对应的是其他密钥。'),
    'other-identifier': both('The certificate is for another identifier.', '证书对应的是其他发卡机构标识。'),
    'not-verified': both('The certificate does not hold.', '证书验证未通过。')
  },
  verified: (index: string, expiry: string): LocalText =>
    both(
      `The certificate is right: CA key ${index}, until ${expiry}.`,
      `证书验证通过：CA 公钥 ${index}，有效期至 ${expiry}。`
    ),
  testOnly: both('TEST certificate: everyone could have made it.', '测试证书：任何人均可签发，不具效力。')
} as const
