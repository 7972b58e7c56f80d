import { catalog } from './catalog'

export const palette = catalog(
  {
    title: 'Go to, or do',
    placeholder: 'Type what you are looking for',
    none: 'Nothing matches “{{text}}”.',
    noneDetail: 'Try the name of a page, a reader or a card.',
    groupPages: 'Pages',
    groupActions: 'Actions',
    groupReaders: 'Readers',
    groupCards: 'Virtual cards',
    groupRecent: 'Recent cards',
    useReader: 'Use {{name}}',
    switchLanguage: 'Switch to Chinese (中文)',
    themeLight: 'Use the light theme',
    themeDark: 'Use the dark theme',
    insertCard: 'Insert {{card}} into {{reader}}',
    removeCard: 'Remove the card from {{reader}}',
    createCard: 'New virtual card: {{kind}}'
  },
  {
    title: '转到或执行',
    placeholder: '输入要查找的内容',
    none: '没有与“{{text}}”匹配的内容。',
    noneDetail: '请输入页面、读卡器或卡片的名称。',
    groupPages: '页面',
    groupActions: '操作',
    groupReaders: '读卡器',
    groupCards: '虚拟卡',
    groupRecent: '最近的卡片',
    useReader: '使用 {{name}}',
    switchLanguage: '切换到英文（English）',
    themeLight: '使用浅色主题',
    themeDark: '使用深色主题',
    insertCard: '将{{card}}插入 {{reader}}',
    removeCard: '从 {{reader}} 取出卡片',
    createCard: '新建虚拟卡：{{kind}}'
  }
)
