import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

/** The letter that goes with a card, and the report that stays with the bank. */
export const cardPapers = {
  bank: both('The bank’s name and address', '银行名称与地址'),
  test: both('TEST card: made for trying out, without value.', '测试卡：仅供试用，不具有价值。'),
  letter: {
    title: both('Your new card', '您的新卡'),
    greeting: (name: string): LocalText => both(`Dear ${name},`, `尊敬的${name}：`),
    intro: (profile: LocalText): LocalText =>
      both(
        `Here is your card: ${profile.en}. Please check that your name is right, and sign it.`,
        `随函附上您的卡片（${profile.zh}）。请核对姓名，并在卡片背面签名。`
      ),
    limitsTitle: both('What the e-cash on it can do', '电子现金限额'),
    balance: both('It holds at most', '余额上限'),
    transaction: both('One purchase at most', '单笔交易限额'),
    cvm: both('Without PIN up to', '免密限额'),
    useTitle: both('How to begin', '如何启用'),
    usePin: both(
      'Your PIN comes to you separately. Learn it by heart; nobody at the bank knows it or asks for it.',
      '密码另行交付。请牢记密码，银行人员不会知晓或索要您的密码。'
    ),
    useFirst: both(
      'To activate the card, load e-cash onto it at our counter or pay with it once where the terminal is online.',
      '在柜台圈存一次，或在联机终端消费一次，即可激活卡片。'
    ),
    useFlash: both(
      'At terminals with the flash pay sign, hold it close until the tone sounds.',
      '在有“闪付”标识的终端，请将卡片靠近感应区，听到提示音后移开。'
    ),
    lost: both(
      'If the card is lost, tell us at once: the account is then blocked. E-cash on the card is like money in a purse.',
      '卡片遗失请立即挂失，账户将被冻结。卡内电子现金等同于钱包中的现金，不挂失。'
    )
  },
  pinLetter: {
    title: both('The PIN of your new card', '您新卡的密码'),
    intro: both('This is the PIN of your card.', '以下是您卡片的密码。'),
    pin: both('PIN', '密码'),
    keep: both(
      'Learn it by heart and destroy this letter. Change it at our counter if you like. Nobody at the bank knows it.',
      '请牢记密码并销毁本函。如需更改，请到柜台办理。银行人员不会知晓您的密码。'
    )
  },
  receipt: {
    title: both('Receipt for a new card', '领卡凭条'),
    branch: both('Branch', '网点'),
    pin: both('PIN', '密码'),
    pinChosen: both('chosen by the holder', '由持卡人设定'),
    pinLetter: both('in a letter of its own', '另附密码函'),
    deposit: both('Opening deposit', '开户存款'),
    signature: both('Received by the holder: ______________', '持卡人签收：______________')
  },
  report: {
    title: both('Report on a card that was made', '制卡报告'),
    checks: both('Tests', '检验'),
    findings: both('To be looked at', '需要关注'),
    rules: both('Rules', '规则'),
    passed: both('passed', '通过'),
    failed: both('failed', '未通过'),
    kept: (kept: number, all: number): LocalText =>
      both(`${kept} of ${all} rules are kept`, `${all} 条规则中 ${kept} 条符合`),
    compared: (count: number): LocalText =>
      both(`${count} data objects read back and compared`, `已回读并比对 ${count} 个数据对象`)
  },
  facts: {
    number: both('Card number', '卡号'),
    sequence: both('Sequence number', '序列号'),
    holder: both('Holder', '持卡人'),
    product: both('Product', '产品'),
    valid: both('Good through', '有效期至'),
    account: both('Account', '账户'),
    issuer: both('Issuer', '发卡行'),
    production: both('Production', '制卡编号'),
    at: both('Date', '日期')
  }
} as const
