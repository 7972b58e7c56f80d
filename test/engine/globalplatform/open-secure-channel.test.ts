import { describe, expect, it } from 'vitest'
import { hex, toHex } from '../../../src-main/engine/bytes/hex'
import { secretKey } from '../../../src-main/engine/crypto/key-ref'
import type { ChannelRequest } from '../../../src-main/engine/globalplatform/open-outcome'
import { openSecureChannel } from '../../../src-main/engine/globalplatform/open-secure-channel'
import { tlv } from '../../../src-main/engine/tlv/tlv'
import scp01 from '../../vectors/secure-channel/scp01.json'
import scp02 from '../../vectors/secure-channel/scp02.json'
import scp03 from '../../vectors/secure-channel/scp03.json'
import { bench, request } from './support'

/** Answers SELECT with the domain's name, and by the table; 6A88 for data objects that it does not hold. */
function script(answers: Readonly<Record<string, string>>, aid = 'A000000151000000') {
  return (command: string): string => {
    if (command.startsWith('00A404')) return `${toHex(tlv(0x6f, tlv(0x84, hex(aid))))}9000`
    return answers[command] ?? (command.startsWith('80CA') ? '6A88' : '6D00')
  }
}

interface Recorded {
  readonly id: string
  readonly i?: string
  readonly sdAid?: string
  readonly securityLevel?: string
  readonly level?: string
  readonly diversification?: string
  readonly masterKey?: string
  readonly keys?: { readonly enc: string; readonly mac: string; readonly dek: string }
  readonly initUpdateCmd?: string
  readonly initUpdateRsp?: string
  readonly extAuthCmd?: string
}

const METHODS: Readonly<Record<string, 'visa2' | 'emv' | 'kdf3'>> = {
  VISA2: 'visa2',
  EMV: 'emv',
  KDF3: 'kdf3'
}

function rows(name: string, recorded: readonly unknown[]) {
  return (recorded as readonly Recorded[]).flatMap((row) =>
    row.initUpdateRsp !== undefined && row.extAuthCmd !== undefined && row.initUpdateCmd !== undefined
      ? [[`${name} ${row.id}`, name, row] as const]
      : []
  )
}

describe.each([...rows('SCP01', scp01), ...rows('SCP02', scp02), ...rows('SCP03', scp03)])(
  'the recorded session %s',
  (_title, name, row) => {
    it('is opened with the very same commands', async () => {
      const algorithm = name === 'SCP03' ? 'aes' : '3des'
      const key = (text: string | undefined) => secretKey(algorithm, hex(text ?? row.masterKey ?? ''))
      const update = hex(row.initUpdateCmd ?? '')
      const own = bench(
        script(
          {
            [row.initUpdateCmd ?? '']: `${row.initUpdateRsp ?? ''}9000`,
            [row.extAuthCmd ?? '']: '9000'
          },
          row.sdAid
        ),
        { hostChallenge: update.slice(5, 13) }
      )
      const asked: ChannelRequest = {
        // The one session whose domain is not named.
        acceptAnyChallenge: row.id === 'kaoh-33-renc',
        keys: { enc: key(row.keys?.enc), mac: key(row.keys?.mac), dek: key(row.keys?.dek) },
        keyVersion: update[2] ?? 0,
        diversification: METHODS[row.diversification ?? ''] ?? 'none',
        ...(name !== 'SCP03' && {
          protocol: { name: name === 'SCP01' ? 'SCP01' : 'SCP02', i: Number.parseInt(row.i ?? '15', 16) }
        }),
        level: hex(row.extAuthCmd ?? '')[2] ?? 0,
        guard: { failedAttempts: 0, confirmed: false }
      }
      const outcome = await own.run(openSecureChannel(asked))
      expect(outcome.kind, JSON.stringify(own.sent)).toBe('open')
      expect(own.sent.slice(-2)).toEqual([row.initUpdateCmd, row.extAuthCmd])
    })
  }
)

describe('a card that is not what it should be', () => {
  const session = rows('SCP02', scp02)[0]?.[2]
  const answers = { [session?.initUpdateCmd ?? '']: `${session?.initUpdateRsp ?? ''}9000` }
  const host = { hostChallenge: hex(session?.initUpdateCmd ?? '').slice(5, 13) }

  it.each([
    ['6300', 'cryptogram-wrong'],
    ['6982', 'not-allowed'],
    ['6A86', 'wrong-p1-p2']
  ])('refuses EXTERNAL AUTHENTICATE with %s: the attempt counts', async (sw, reason) => {
    const own = bench(script({ ...answers, [session?.extAuthCmd ?? '']: sw }), host)
    const guard = { failedAttempts: 3, confirmed: true }
    const outcome = await own.run(openSecureChannel(request({ guard })))
    expect(outcome).toMatchObject({ kind: 'rejected', reason, failedAttempts: 4 })
  })

  it('answers with an unknown protocol', async () => {
    const own = bench((command) =>
      command.startsWith('80500000') ? `${'00'.repeat(11)}04009000` : script({})(command)
    )
    expect(await own.run(openSecureChannel(request()))).toEqual({ kind: 'unknown-protocol', number: 4 })
  })

  it('gives a challenge that does not follow from its counter', async () => {
    const pseudo = rows('SCP03', scp03).find(
      ([, , { initUpdateRsp }]) => (initUpdateRsp ?? '').length >= 64
    )?.[2]
    expect(pseudo).toBeDefined()
    const own = bench(
      script({ [pseudo?.initUpdateCmd ?? '']: `${pseudo?.initUpdateRsp ?? ''}9000` }, 'A000000151000099'),
      { hostChallenge: hex(pseudo?.initUpdateCmd ?? '').slice(5, 13) }
    )
    const keys = {
      enc: secretKey('aes', hex(pseudo?.keys?.enc ?? pseudo?.masterKey ?? '')),
      mac: secretKey('aes', hex(pseudo?.keys?.mac ?? pseudo?.masterKey ?? '')),
      dek: secretKey('aes', hex(pseudo?.keys?.dek ?? pseudo?.masterKey ?? ''))
    }
    const keyVersion = hex(pseudo?.initUpdateCmd ?? '')[2] ?? 0
    const outcome = await own.run(openSecureChannel(request({ keys, keyVersion })))
    expect(outcome).toMatchObject({ kind: 'challenge-unexpected' })
    expect(own.sent).toHaveLength(2)
  })
})
