import type { LocalText } from '../local-text'

const both = (en: string, zh: string): LocalText => ({ en, zh })

export const batchTexts = {
  more: (count: number): LocalText => both(`and ${count} more`, `另有 ${count} 处`),
  before: both('The card was made in an earlier run.', '此卡已在之前的批次运行中制成。'),
  notBegun: both('Not begun: the batch was stopped.', '批次已停止，尚未制作。'),
  stockShort: (left: number, lines: number): LocalText =>
    both(`The stock has ${left} left for ${lines} lines.`, `库存剩余 ${left} 张，批次共 ${lines} 行。`)
} as const

/** What is wrong with the file of a batch. */
export const batchFileFindings = {
  csv: (line: number): LocalText =>
    both(
      line > 0 ? `The table breaks off or is damaged at line ${line}.` : 'The table is damaged.',
      line > 0 ? `表格在第 ${line} 行中断或损坏。` : '表格已损坏。'
    ),
  halfCsv: both(
    'The table ends in the middle of a line: it may be only half written. A whole list ends with a line break.',
    '表格的末行没有换行符，可能未完整写入。完整的清单应以换行结束。'
  ),
  halfJson: both(
    'It is no whole JSON document: it may be only half written.',
    '不是完整的 JSON 文档，可能未完整写入。'
  ),
  noList: both('The file holds no list of applicants.', '文件中没有申请人列表。'),
  tooMany: (most: number): LocalText =>
    both(`A batch has at most ${most} lines.`, `一个批次最多 ${most} 行。`)
} as const

/** What does not fit in the shape of an applicant's data. */
export const applicantShapeFindings = {
  'no-fields': both('These are no fields of an applicant.', '不是申请人资料的字段。'),
  'unknown-field': both('There is no such field.', '没有该字段。'),
  missing: both('The field is missing.', '缺少该字段。'),
  shape: both(
    'Its value has another form: dates are written as 2031-12-31, limits as whole fen, all else as text.',
    '取值格式不符：日期写作 2031-12-31，限额为整数（分），其余为文本。'
  )
} as const

const fill = both('Fill it in.', '请填写此项。')
const correctNumber = both(
  'Correct the number, or leave it empty: the next one of the range is given.',
  '请更正卡号，或留空以自动分配号段中的下一个。'
)
const day = both('Write it as 2031-12-31.', '请写成 2031-12-31 的形式。')
const wholeFile = both(
  'Save the list once more where it comes from, and choose it again.',
  '请从来源系统重新保存清单后再次选择。'
)
const likeExample = both('Compare it with the example.', '请对照示例检查。')
const document = both('Compare it with the document that was shown.', '请与所出示的证件核对。')
const shorter = both('Write it in characters that fit.', '请改用符合要求的文字。')

/** What to do about a finding in a list, by the finding's code. */
const remedies: Readonly<Record<string, LocalText>> = {
  csv: wholeFile,
  'half-written': wholeFile,
  'no-list': both(
    'Choose a table (CSV) or a list (JSON) of applicants; the example shows how.',
    '请选择申请人表格（CSV）或列表（JSON），可参考示例文件。'
  ),
  empty: both('Put one line into it for each card.', '请为每张卡填写一行。'),
  'too-many': both('Divide it into several lists.', '请拆分为多个清单。'),
  'no-fields': likeExample,
  'unknown-field': both(
    'Compare its name with the example, or take it out.',
    '请对照示例检查字段名，或删除该字段。'
  ),
  shape: likeExample,
  missing: fill,
  needed: fill,
  'pan-form': correctNumber,
  'pan-length': correctNumber,
  'pan-range': correctNumber,
  'pan-check-digit': correctNumber,
  'pan-twice': both(
    'Take one of the two lines out, or give it another number.',
    '请删除其中一行，或改用其他卡号。'
  ),
  'made-already': both('Take the line out, or scrap that card first.', '请删除此行，或先将原卡报废。'),
  'lot-number': both(
    'Take a number that is printed on a card of the stock, or other stock.',
    '请使用该库存卡片上预印的卡号，或更换库存。'
  ),
  'stock-short': both('Take in more cards in time, or choose other stock.', '请及时入库，或更换库存。'),
  'psn-form': both('Write two digits, or leave it empty.', '请填写两位数字，或留空。'),
  'service-code-form': both('Write three digits, or leave it empty.', '请填写三位数字，或留空。'),
  'date-unreal': day,
  'date-century': day,
  'dates-reversed': both('Compare the two dates.', '请核对两个日期。'),
  expired: both('Give a later day.', '请填写更晚的日期。'),
  'expiry-after-issuer': both(
    'Give an earlier day, or take an issuer whose certificate lasts longer.',
    '请填写更早的日期，或选择证书有效期更长的发卡行。'
  ),
  'text-gbk': shorter,
  'text-control': shorter,
  'text-length': shorter,
  'document-type': document,
  'document-number': document,
  'identity-number': document,
  'identity-check-digit': document,
  'pin-form': both('Write 4 to 12 digits, or leave it empty.', '请填写 4 至 12 位数字，或留空。'),
  'limit-range': both('Write an amount within them, in fen.', '请填写该范围内的金额（单位：分）。'),
  'limit-order': both('Compare it with the balance limit.', '请与余额上限核对。')
}

/** Undefined where nothing can be said but what the finding says itself. */
export function batchRemedy(code: string): LocalText | undefined {
  return remedies[code]
}

/** The paper about a batch: what went in and what came out. */
export const batchPaper = {
  title: both('Report on a batch of cards', '批量制卡报告'),
  batch: both('Batch', '批次'),
  from: both('Begun', '开始时间'),
  to: both('Ended', '结束时间'),
  lines: both('Lines in the list', '清单行数'),
  made: both('Cards made', '制成'),
  rejected: both('Lines given up', '放弃'),
  left: both('Lines left', '剩余'),
  spoiled: both('Cards spoiled (scrap)', '报废卡片'),
  stock: both('Stock', '库存'),
  received: both('Received', '入库'),
  stockMade: both('Made, of all batches', '累计制成'),
  stockScrapped: both('Scrapped', '累计报废'),
  stockBegun: both('Begun and not finished', '制作中'),
  stockLeft: both('Left', '剩余'),
  balanced: both('The stock adds up.', '库存数目相符。'),
  unbalanced: both('The stock does not add up: count it.', '库存数目不符：请清点。'),
  line: both('Line', '行'),
  name: both('Name', '姓名'),
  number: both('Card number', '卡号'),
  why: both('Why', '原因'),
  signature: both('Checked by, date: ______________________', '复核人、日期：______________________')
} as const
