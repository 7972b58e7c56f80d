import { catalog } from './catalog'

export const receipt = catalog(
  {
    title: 'Receipt',
    loading: 'Fetching the receipt …',
    print: 'Print',
    printAgain: 'Print again',
    printFailed: 'The receipt was not printed',
    printed: 'The receipt was sent to the printer.',
    save: 'Save',
    savePdf: 'Document (PDF)',
    saveHtml: 'Web page (HTML)',
    saveText: 'Plain text (TXT)',
    saved: 'Saved as {{name}}'
  },
  {
    title: '凭证',
    loading: '正在获取凭证…',
    print: '打印',
    printAgain: '再次打印',
    printFailed: '凭证未能打印',
    printed: '凭证已发送到打印机。',
    save: '保存',
    savePdf: '文档 (PDF)',
    saveHtml: '网页 (HTML)',
    saveText: '纯文本 (TXT)',
    saved: '已保存为 {{name}}'
  }
)
