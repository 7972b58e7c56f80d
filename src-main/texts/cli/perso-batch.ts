import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const batchHelp = {
  batch: both(
    'Make the cards of a list over one or several readers; the same list again goes on where it stopped',
    '按清单在一个或多个读卡器上批量制卡；再次执行同一清单将从中断处继续'
  ),
  file: both('list of applicants, CSV or JSON', '申请人清单，CSV 或 JSON'),
  reader: both(
    'reader; give it several times, or several with commas between them',
    '读卡器；可重复指定，或以逗号分隔多个'
  ),
  trace: both(
    'write every exchange to a file (JSON Lines) as it happens; of several readers each gets a file of its own, FILE-reader',
    '将每次通信实时写入文件（JSON Lines）；多个读卡器时各自写入“FILE-读卡器”'
  )
} as const

export const batchTexts = {
  needsReader: both('Name at least one reader: --reader R', '请至少指定一个读卡器：--reader R'),
  readerTwice: (name: string): LocalText =>
    both(`The reader ${name} is named twice.`, `读卡器 ${name} 重复指定。`),
  line: (line: string, field: string): LocalText => both(`line ${line}, ${field}`, `第 ${line} 行，${field}`),
  willMake: (cards: number, profile: LocalText, readers: number): LocalText =>
    both(
      `${cards} cards will be made: ${profile.en}, over ${readers === 1 ? 'one reader' : `${readers} readers`}.`,
      `将制作 ${cards} 张卡：${profile.zh}，使用 ${readers} 个读卡器。`
    ),
  stopping: both('Stopping: the cards under way are finished.', '正在停止：完成进行中的卡片。'),
  laneStates: {
    'waiting-for-card': both('waits for a card', '等待卡片'),
    making: both('making', '制卡中'),
    'take-card': both('take the card', '请取卡'),
    stopped: both('stopped', '已停止'),
    done: both('done', '已完成')
  },
  outcomes: {
    made: both('made', '制成'),
    invalid: both('rejected', '拒绝'),
    refused: both('refused', '未写入'),
    unfinished: both('spoiled', '损坏'),
    scrapped: both('scrapped', '报废'),
    cancelled: both('stopped', '停止')
  },
  headLine: both('line', '行'),
  headPan: both('number', '卡号'),
  headOutcome: both('outcome', '结果'),
  headWhy: both('what happened', '说明'),
  summary: (total: number, made: number, rejected: number, left: number): LocalText =>
    both(
      `${total} lines: ${made} made, ${rejected} rejected, ${left} left.`,
      `共 ${total} 行：制成 ${made}，拒绝 ${rejected}，剩余 ${left}。`
    ),
  stockIn: (name: string, received: number): LocalText =>
    both(`Stock ${name}: ${received} in`, `库存 ${name}：入库 ${received}`),
  stockOut: (made: number, scrapped: number, begun: number, left: number): LocalText =>
    both(
      `${made} made, ${scrapped} scrapped, ${begun} begun, ${left} left`,
      `制成 ${made}，报废 ${scrapped}，未完成 ${begun}，剩余 ${left}`
    ),
  balanced: both('The stock adds up.', '库存数目相符。'),
  unbalanced: both('The stock does not add up: count it.', '库存数目不符：请清点。'),
  batch: (id: string): LocalText => both(`Batch ${id}`, `批次 ${id}`),
  again: both('The same command again goes on with what is left.', '再次执行同一命令即可继续处理剩余部分。')
} as const
