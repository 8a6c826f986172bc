import type { NodeClient } from '../node/NodeClient.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { poll } from '../program/poll.ts'
import { describeReceipt, type ReceiptDescription } from './describeReceipt.ts'
import { type FinalityLevel, finalityLevels } from './finalityLevels.ts'
import { readTransactionStatus } from './readTransactionStatus.ts'
import { requireSuccess } from './requireSuccess.ts'

export interface AwaitedTransaction {
  readonly node: NodeClient
  readonly hash: string
  readonly until: FinalityLevel
  readonly timeoutSeconds: number
}

/**
 * Waits until a transaction is in a block of a level. Throws `TransactionRevertedError` if it failed there,
 * and `WaitTimeoutError`.
 */
export async function awaitTransaction(
  context: CommandContext,
  { node, hash, until, timeoutSeconds }: AwaitedTransaction,
): Promise<ReceiptDescription> {
  const { progress, signal } = context
  let level = 'unknown'
  progress.step(`waiting until the transaction is ${until}`)
  const receipt = await poll({
    what: `transaction ${hash} to be ${until}`,
    intervalMs: 200,
    timeoutSeconds,
    look: async () => {
      const status = await readTransactionStatus(node, hash, signal)
      if (status.level !== level)
        progress.update(`waiting until the transaction is ${until}; it is ${status.level}`)
      level = status.level
      if (status.level === 'unknown' || status.level === 'pending') return undefined
      const isReached = finalityLevels.indexOf(status.level) >= finalityLevels.indexOf(until)
      return isReached ? describeReceipt(status.receipt, status.level) : undefined
    },
    reached: () => ({ transactionHash: hash, level }),
    remedy: `Look again with: mvm tx status ${hash} --until ${until}`,
    signal,
  })
  return requireSuccess(receipt)
}
