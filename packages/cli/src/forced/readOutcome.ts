import { setTimeout as delay } from 'node:timers/promises'
import type { TransactionHash } from '@mvm/protocol'
import { dacUrl } from '../dac/dacUrl.ts'
import { NodeRpcError } from '../error/NodeRpcError.ts'
import { NodeUnreachableError } from '../error/NodeUnreachableError.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { openNode } from '../session/openNode.ts'
import { describeReceipt } from '../transaction/describeReceipt.ts'
import type { RpcReceipt } from '../transaction/RpcReceipt.ts'
import { requireSuccess } from '../transaction/requireSuccess.ts'

const ATTEMPTS = 15
const INTERVAL_MS = 200

/**
 * Whether an included transaction succeeded on L2, if a node can say so within a few seconds; `null` if not. Throws
 * `TransactionRevertedError` when it failed.
 */
export async function readOutcome(
  context: CommandContext,
  slug: string,
  hash: TransactionHash,
): Promise<true | null> {
  const { settings, signal } = context
  const node = openNode(context, dacUrl(settings.rpcUrl?.value ?? '', slug))
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    try {
      const receipt = await node.request('eth_getTransactionReceipt', [hash], signal)
      if (receipt !== null) {
        requireSuccess(describeReceipt(receipt as unknown as RpcReceipt, 'safe'))
        return true
      }
    } catch (error) {
      if (error instanceof NodeUnreachableError || error instanceof NodeRpcError) return null
      throw error
    }
    await delay(INTERVAL_MS, undefined, { signal })
  }
  return null
}
