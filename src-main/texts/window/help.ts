import { catalog } from './catalog'

export const help = catalog(
  {
    title: 'Keyboard',
    intro: 'Everything can be reached without a mouse.',
    everywhere: 'Everywhere',
    palette: 'Go to a page, reader, card or action',
    trace: 'Show or hide the trace',
    pages: 'Go to a page by its place',
    help: 'This help',
    move: 'Moving about',
    next: 'Next or previous control',
    arrows: 'Within tabs, lists, trees and menus',
    enter: 'Open, or press the button',
    escape: 'Close the dialog or menu',
    resize: 'Resize a pane, once its edge has the focus'
  },
  {
    title: '键盘',
    intro: '不用鼠标也能使用全部功能。',
    everywhere: '任何位置',
    palette: '转到页面、读卡器、卡片或操作',
    trace: '显示或隐藏跟踪记录',
    pages: '按顺序转到页面',
    help: '本帮助',
    move: '移动',
    next: '下一个或上一个控件',
    arrows: '在选项卡、列表、树和菜单中移动',
    enter: '打开，或按下按钮',
    escape: '关闭对话框或菜单',
    resize: '焦点在面板边缘时调整大小'
  }
)
