import { toHex } from '../../../src-main/engine/bytes/hex'
import { openChannel } from '../../../src-main/engine/channel/open-channel'
import { inspectCard } from '../../../src-main/engine/inspection/inspect-card'
import { runWorkflow } from '../../../src-main/engine/workflow/run'
import { readyMadeCard, type ReadyMadeCard } from '../../../src-main/virtual-card/ready-made/ready-made-cards'
import { VirtualCard } from '../../../src-main/virtual-card/virtual-card'

/** The reading of a ready-made card as a plain trace: commands and answers in hexadecimal, line by line. */
export async function recordedCard(kind: ReadyMadeCard): Promise<string> {
  const card = VirtualCard.fromImage(readyMadeCard(kind))
  const lines: string[] = []
  const atr = card.powerUp('contact')
  const reader = {
    async transceive(command: Uint8Array) {
      const answer = command[0] === 0xff ? Uint8Array.of(...card.uid, 0x90, 0x00) : card.transmit(command)
      lines.push(toHex(command), toHex(answer))
      return answer
    }
  }
  await runWorkflow(inspectCard({ reader: 'Recorded', atr, protocol: 'T=1', reveal: false }), {
    channel: openChannel(reader, 'T=1'),
    progress: () => undefined,
    now: () => 0
  })
  return `${lines.join('\n')}\n`
}
