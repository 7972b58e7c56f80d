import { catalog } from './catalog'

/** Blank cards that came in and are counted down, on the page Make. */
export const stock = catalog(
  {
    title: 'Blank cards in stock',
    empty: 'Nothing is counted yet. Take in a delivery, and each card is counted against it.',
    meter: 'Of {{received}} received: {{made}} made, {{begun}} begun, {{scrapped}} scrapped',
    left: '{{left}} left',
    receive: 'Take in a delivery',
    receiveText: 'Blank cards that came in. They are counted down as cards are made of them.',
    receiveName: 'Name of the delivery',
    receiveNameHint: 'E.g. the number of the delivery note.',
    receiveCount: 'Number of cards',
    receiveCountForm: 'A number from 1 to 1,000,000.',
    receiveGo: 'Take in',
    receiveDone: '{{count}} cards are in stock.'
  },
  {
    title: '空白卡库存',
    empty: '尚未登记库存。入库后，每制一张卡都会计数。',
    meter: '入库 {{received}}：制成 {{made}}，制作中 {{begun}}，报废 {{scrapped}}',
    left: '剩余 {{left}}',
    receive: '空白卡入库',
    receiveText: '登记收到的空白卡，制卡时逐张扣减。',
    receiveName: '批次名称',
    receiveNameHint: '例如送货单号。',
    receiveCount: '张数',
    receiveCountForm: '请输入 1 至 1,000,000 的数字。',
    receiveGo: '入库',
    receiveDone: '已入库 {{count}} 张。'
  }
)
