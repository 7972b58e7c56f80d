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
    amount: 'Enter an amount, on the pages E-cash and Pay',
    escape: 'Close the dialog or menu',
    resize: 'Resize a pane, once its edge has the focus',
    welcomeTitle: 'Try everything on a virtual card',
    welcomeText:
      'No card reader is plugged in. A virtual card lies in a virtual reader: read it, look at its bytes, pull it out. It answers like a real one and nothing can break.',
    welcomeShelf: 'See the virtual cards',
    welcomeReaders: 'My reader is not shown'
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
    amount: '在“电子现金”和“支付”页面输入金额',
    escape: '关闭对话框或菜单',
    resize: '焦点在面板边缘时调整大小',
    welcomeTitle: '用虚拟卡试用全部功能',
    welcomeText:
      '没有连接读卡器。虚拟读卡器中已放好一张虚拟卡：可以读取它、查看每个字节，也可以随时取出。它像真卡一样应答，不会造成任何损坏。',
    welcomeShelf: '查看虚拟卡',
    welcomeReaders: '我的读卡器没有显示'
  }
)
