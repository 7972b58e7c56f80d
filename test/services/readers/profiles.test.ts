import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pcscProfiles, replayProfiles, virtualProfiles } from '../../../src-main/services/readers/profiles'
import { hasFeature, profileFor } from '../../../src-main/services/readers/reader-profile'

const folder = new URL('../../../resources/readers/', import.meta.url)
const text = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) })
const profile = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: text,
  maker: z.string(),
  readerNames: z.array(z.string().refine((pattern) => new RegExp(pattern, 'iu') instanceof RegExp)),
  usb: z.array(z.string().regex(/^[0-9A-F]{4}:[0-9A-F]{4}$/)),
  contactless: z.boolean().nullable(),
  maxCommandData: z.union([z.literal(255), z.literal(65535)]),
  maxResponseData: z.union([z.literal(255), z.literal(65535)]),
  escape: z.strictObject({ win32: z.literal(3500), linux: z.literal(1), darwin: z.literal(1) }).nullable(),
  features: z.array(
    z.enum([
      'uid',
      'ats',
      'firmware',
      'led-buzzer',
      'picc-parameters',
      'buzzer-on-detection',
      'direct-transmit'
    ])
  ),
  // No hardware was at hand: who sets this to true changes the README too.
  seenOnHardware: z.literal(false),
  notes: z.array(text)
})

describe('reader profiles', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

  it.each(files)('%s has the shape of a profile', (file) => {
    const data: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
    expect(profile.parse(data).id).toBe(file.replace(/\.json$/, ''))
  })

  it('are all in use', () => {
    const used = new Set(
      [...pcscProfiles, ...virtualProfiles, ...replayProfiles].map(({ id }) => `${id}.json`)
    )
    expect([...used].sort()).toEqual(files.sort())
  })

  it.each([
    ['ACS ACR122U PICC Interface 00 00', 'acr122u'],
    ['ACS ACR122 0', 'acr122u'],
    ['ACS ACR1252 Dual Reader [ACR1252 Dual Reader PICC] 00 00', 'acr1252u'],
    ['ACS ACR1252 1S CL Reader PICC 0', 'acr1252u'],
    ['HID Global OMNIKEY 5022 Smart Card Reader [OMNIKEY 5022] 00 00', 'omnikey-contactless'],
    ['OMNIKEY CardMan 5x21-CL 0', 'omnikey-contactless'],
    ['OMNIKEY AG CardMan 3121 00 00', 'omnikey-contact'],
    ['HID Global OMNIKEY 3x21 Smart Card Reader 0', 'omnikey-contact'],
    ['Identiv uTrust 3700 F CL Reader 0', 'identiv'],
    ['SCM Microsystems Inc. SCR3310 USB Smart Card Reader 00 00', 'identiv'],
    ['Virtual PCD 00 00', 'virtual-pcd'],
    ['Alcor Micro AU9540 00 00', 'generic-ccid']
  ])('%s is %s', (name, id) => {
    expect(profileFor(name, pcscProfiles).id).toBe(id)
  })

  it('tell what a family can be asked', () => {
    const acr122u = profileFor('ACS ACR122U', pcscProfiles)
    expect(hasFeature(acr122u, 'led-buzzer')).toBe(true)
    expect(hasFeature(profileFor('', pcscProfiles), 'led-buzzer')).toBe(false)
  })
})
