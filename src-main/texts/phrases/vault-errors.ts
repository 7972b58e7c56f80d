import type { ErrorText } from './error-text'

/** Errors about the vault, its keys and its token. */
export const vaultErrorTexts = {
  'vault-absent': {
    message: { en: 'There is no vault yet.', zh: '尚未建立密钥库。' },
    remedy: {
      en: 'Make one (cardwright vault init). The built-in test: keys need none.',
      zh: '请先建立密钥库（cardwright vault init）。内置 test: 密钥无需密钥库。'
    },
    retrySafe: true
  },
  'vault-exists': {
    message: { en: 'There is a vault already.', zh: '密钥库已存在。' },
    remedy: {
      en: 'Use it, or another data folder (CARDWRIGHT_HOME).',
      zh: '请使用现有密钥库，或用 CARDWRIGHT_HOME 指定其他数据文件夹。'
    },
    retrySafe: true
  },
  'vault-locked': {
    message: { en: 'The vault is locked.', zh: '密钥库已锁定。' },
    remedy: {
      en: 'Unlock it with its passphrase (on the command line --passphrase-fd N, or type it).',
      zh: '请用口令解锁（命令行用 --passphrase-fd N，或直接输入）。'
    },
    retrySafe: true
  },
  'vault-passphrase-wrong': {
    message: { en: 'The passphrase is wrong.', zh: '口令错误。' },
    remedy: {
      en: 'Try again. After three wrong ones each costs more time than the one before.',
      zh: '请重试。连续三次错误后，等待时间逐次延长。'
    },
    retrySafe: false
  },
  'vault-throttled': {
    message: {
      en: 'Too many wrong passphrases: wait before the next one.',
      zh: '口令错误次数过多：请稍后再试。'
    },
    retrySafe: true
  },
  'vault-damaged': {
    message: { en: 'The vault is damaged or was altered.', zh: '密钥库已损坏或被篡改。' },
    remedy: {
      en: 'Put a backup copy of vault.json in its place. It was left as it is; a new one (vault init --anew) cannot bring its keys back.',
      zh: '请用 vault.json 的备份替换。原文件未作改动；新建密钥库（vault init --anew）无法恢复其中的密钥。'
    },
    retrySafe: true
  },
  'vault-newer': {
    message: {
      en: 'The vault was written by a later version of this program.',
      zh: '该密钥库由更新版本的程序写入。'
    },
    remedy: {
      en: 'Use that version, or another data folder (CARDWRIGHT_HOME).',
      zh: '请使用该版本，或用 CARDWRIGHT_HOME 指定其他数据文件夹。'
    },
    retrySafe: true
  },
  'vault-busy': {
    message: { en: 'Another window or command is changing the vault.', zh: '另一窗口或命令正在修改密钥库。' },
    remedy: { en: 'Nothing was changed. Try again in a moment.', zh: '未作任何更改。请稍后重试。' },
    retrySafe: true
  },
  'passphrase-weak': {
    message: {
      en: 'The passphrase is too weak: 12 characters or more, five of them different.',
      zh: '口令强度不足：至少 12 个字符，其中至少 5 个不同。'
    },
    retrySafe: true
  },
  'key-unknown': {
    message: { en: 'The vault has no such key.', zh: '密钥库中没有此密钥。' },
    remedy: {
      en: 'Look at the keys (cardwright vault list) and give a label or id.',
      zh: '请查看密钥列表（cardwright vault list），并给出名称或标识。'
    },
    retrySafe: true
  },
  'key-name-taken': {
    message: { en: 'Another key of the vault has this label.', zh: '已有密钥使用此名称。' },
    remedy: { en: 'Choose another label.', zh: '请换一个名称。' },
    retrySafe: true
  },
  'key-use-refused': {
    message: { en: 'The key is not for this purpose.', zh: '此密钥不得用于该用途。' },
    remedy: {
      en: 'Each key has one purpose. Take the one for this.',
      zh: '每个密钥只有一个用途。请使用对应用途的密钥。'
    },
    retrySafe: true
  },
  'key-retired': {
    message: { en: 'The key is retired.', zh: '此密钥已停用。' },
    remedy: { en: 'Take its successor.', zh: '请使用接替它的密钥。' },
    retrySafe: true
  },
  'key-built-in': {
    message: { en: 'The built-in TEST keys cannot be changed.', zh: '内置 TEST 密钥不可更改。' },
    retrySafe: true
  },
  'key-not-exportable': {
    message: { en: 'The key may not leave the vault.', zh: '此密钥不允许导出。' },
    remedy: {
      en: 'Only keys that came in as exportable leave it, in a key block under a key-encrypting key.',
      zh: '只有标记为可导出的密钥才能以密钥块形式、在密钥加密密钥保护下导出。'
    },
    retrySafe: true
  },
  'real-keys-refused': {
    message: {
      en: 'Real keys are refused here: this window runs on the development runtime, which gets no security fixes.',
      zh: '此处不允许使用正式密钥：当前窗口运行于开发用运行时，没有安全更新。'
    },
    remedy: {
      en: 'Use TEST keys, the command line, or the window on a current Electron.',
      zh: '请使用 TEST 密钥、命令行，或在当前版本的 Electron 中运行窗口。'
    },
    retrySafe: true
  },
  'key-operation-unsupported': {
    message: {
      en: 'This cannot be done with a key that stays on the token.',
      zh: '密钥保留在令牌中，无法执行此操作。'
    },
    remedy: {
      en: 'Look at what the token can do (cardwright vault capabilities), or use a key in the file.',
      zh: '请查看令牌能力（cardwright vault capabilities），或使用文件中的密钥。'
    },
    retrySafe: true
  },
  'component-refused': {
    message: { en: 'The component was not taken.', zh: '未接受该密钥分量。' },
    remedy: {
      en: 'Nothing was kept. Check it and enter it again.',
      zh: '未保存任何内容。请核对后重新输入。'
    },
    retrySafe: true
  },
  'key-block-refused': {
    message: { en: 'The key block was not taken.', zh: '未接受该密钥块。' },
    retrySafe: true
  },
  'token-not-set': {
    message: { en: 'No token was set up.', zh: '尚未配置令牌。' },
    remedy: {
      en: 'Name its library (cardwright vault token --module PATH).',
      zh: '请指定其库文件（cardwright vault token --module 路径）。'
    },
    retrySafe: true
  },
  'token-locked': {
    message: { en: 'The token is locked.', zh: '令牌未解锁。' },
    remedy: {
      en: 'Unlock it with its PIN (--token-pin-fd N, or type it).',
      zh: '请用 PIN 解锁（--token-pin-fd N，或直接输入）。'
    },
    retrySafe: true
  },
  'token-pin-wrong': {
    message: { en: 'The PIN of the token is wrong.', zh: '令牌 PIN 错误。' },
    retrySafe: false
  },
  'token-pin-locked': {
    message: {
      en: 'No more PINs are given to the token: five were wrong.',
      zh: 'PIN 已连续错误五次，不再提交给令牌。'
    },
    remedy: {
      en: 'Let whoever is responsible for the token check it, then set it up again (cardwright vault token).',
      zh: '请由令牌管理员检查后重新配置（cardwright vault token）。'
    },
    retrySafe: true
  },
  'token-unusable': {
    message: { en: 'The token cannot be used.', zh: '无法使用令牌。' },
    retrySafe: true
  }
} as const satisfies Readonly<Record<string, ErrorText>>

export type VaultErrorCode = keyof typeof vaultErrorTexts
