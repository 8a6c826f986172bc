import { readChainTip } from '@mvm/l1'
import type { TransactionBatch } from '@mvm/protocol'
import type { Signer } from '../key/Signer.ts'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { poll } from '../program/poll.ts'
import { appendOverdue } from './appendOverdue.ts'
import type { ForcedElement } from './ForcedElement.ts'
import { findIncludingBatch } from './findIncludingBatch.ts'

export interface AwaitedInclusion {
  readonly l1: L1Connection
  readonly forced: ForcedElement
  /** Appends the element when it is overdue. */
  readonly signer: Signer
  readonly timeoutSeconds: number
}

/**
 * Follows a queue element until a batch has consumed it, and gives that batch. Once it is overdue and nobody has
 * included it, this appends it: only L1 is needed, no sequencer and no node. Throws `WaitTimeoutError`.
 */
export async function awaitInclusion(
  context: CommandContext,
  { l1, forced, signer, timeoutSeconds }: AwaitedInclusion,
): Promise<TransactionBatch> {
  const { element, forcibleFromL1Block, l1TransactionHash } = forced
  const { chainId, queueIndex } = element
  const { progress, signal } = context
  const what = `queue element ${queueIndex} to be included`
  progress.step(
    `waiting for ${what}; from L1 block ${forcibleFromL1Block} on anybody may append it`,
  )
  return poll({
    what,
    intervalMs: 500,
    timeoutSeconds,
    look: async () => {
      const [tip, head] = await Promise.all([
        readChainTip(l1, chainId),
        l1.client.block('latest', { signal }),
      ])
      if (tip.queueStart > queueIndex) return findIncludingBatch(l1, forced)
      if (head === null) return undefined
      progress.update(
        `waiting for ${what}: L1 is at block ${head.number} of ${forcibleFromL1Block}`,
      )
      if (head.number < forcibleFromL1Block) return undefined
      await appendOverdue(context, { l1, chainId, signer, tip, headNumber: head.number })
      return undefined
    },
    reached: () => ({ queueIndex, chainId, l1TransactionHash, forcibleFromL1Block }),
    remedy: `Go on with: mvm tx force --dac ${chainId} --resume ${l1TransactionHash} --wait`,
    signal,
  })
}
