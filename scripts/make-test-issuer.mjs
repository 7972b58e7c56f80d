// Makes the TEST issuer's keys and certificates anew: resources/test-issuer/test-issuer.json. Run by hand, once.
// The keys are published with the program. They protect nothing, and no card with them has value.
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createServer } from 'vite'
import { root } from './lib/paths.mjs'

const EXPONENT = 3
const CA = { rid: 'A000000333', rsaIndex: 'F1', sm2Index: 'F2', bits: 1408, expiry: '491231' }
const ISSUER = { identifier: '622848FF', name: 'TEST ISSUER', bits: 1152, expiry: '1249' }
const CARD_BITS = 1024
/** As in src-main/virtual-card/ready-made. */
const CARDS = {
  ecash: '6228480000000000026',
  'debit-ecash': '6228480000000000018',
  'credit-ecash': '6228480000000015'
}

const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  server: { middlewareMode: true, watch: null }
})
try {
  const load = (path) => vite.ssrLoadModule(`/src-main/engine/${path}.ts`)
  const { hex, toHex } = await load('bytes/hex')
  const { generateRsaKey } = await load('crypto/rsa')
  const { sm2KeyPair } = await load('crypto/sm2')
  const { withOddParity } = await load('crypto/parity')
  const { caKeyCheckValue } = await load('offline-auth/ca-key')
  const { rsaSigner, sm2Signer } = await load('offline-auth/build/signer')
  const { issuerCertificate } = await load('offline-auth/build/certificates')

  const inHex = (record) =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, toHex(value)]))
  const rsa = (bits) => {
    const key = generateRsaKey(bits, EXPONENT)
    const { modulus, exponent, parts } = key
    const secrets = Object.entries(parts).map(([name, part]) => [name, part.use(toHex)])
    const record = { ...inHex({ modulus, exponent }), ...Object.fromEntries(secrets) }
    return { key, publicKey: { algorithm: 'rsa', modulus, exponent }, record }
  }
  const sm2 = () => {
    const { privateKey, publicKey } = sm2KeyPair(randomBytes(40))
    const record = { publicKey: toHex(publicKey), privateKey: privateKey.use(toHex) }
    return { key: privateKey, publicKey: { algorithm: 'sm2', publicKey }, record }
  }
  const masterKeys = (adjust) =>
    inHex({ ac: adjust(randomBytes(16)), mac: adjust(randomBytes(16)), enc: adjust(randomBytes(16)) })
  const checkValue = (index, publicKey) =>
    toHex(caKeyCheckValue({ ...publicKey, rid: hex(CA.rid), index: Number.parseInt(index, 16) }))
  const certify = (signer, publicKey) =>
    inHex(
      issuerCertificate(signer, {
        identifier: hex(ISSUER.identifier),
        expiry: hex(ISSUER.expiry),
        serial: hex('000001'),
        publicKey
      })
    )

  const ca = { rsa: rsa(CA.bits), sm2: sm2() }
  const issuer = { rsa: rsa(ISSUER.bits), sm2: sm2() }
  const { certificate, remainder } = certify(rsaSigner(ca.rsa.key), issuer.rsa.publicKey)
  const document = {
    test: true,
    comment:
      'TEST keys, published with Cardwright: they protect nothing, and no card with them has value. Made by scripts/make-test-issuer.mjs.',
    ca: {
      rid: CA.rid,
      name: 'TEST CA',
      rsa: {
        index: CA.rsaIndex,
        expiry: CA.expiry,
        checkValue: checkValue(CA.rsaIndex, ca.rsa.publicKey),
        ...ca.rsa.record
      },
      sm2: {
        index: CA.sm2Index,
        expiry: CA.expiry,
        checkValue: checkValue(CA.sm2Index, ca.sm2.publicKey),
        ...ca.sm2.record
      }
    },
    issuer: {
      name: ISSUER.name,
      identifier: ISSUER.identifier,
      expiry: ISSUER.expiry,
      rsa: { ...issuer.rsa.record, certificate, remainder },
      sm2: { ...issuer.sm2.record, ...certify(sm2Signer(ca.sm2.key), issuer.sm2.publicKey) }
    },
    masterKeys: {
      tripleDes: masterKeys((key) => withOddParity(key)),
      sm4: masterKeys((key) => key)
    },
    cards: Object.fromEntries(
      Object.entries(CARDS).map(([name, pan]) => [
        name,
        { pan, rsa: rsa(CARD_BITS).record, sm2: sm2().record }
      ])
    )
  }
  mkdirSync(join(root, 'resources/test-issuer'), { recursive: true })
  writeFileSync(
    join(root, 'resources/test-issuer/test-issuer.json'),
    `${JSON.stringify(document, undefined, 2)}\n`
  )
} finally {
  await vite.close()
}
