import { describe, expect, test } from 'vitest'
import type { Workbench } from '../../src-main/composition/workbench'
import { hex } from '../../src-main/engine/bytes/hex'
import type { CardAuthentication } from '../../src-main/engine/emv/authenticate-card'
import { authenticateStatic, recoverIccKey } from '../../src-main/engine/offline-auth/authenticate'
import type { OfflineAuthOptions } from '../../src-main/services/offline-auth/offline-auth-service'
import { testCardData } from '../engine/offline-auth/support'
import { fakeWorkbench, run, type Ran } from './support'

const PAN = '6228480000000000018'
const application = { aid: hex('A000000333010101'), label: 'TEST\u001b[2J', blocked: false }

const genuine: CardAuthentication = {
  application,
  methods: [
    { method: 'SDA', authentication: authenticateStatic(testCardData('rsa')) },
    { method: 'CDA', authentication: recoverIccKey(testCardData('sm2')), note: { en: 'a note', zh: '说明' } }
  ]
}
const changed: CardAuthentication = {
  application,
  methods: [{ method: 'SDA', authentication: authenticateStatic(testCardData('rsa', { '82': '7C00' })) }]
}

async function oda(
  result: CardAuthentication,
  words: readonly string[] = [],
  language: 'en' | 'zh' = 'en'
): Promise<Ran & { asked: OfflineAuthOptions | undefined }> {
  let asked: OfflineAuthOptions | undefined
  const workbench: Workbench = fakeWorkbench({
    shelf: { readerFor: () => 'card' },
    offlineAuth: {
      authenticate: async (_reader: string, options: OfflineAuthOptions) => {
        asked = options
        return result
      }
    }
  })
  const ran = await run(['oda', '--reader', 'virtual:card', ...words], { workbench, language })
  return { ...ran, asked }
}

describe('oda', () => {
  test('says which methods succeeded, step by step', async () => {
    const { code, out } = await oda(genuine)
    expect(code).toBe(0)
    expect(out).toContain('A000000333010101')
    expect(out).not.toContain('\u001b')
    expect(out).toContain('SDA  genuine\n  ok      Payment system CA key  (EMV Book 2, 5.2)')
    expect(out).toContain('CDA  genuine\n  a note')
    expect(out).not.toContain('Header')
  })

  test('shows the bytes of a step that failed, and why, and ends with 1', async () => {
    const { code, out } = await oda(changed)
    expect(code).toBe(1)
    expect(out).toContain('failed  Signed static application data (SDA)')
    expect(out).toContain('the hash differs')
    expect(out).toContain('0  Header  6A  = a recovered block begins so')
    expect(out).not.toContain('Issuer identifier')
  })

  test('shows all bytes, and the card number, where that is asked for', async () => {
    const hidden = await oda(genuine, ['--bytes'])
    expect(hidden.out).toContain('Issuer identifier  622848FF')
    expect(hidden.out).not.toContain(PAN)
    expect(hidden.err).toContain('--reveal')
    const shown = await oda(genuine, ['--bytes', '--reveal'])
    expect(shown.out).toContain(PAN)
    expect(shown.asked?.reveal).toBe(true)
  })

  test('speaks JSON without the card number', async () => {
    const { out } = await oda(genuine, ['--json'])
    expect(out).not.toContain(PAN)
    expect(JSON.parse(out)).toMatchObject({
      authenticated: true,
      application: { aid: 'A000000333010101' },
      methods: [
        { method: 'SDA', outcome: 'authenticated', caKey: { rid: 'A000000333', index: 'F1' } },
        { method: 'CDA', outcome: 'authenticated', note: { en: 'a note' } }
      ]
    })
    const failed = JSON.parse((await oda(changed, ['--json'])).out) as unknown
    expect(failed).toMatchObject({
      authenticated: false,
      methods: [{ outcome: 'failed', step: 'signed-static-data' }]
    })
  })

  test('speaks Chinese', async () => {
    expect((await oda(changed, [], 'zh')).out).toContain('未通过')
  })

  test('says why nothing could be done, and ends with 1', async () => {
    const { code, out } = await oda({ methods: [], sentence: { en: 'nothing announced', zh: '无' } })
    expect([code, out]).toEqual([1, 'nothing announced\n'])
  })

  test('hands on what was asked for', async () => {
    const { asked } = await oda(genuine, [
      '--aid',
      'A000000333',
      '--sm',
      '--unpredictable-number',
      '01020304'
    ])
    expect(asked).toMatchObject({
      ...{ aid: hex('A000000333'), sm: true, unpredictableNumber: hex('01020304'), reveal: false }
    })
    expect((await oda(genuine, ['--aid', 'A0'])).code).toBe(2)
    expect((await oda(genuine, ['--unpredictable-number', '01'])).code).toBe(2)
  })
})
