import { catalog } from './catalog'

/** What the building blocks say by themselves. */
export const ui = catalog(
  {
    close: 'Close',
    cancel: 'Cancel',
    copy: 'Copy',
    copyHex: 'Copy as hex',
    copyDecoded: 'Copy as text',
    copyJson: 'Copy as JSON',
    copied: 'Copied',
    clear: 'Clear',
    search: 'Search',
    resize: 'Resize',
    cause: 'Cause',
    remedy: 'What to do',
    masked: 'Hidden on purpose',
    bytes: 'Bytes',
    more: 'More',
    stepDone: 'done',
    stepCurrent: 'in progress',
    stepFailed: 'failed',
    stepWaiting: 'not yet',
    test: 'TEST',
    validThru: 'Valid thru',
    contactless: 'Contactless',
    dismiss: 'Dismiss',
    erase: 'Erase the last digit'
  },
  {
    close: '关闭',
    cancel: '取消',
    copy: '复制',
    copyHex: '复制为十六进制',
    copyDecoded: '复制为文字',
    copyJson: '复制为 JSON',
    copied: '已复制',
    clear: '清除',
    search: '搜索',
    resize: '调整大小',
    cause: '原因',
    remedy: '处理办法',
    masked: '已按规定隐藏',
    bytes: '字节',
    more: '更多',
    stepDone: '已完成',
    stepCurrent: '进行中',
    stepFailed: '失败',
    stepWaiting: '尚未进行',
    test: '测试',
    validThru: '有效期至',
    contactless: '非接触',
    dismiss: '知道了',
    erase: '删除末位数字'
  }
)

/** For what should never happen: the bridge between window and program breaks down. */
export const unexpected = {
  message: {
    en: 'Something went wrong inside Cardwright.',
    zh: 'Cardwright 内部出现了问题。'
  },
  remedy: {
    en: 'Try it once more. If it happens again, restart Cardwright.',
    zh: '请再试一次；如果仍然出现，请重新启动 Cardwright。'
  }
} as const
