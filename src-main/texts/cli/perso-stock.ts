import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const stockHelp = {
  stock: both('Deliveries of cards, and what became of them', '卡片到货批次及其去向'),
  list: both('List the stock with what was made, spoiled and is left', '列出库存：制成、报废与剩余数量'),
  receive: both('Take in a delivery of cards', '登记卡片到货'),
  name: both('name of the delivery', '到货批次名称'),
  count: both('how many blank cards', '空白卡数量'),
  numbers: both('file with the numbers printed on the cards, one a line', '预印卡号文件，每行一个卡号'),
  productions: both('List the cards in production, newest first', '列出制卡记录，最新的在前'),
  state: both('only those that are begun, made or scrapped', '仅列出 begun、made 或 scrapped 状态的记录'),
  most: both('at most so many', '最多列出条数'),
  scrap: both(
    'Take a card out of production, or one that was made out of the world: destroy it',
    '将制作中或已制成的卡片报废：请销毁该卡'
  ),
  id: both('production, as `perso productions` lists it', '制卡编号，见 perso productions'),
  reason: (reasons: readonly string[]): LocalText =>
    both(`why: ${reasons.join(', ')}`, `原因：${reasons.join('、')}`),
  yes: both('do not ask', '不询问')
} as const

export const stockTexts = {
  none: both('There is no stock. Cards are made of uncounted ones.', '没有登记库存。制卡不计库存。'),
  noProductions: both('No card is in production.', '没有制卡记录。'),
  countOrNumbers: both(
    'Say how many cards came, or give their numbers: receive NAME COUNT, or receive NAME --numbers FILE',
    '请指定数量或卡号文件：receive 名称 数量，或 receive 名称 --numbers 文件'
  ),
  badCount: (count: string): LocalText =>
    both(`"${count}" is no number of cards.`, `“${count}”不是有效的数量。`),
  badNumber: (line: number): LocalText =>
    both(
      `Line ${line} holds no card number (12 to 19 digits with a right check digit).`,
      `第 ${line} 行不是有效卡号（12 至 19 位，校验位正确）。`
    ),
  numberTwice: (line: number, before: number): LocalText =>
    both(`Line ${line} has the number of line ${before}.`, `第 ${line} 行与第 ${before} 行卡号相同。`),
  halfWritten: (file: string): LocalText =>
    both(
      `${file} ends in the middle of a line: it may be only half written.`,
      `${file} 的末行没有换行符，可能未完整写入。`
    ),
  received: (id: string, name: string, count: number): LocalText =>
    both(
      `Took in ${count} ${count === 1 ? 'card' : 'cards'} as ${id} (${name}).`,
      `已入库 ${count} 张：${id}（${name}）。`
    ),
  kinds: { blank: both('blank', '空白'), preprinted: both('numbers printed', '预印卡号') },
  states: { begun: both('begun', '未完成'), made: both('made', '制成'), scrapped: both('scrapped', '报废') },
  heads: {
    id: both('id', '编号'),
    name: both('name', '名称'),
    kind: both('cards', '类型'),
    received: both('in', '入库'),
    made: both('made', '制成'),
    begun: both('begun', '未完成'),
    scrapped: both('scrapped', '报废'),
    left: both('left', '剩余'),
    since: both('since', '时间'),
    number: both('number', '卡号'),
    profile: both('profile', '模板'),
    state: both('state', '状态'),
    lot: both('stock', '库存'),
    why: both('why', '原因')
  },
  willScrap: (id: string, pan: string): LocalText =>
    both(
      `The card ${pan} (${id}) counts as destroyed from now on. This cannot be taken back.`,
      `卡片 ${pan}（${id}）将计为报废，此操作不可撤销。`
    ),
  scrapped: (id: string): LocalText =>
    both(`${id} is scrapped. Destroy the card.`, `${id} 已报废。请销毁该卡。`)
} as const
