import { setTimeout as delay } from 'node:timers/promises'
import { type ContractSource, type Dispute, readDrawEpoch, readGame, readStateTip } from '@mvm/l1'
import { rpcCall } from '../../bench/rpcBatch.ts'

const POLL_MS = 100
/** L1 blocks in which a ranger begins to do what it has seen. */
const SPARE_BLOCKS = 3

/**
 * Waits until a ranger is done with a DAC's blocks up to the last one: they are in state batches, those are drawn if it
 * waits for that, and it has no duty left on any DAC. What it disputes by then is all that it will. When the dispute has
 * come to its end before they are all in state batches, there will be none by this sequencer any more.
 */
export async function untilAllIsChecked(
  source: ContractSource,
  { chainId, disputeId }: Dispute,
  lastBlock: number,
  rangerUrl: string,
  duties: 'all' | 'drawn',
  signal: AbortSignal,
): Promise<void> {
  let tip = await readStateTip(source, chainId)
  for (; tip.nextBlock <= lastBlock; tip = await readStateTip(source, chainId)) {
    if ((await readGame(source, disputeId)).isResolved) break
    await delay(POLL_MS, undefined, { signal })
  }
  const head = await source.client.block('latest', { signal })
  const last = tip.stateBatchCount - 1
  const { l1BlockNumber } =
    duties === 'drawn'
      ? await readDrawEpoch(source, chainId, last)
      : { l1BlockNumber: head?.number ?? 0 }
  const seenFrom = Math.max(l1BlockNumber, head?.number ?? 0) + SPARE_BLOCKS
  for (;;) {
    const status = (await rpcCall(rangerUrl, 'mvm_rangerStatus')) as {
      readonly l1BlockNumber: string
      readonly pendingSegments: string
      readonly disputes: readonly { readonly stage: string }[]
    }
    const isOpening = status.disputes.some(({ stage }) => stage === 'opening')
    const isSeen = Number(status.l1BlockNumber) >= seenFrom
    if (isSeen && Number(status.pendingSegments) === 0 && !isOpening) return
    await delay(POLL_MS, undefined, { signal })
  }
}
