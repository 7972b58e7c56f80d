import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** Why a payment system key cannot be taken. */
export const caKeyProblems = {
  notAKey: both('it is not a key', '不是公钥'),
  rid: both('its RID is not 5 bytes in hexadecimal', 'RID 不是 5 字节十六进制'),
  index: both('its index is not 1 byte in hexadecimal', '索引不是 1 字节十六进制'),
  expiry: both('its expiry is not a day like 2030-12-31', '到期日不是形如 2030-12-31 的日期'),
  revoked: both(
    'what it says was revoked is not a list of certificate serial numbers of 3 bytes in hexadecimal',
    '吊销列表不是 3 字节十六进制的证书序列号'
  ),
  modulus: both(
    'its modulus is not 64 to 248 bytes of an odd number, or its exponent is neither 03 nor 010001',
    '模不是 64 至 248 字节的奇数，或指数不是 03 或 010001'
  ),
  point: both('its 64 bytes X and Y are no point of the SM2 curve', '64 字节的 X、Y 不是 SM2 曲线上的点'),
  checkValue: both(
    'its check value (SHA-1) differs from the one given: a digit is wrong, or it is another key',
    '校验值（SHA-1）与给出的不符：数据有误或不是该公钥'
  ),
  notJson: both('the file is not a JSON list of keys', '文件不是 JSON 公钥列表'),
  entry: (position: number, why: LocalText): LocalText =>
    both(`key ${position} of the file: ${why.en}`, `文件中第 ${position} 个公钥：${why.zh}`),
  named: (rid: string, index: string): LocalText => both(`${rid}, index ${index}`, `${rid}，索引 ${index}`)
} as const

/** Where the built-in keys come from. */
export const TEST_CA_SOURCE = 'TEST CA of Cardwright'
