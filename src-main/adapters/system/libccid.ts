import { type World } from './world'

/** Whether libccid passes escape commands on: bit 0 of `ifdDriverOptions`. Undefined where libccid is not installed. */
export async function libccidEscape(world: World, plist: string): Promise<boolean | undefined> {
  const text = await world.readFile(plist)
  if (text === undefined) return undefined
  const value = /<key>ifdDriverOptions<\/key>\s*<string>\s*(0x[0-9a-f]+|\d+)\s*<\/string>/i.exec(text)?.[1]
  return value === undefined ? undefined : (Number(value) & 0x01) !== 0
}
