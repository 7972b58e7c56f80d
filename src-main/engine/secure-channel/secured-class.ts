/** Bit of a further interindustry class byte (channels 4 to 19), which says secure messaging elsewhere. */
const FURTHER = 0x40

/** The class byte with "secure messaging, proprietary" in it (GlobalPlatform Card 2.3.1, 11.1.4). */
export function securedClass(cla: number): number {
  return (cla & FURTHER) === 0 ? cla | 0x04 : cla | 0x20
}

export function unsecuredClass(cla: number): number {
  return (cla & FURTHER) === 0 ? cla & ~0x0c : cla & ~0x20
}

export function isSecuredClass(cla: number): boolean {
  return ((cla & FURTHER) === 0 ? cla & 0x0c : cla & 0x20) !== 0
}

/** The class byte as MACs cover it: without the logical channel (GlobalPlatform Card 2.3.1, E.4.4; Amendment D, 6.2.4). */
export function channelFreeClass(cla: number): number {
  return (cla & FURTHER) === 0 ? cla & 0xfc : cla & 0xf0
}
