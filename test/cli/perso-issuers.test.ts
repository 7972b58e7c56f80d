import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { APPLICANT, persoHome, type PersoHome } from './perso-support'

let home: PersoHome
beforeEach(() => {
  home = persoHome()
})
afterEach(() => home.remove())

const PASSPHRASE = 'correct horse battery staple'

/** Runs with the passphrase at hand. */
async function unlocked(...words: readonly string[]): Promise<string> {
  const ran = await home.cli([...words, '--passphrase-fd', home.descriptor(PASSPHRASE)])
  expect(ran.code, ran.err).toBe(0)
  return ran.out
}

test(
  'an issuer has its key certified and makes cards with keys of the vault',
  { timeout: 120_000 },
  async () => {
    const at = (name: string): string => home.file(name, '')
    const [request, returned, certificate] = [at('own.request'), at('returned.json'), at('certificate.json')]
    await unlocked('vault', 'init')
    await unlocked('vault', 'generate', '--label', 'own-rsa', '--usage', 'issuer-signing', '--bits', '1152')
    for (const use of ['ac', 'mac', 'enc']) {
      await unlocked('vault', 'generate', '--label', `own-${use}`, '--usage', `imk-${use}`)
    }
    const asking = ['perso', 'issuer-request', '--key', 'own-rsa', '--identifier', '622848', '--out', request]
    expect((await home.cli([...asking, '--expiry', '2040-12'])).code).toBe(2)
    expect((await home.cli([...asking, '--expiry', '12/40', '--force'])).code).toBe(2)
    await unlocked(...asking, '--expiry', '2040-12', '--force')

    const broken = home.file(
      'broken.request',
      readFileSync(request, 'utf8').replace(/.(?=\n$)/, (c) => (c === '0' ? '1' : '0'))
    )
    const certify = ['perso', 'issuer-certify', '--out', returned, '--force', '--request']
    expect(await home.cli([...certify, broken])).toMatchObject({
      code: 2,
      err: expect.stringContaining('own key') as string
    })
    expect((await home.cli([...certify, request])).code).toBe(0)

    const taking = [
      'perso',
      'issuer-import',
      '--request',
      request,
      '--out',
      certificate,
      '--force',
      '--certificate'
    ]
    const changed = JSON.parse(readFileSync(returned, 'utf8')) as { certificate: string }
    const bad = home.file('bad.json', { ...changed, certificate: changed.certificate.replace(/^../, '00') })
    expect(await home.cli([...taking, bad])).toMatchObject({
      code: 2,
      err: expect.stringContaining('does not hold') as string
    })
    expect((await home.cli([...taking, returned])).out).toContain('until 2040-12')

    const keys = { imkAc: 'own-ac', imkMac: 'own-mac', imkEnc: 'own-enc', rsa: 'own-rsa', kmc: 'test:kmc' }
    const adding = ['perso', 'issuers', 'add', '--name', 'Own', '--certificate', certificate, '--from']
    const wrong = home.file('wrong.json', { keys: { ...keys, imkAc: undefined } })
    expect(await home.cli([...adding, wrong, '--id', 'own'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('keys.imkAc') as string
    })
    const from = home.file('keys.json', { keys })
    expect((await home.cli([...adding, from, '--id', 'test', '--yes'])).code).toBe(2)
    expect((await home.cli([...adding, from, '--id', 'own'])).code).toBe(0)
    expect((await home.cli(['perso', 'issuers'])).out).toMatch(/^own +Own/m)
    expect((await home.cli(['perso', 'issuers', 'show', 'own'])).out).toContain('own-ac')

    const applicant = home.file('applicant.json', APPLICANT)
    const making = ['perso', 'run', '--profile', 'debit-ecash', '--applicant', applicant, '--issuer', 'own']
    const card = [...making, '--reader', 'virtual:blank', '--yes']
    expect((await home.cli(card)).code).toBe(2)
    const made = await unlocked(...card)
    expect(made).toContain('SDA, DDA, CDA')
    // The TEST issuer has other master keys: it is not asked.
    expect(made).not.toContain('Trial')
    expect((await home.cli(['perso', 'verify', '--reader', 'virtual:blank'])).code).toBe(0)

    expect((await home.cli(['perso', 'issuers', 'remove', 'test', '--yes'])).code).toBe(2)
    expect((await home.cli(['perso', 'issuers', 'remove', 'own'])).code).toBe(2)
    expect((await home.cli(['perso', 'issuers', 'remove', 'own', '--yes'])).code).toBe(0)
    expect((await home.cli(making)).code).toBe(2)
  }
)

test(
  'an issuer has an SM2 key certified, and makes cards with SM2 and RSA on a SIM',
  { timeout: 120_000 },
  async () => {
    const at = (name: string): string => home.file(name, '')
    await unlocked('vault', 'init')
    const certified = async (label: string, ...algorithm: readonly string[]): Promise<string> => {
      const [request, returned, certificate] = ['request', 'returned', 'certificate'].map((name) =>
        at(`${label}.${name}`)
      ) as [string, string, string]
      await unlocked('vault', 'generate', '--label', label, '--usage', 'issuer-signing', ...algorithm)
      const about = ['--identifier', '622848', '--expiry', '2040-12', '--out', request, '--force']
      await unlocked('perso', 'issuer-request', '--key', label, ...about)
      const files = ['--request', request, '--force']
      expect((await home.cli(['perso', 'issuer-certify', ...files, '--out', returned])).code).toBe(0)
      const taken = await home.cli([
        ...['perso', 'issuer-import', ...files, '--certificate', returned, '--out', certificate]
      ])
      expect(taken.out).toContain('until 2040-12')
      return certificate
    }
    const rsa = await certified('own-rsa', '--bits', '1152')
    const sm2 = await certified('own-sm2', '--algorithm', 'sm2')
    const keys = { imkAc: 'test:imk-ac', imkMac: 'test:imk-mac', imkEnc: 'test:imk-enc', kmc: 'test:kmc' }
    const sm4 = { sm4Ac: 'test:sm4-imk-ac', sm4Mac: 'test:sm4-imk-mac', sm4Enc: 'test:sm4-imk-enc' }
    const from = home.file('keys.json', { keys: { ...keys, ...sm4, rsa: 'own-rsa', sm2: 'own-sm2' } })
    const adding = ['perso', 'issuers', 'add', '--id', 'own', '--name', 'Own', '--from', from]
    expect((await home.cli([...adding, '--certificate', rsa, '--certificate-sm2', sm2])).code).toBe(0)

    const applicant = home.file('applicant.json', APPLICANT)
    const profile = home.file('profile.json', {
      ...{ extends: 'debit-ecash-nfc-sim', id: 'own-sim' },
      issuer: { algorithms: 'both' }
    })
    const made = await unlocked(
      ...['perso', 'run', '--profile', profile, '--applicant', applicant, '--issuer', 'own'],
      ...['--reader', 'virtual:blank-nfc-sim', '--yes']
    )
    expect(made).toContain('fDDA, fDDA (SM2)')
  }
)
