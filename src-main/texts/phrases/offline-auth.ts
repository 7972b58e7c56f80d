import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })
const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0')

/** What is done for an authentication, as a heading. */
export const stepTexts = {
  'ca-key': both('Payment system CA key', '支付系统 CA 公钥'),
  'issuer-certificate': both('Issuer certificate', '发卡行公钥证书'),
  'static-data': both('Static data to be authenticated', '待认证的静态数据'),
  'signed-static-data': both('Signed static application data (SDA)', '签名的静态应用数据（SDA）'),
  'icc-certificate': both('Card certificate', 'IC 卡公钥证书'),
  'pin-certificate': both('Certificate of the key for enciphered PINs', 'IC 卡 PIN 加密公钥证书'),
  response: both('Answer to GENERATE AC', 'GENERATE AC 的应答'),
  'signed-dynamic-data': both('Signed dynamic application data (DDA)', '签名的动态应用数据（DDA）'),
  'signed-combined-data': both('Signed dynamic application data (CDA)', '签名的动态应用数据（CDA）'),
  'signed-fast-data': both('Signed dynamic application data (fDDA)', '签名的动态应用数据（fDDA）')
} as const

/** The named runs of bytes in certificates and signatures. */
export const fieldTexts = {
  rid: both('RID of the application', '应用的 RID'),
  'ca-index': both('CA key index (8F)', 'CA 公钥索引（8F）'),
  'ca-modulus': both('CA key, modulus', 'CA 公钥模'),
  'ca-exponent': both('CA key, exponent', 'CA 公钥指数'),
  'ca-point': both('CA key, X and Y', 'CA 公钥 X、Y'),
  header: both('Header', '恢复数据头'),
  format: both('Format', '格式'),
  'issuer-identifier': both('Issuer identifier', '发卡行标识'),
  pan: both('Card number', '主账号'),
  expiry: both('Expiry (MMYY)', '失效日期（MMYY）'),
  serial: both('Serial number', '证书序列号'),
  'hash-algorithm': both('Hash algorithm', '哈希算法标识'),
  'key-algorithm': both('Key algorithm', '公钥算法标识'),
  'signature-algorithm': both('Signature algorithm', '签名算法标识'),
  'encipherment-algorithm': both('Encipherment algorithm', '加密算法标识'),
  curve: both('Curve', '曲线参数标识'),
  'key-length': both('Key length', '公钥长度'),
  'exponent-length': both('Exponent length', '公钥指数长度'),
  key: both('Key, as much as fits', '公钥（或其最左部分）'),
  'key-rest': both('Key, remainder', '公钥余项'),
  exponent: both('Exponent', '公钥指数'),
  point: both('Key, X and Y', '公钥 X、Y'),
  padding: both('Padding', '填充'),
  hash: both('Hash', '哈希结果'),
  trailer: both('Trailer', '恢复数据尾'),
  signature: both('Signature, r and s', '签名 r、s'),
  records: both('Records', '记录'),
  aip: both('Application interchange profile (82)', '应用交互特征（82）'),
  dac: both('Data authentication code', '数据认证码'),
  'dynamic-length': both('Length of the dynamic data', 'IC 卡动态数据长度'),
  'dynamic-number-length': both('Length of the dynamic number', 'IC 卡动态数字长度'),
  'dynamic-number': both('Dynamic number', 'IC 卡动态数字'),
  'dynamic-rest': both('Dynamic data, rest', 'IC 卡动态数据其余部分'),
  cid: both('Cryptogram information data', '密文信息数据'),
  cryptogram: both('Application cryptogram', '应用密文'),
  'transaction-hash': both('Hash of the transaction data', '交易数据哈希值'),
  unreadable: both('Bytes as they are', '原始字节')
} as const

/** What the value of a field says. */
export const meaningTexts = {
  rightHeader: both('a recovered block begins so', '恢复数据以此开始'),
  rightTrailer: both('a recovered block ends so', '恢复数据以此结束'),
  sha1: both('SHA-1', 'SHA-1'),
  rsa: both('RSA', 'RSA'),
  sm2: both('SM2 with SM3', 'SM2 与 SM3'),
  bytes: (count: number): LocalText => both(count === 1 ? '1 byte' : `${count} bytes`, `${count} 个字节`),
  goodUntil: (month: string, year: string): LocalText =>
    both(`good to the end of ${month}/${year}`, `有效至 ${year} 年 ${month} 月底`)
} as const

/** Why a step failed. `tags` are in hexadecimal. */
export const problemTexts = {
  missing: (tags: readonly string[]): LocalText =>
    both(`the card did not give ${tags.join(', ')}`, `卡片未提供 ${tags.join('、')}`),
  unknownCaKey: (index: number): LocalText =>
    both(
      `no CA key with index ${byte(index)} is known for this RID; import it (cardwright oda keys import)`,
      `没有该 RID 下索引为 ${byte(index)} 的 CA 公钥；请先导入（cardwright oda keys import）`
    ),
  caKeyExpired: (date: string): LocalText =>
    both(`the CA key expired on ${date}`, `CA 公钥已于 ${date} 到期`),
  length: (tag: string, expected: number, found: number): LocalText =>
    both(
      `${tag} has ${found} bytes where ${expected} are right`,
      `${tag} 长度为 ${found} 字节，应为 ${expected} 字节`
    ),
  tooShort: (tag: string, least: number, found: number): LocalText =>
    both(
      `${tag} has ${found} bytes, too few for its ${least} bytes of fields`,
      `${tag} 长度为 ${found} 字节，至少需要 ${least} 字节`
    ),
  unusableKey: both(
    'the key is not usable (exponent other than 3 and 65537, even modulus, or no point of the curve)',
    '公钥不可用（指数不是 3 或 65537、模为偶数，或不是曲线上的点）'
  ),
  header: (found: number, expected: number): LocalText =>
    both(
      `the block begins with ${byte(found)}, not ${byte(expected)}: another key signed it, or it was changed`,
      `恢复数据头为 ${byte(found)} 而非 ${byte(expected)}：签名密钥不符或数据被改动`
    ),
  trailer: (found: number, expected: number): LocalText =>
    both(
      `the block ends with ${byte(found)}, not ${byte(expected)}: another key signed it, or it was changed`,
      `恢复数据尾为 ${byte(found)} 而非 ${byte(expected)}：签名密钥不符或数据被改动`
    ),
  format: (found: number, expected: number): LocalText =>
    both(
      `the format is ${byte(found)}, not ${byte(expected)}`,
      `格式为 ${byte(found)}，应为 ${byte(expected)}`
    ),
  hashAlgorithm: (found: number): LocalText =>
    both(`hash algorithm ${byte(found)} is not supported`, `不支持哈希算法 ${byte(found)}`),
  keyAlgorithm: (found: number): LocalText =>
    both(`algorithm ${byte(found)} is not supported here`, `此处不支持算法 ${byte(found)}`),
  curve: (found: number): LocalText =>
    both(`curve ${byte(found)} is not supported`, `不支持曲线参数 ${byte(found)}`),
  keyLength: (found: number, most: number): LocalText =>
    both(
      `the certified key has ${found} bytes; at most ${most} are right`,
      `被认证的公钥为 ${found} 字节，最多应为 ${most} 字节`
    ),
  hash: both(
    'the hash differs: what was signed is not what the card says now',
    '哈希值不符：签名内容与卡片当前数据不一致'
  ),
  signature: both(
    'the signature does not verify: another key signed it, or the data were changed',
    '签名验证失败：签名密钥不符或数据被改动'
  ),
  issuerIdentifier: both(
    'the issuer identifier is not how the card number begins',
    '发卡行标识与主账号前几位不符'
  ),
  pan: both('the certificate is for another card number', '证书中的主账号与卡片不符'),
  expired: (month: string, year: string): LocalText =>
    both(`the certificate expired at the end of ${month}/${year}`, `证书已于 ${year} 年 ${month} 月底失效`),
  expiryUnreadable: (digits: string): LocalText =>
    both(`the expiry ${digits} is not a month and a year`, `失效日期 ${digits} 不是有效的月和年`),
  revoked: (serial: string): LocalText =>
    both(`the certificate with serial number ${serial} was revoked`, `序列号为 ${serial} 的证书已被吊销`),
  record: (sfi: number, record: number): LocalText =>
    both(
      `record ${record} of file ${sfi} takes part, but is not one template 70`,
      `文件 ${sfi} 的记录 ${record} 参与认证，但不是一个 70 模板`
    ),
  tagList: both('9F4A names something else than 82', '9F4A 含有 82 以外的标签'),
  signedData: both(
    'the signed data do not have the length that they claim or need',
    '签名数据的长度与其声明或要求不符'
  ),
  dynamicNumber: both(
    'the number that was signed is not the transaction counter (9F36)',
    '签名中的动态数字不是交易计数器（9F36）'
  ),
  response: both('the answer is not one template 77', '应答不是一个 77 模板'),
  cid: (signed: number, found: number): LocalText =>
    both(
      `9F27 says ${byte(found)}, but ${byte(signed)} was signed`,
      `9F27 为 ${byte(found)}，但签名中为 ${byte(signed)}`
    ),
  transactionHash: both(
    'the transaction data that the card signed are not those that were exchanged',
    '卡片签名的交易数据与实际交换的不一致'
  )
} as const

/** What is said of a card's authentication as a whole. */
export const cardAuthenticationTexts = {
  noApplication: both('no application could be used', '没有可用的应用'),
  nothingAnnounced: both(
    'the application announces no offline data authentication',
    '该应用未声明支持脱机数据认证'
  ),
  noOptions: (sw: number): LocalText =>
    both(
      `the card refused GET PROCESSING OPTIONS (${sw.toString(16).toUpperCase()})`,
      `卡片拒绝 GET PROCESSING OPTIONS（${sw.toString(16).toUpperCase()}）`
    ),
  aflUnusable: (entry: number): LocalText =>
    both(
      `entry ${entry} of the application file locator (94) is wrong`,
      `应用文件定位器（94）第 ${entry} 项有误`
    ),
  onlyCertificates: both(
    'only the certificates: the signature comes with a payment (GENERATE AC)',
    '仅检验证书：签名随支付（GENERATE AC）产生'
  ),
  ddolUnusable: both(
    'the list DDOL does not ask for the unpredictable number, or is malformed',
    'DDOL 未要求不可预知数，或格式有误'
  ),
  noSignature: (sw: number): LocalText =>
    both(
      `the card refused INTERNAL AUTHENTICATE (${sw.toString(16).toUpperCase()})`,
      `卡片拒绝 INTERNAL AUTHENTICATE（${sw.toString(16).toUpperCase()}）`
    ),
  notRecorded: both(
    'the recording holds another challenge; give the one that was sent with --unpredictable-number',
    '记录中使用的是另一个不可预知数；请用 --unpredictable-number 给出当时发送的值'
  ),
  notOffline: both(
    'the card did not approve offline, and so signed nothing',
    '卡片未脱机批准，因此未产生签名'
  )
} as const
