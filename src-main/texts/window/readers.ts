import { catalog } from './catalog'

/** The reader bar. */
export const readers = catalog(
  {
    bar: 'Readers',
    empty: 'empty',
    present: 'card present',
    mute: 'card does not answer',
    inUse: 'in use by another program',
    choose: 'Use {{name}}',
    chosen: 'in use',
    menu: 'Actions for {{name}}',
    insert: 'Insert {{name}}',
    remove: 'Remove the card',
    eject: 'Eject the trace',
    elsewhere: 'is in {{reader}}',
    noneTitle: 'No reader',
    none: 'Plug in a card reader; it appears here by itself.',
    noneService: 'The PC/SC service is not running.',
    noneOpen: 'What is wrong?',
    more: '{{count}} more',
    all: 'All readers',
    virtual: 'Virtual',
    replay: 'Replay',
    newShelf: 'Virtual cards …'
  },
  {
    bar: '读卡器',
    empty: '无卡',
    present: '有卡',
    mute: '卡片无响应',
    inUse: '正被其他程序使用',
    choose: '使用 {{name}}',
    chosen: '使用中',
    menu: '{{name}} 的操作',
    insert: '插入{{name}}',
    remove: '取出卡片',
    eject: '退出跟踪文件',
    elsewhere: '在 {{reader}} 中',
    noneTitle: '没有读卡器',
    none: '请连接读卡器，它会自动出现在这里。',
    noneService: 'PC/SC 服务没有运行。',
    noneOpen: '哪里出了问题？',
    more: '另外 {{count}} 个',
    all: '全部读卡器',
    virtual: '虚拟',
    replay: '回放',
    newShelf: '虚拟卡…'
  }
)
