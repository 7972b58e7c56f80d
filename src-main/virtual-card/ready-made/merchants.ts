/** Invented merchants in GBK, as terminals write them into the log (9F4E). Each name says that it is a test. */
export const MERCHANT = {
  /** 测试超市 (supermarket) */
  supermarket: 'B2E2CAD4 B3ACCAD0',
  /** 测试地铁 (metro) */
  metro: 'B2E2CAD4 B5D8CCFA',
  /** 测试咖啡 (coffee) */
  coffee: 'B2E2CAD4 BFA7B7C8',
  /** 测试药房 (pharmacy) */
  pharmacy: 'B2E2CAD4 D2A9B7BF',
  /** 测试书店 (book shop) */
  bookShop: 'B2E2CAD4 CAE9B5EA',
  /** 测试便利店 (convenience store) */
  convenienceStore: 'B2E2CAD4 B1E3C0FBB5EA',
  /** 测试银行 (bank) */
  bank: 'B2E2CAD4 D2F8D0D0'
} as const
