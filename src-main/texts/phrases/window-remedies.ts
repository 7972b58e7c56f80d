import type { LocalText } from '../local-text'
import type { ErrorCode } from './errors'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/**
 * What to do in the window, for errors whose usual remedy is a command. Where only the command line can help (the issuer's
 * staff, for one), there is none here.
 */
export const windowRemedies: Readonly<Partial<Record<ErrorCode, LocalText>>> = {
  'reader-unknown': both('Choose a reader in the bar at the top.', '请在顶部读卡器栏中选择。'),
  'no-reader': both(
    'Plug in a reader, or use a virtual card from the shelf.',
    '请连接读卡器，或使用卡架上的虚拟卡。'
  ),
  'no-service': both(
    'Start it (Windows: service "Smart Card"; Linux: pcscd), see the page Readers for help, or use a virtual card.',
    '请启动该服务（Windows：“Smart Card”服务；Linux：pcscd），参阅“读卡器”页面，或使用虚拟卡。'
  ),
  'reader-refused': both(
    'Put a card on the reader and try again, or allow commands to the reader itself: the page Readers says how.',
    '请放置卡片后重试，或启用对读卡器本身的命令（方法见“读卡器”页面）。'
  ),
  'trace-not-readable': both(
    'Use a trace that this program saved, a log of another card program, or plain hex with commands and answers on alternating lines.',
    '请使用本程序保存的跟踪文件、其他卡片程序的日志，或命令与应答逐行交替的十六进制文本。'
  ),
  'profile-unknown': both('Choose one from the list.', '请从列表中选择。'),
  'key-set-unknown': both('Choose one from the list.', '请从列表中选择。'),
  'production-unknown': both('Choose one from the list.', '请从列表中选择。'),
  'lot-unknown': both('Choose one from the list.', '请从列表中选择。'),
  'vault-absent': both(
    'Make one on the page Keys. The built-in test: keys need none.',
    '请在“密钥”页面建立密钥库。内置 test: 密钥无需密钥库。'
  ),
  'vault-locked': both('Unlock it with its passphrase on the page Keys.', '请在“密钥”页面用口令解锁。'),
  'vault-damaged': both(
    'Put a backup copy of vault.json in its place. It was left as it is; a new vault cannot bring its keys back.',
    '请用 vault.json 的备份替换。原文件未作改动；新建密钥库无法恢复其中的密钥。'
  ),
  'key-unknown': both('Choose one of those on the page Keys.', '请从“密钥”页面所列密钥中选择。'),
  'key-operation-unsupported': both(
    'The page Keys says what the token can do. Or use a key in the file.',
    '令牌能力见“密钥”页面；也可使用文件中的密钥。'
  ),
  'token-not-set': both('Name its library on the page Keys.', '请在“密钥”页面指定其库文件。'),
  'token-locked': both('Unlock it with its PIN on the page Keys.', '请在“密钥”页面用 PIN 解锁。'),
  'token-pin-locked': both(
    'Let whoever is responsible for the token check it, then set it up again on the page Keys.',
    '请由令牌管理员检查后，在“密钥”页面重新配置。'
  )
}
