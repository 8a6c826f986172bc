import type { NodeClient } from '../node/NodeClient.ts'
import type { FinalityLevel } from './finalityLevels.ts'
import type { RpcReceipt } from './RpcReceipt.ts'
import type { TransactionStatus } from './TransactionStatus.ts'

/** Where a transaction stands now. Throws what the client throws. */
export async function readTransactionStatus(
  node: NodeClient,
  hash: string,
  signal: AbortSignal,
): Promise<TransactionStatus> {
  const receipt = await node.request('eth_getTransactionReceipt', [hash], signal)
  if (receipt === null) {
    const transaction = await node.request('eth_getTransactionByHash', [hash], signal)
    return { level: transaction === null ? 'unknown' : 'pending' }
  }
  const finality = (await node.request('mvm_finalityStatus', [hash], signal)) as {
    readonly level: FinalityLevel
    readonly reasons: readonly string[]
  } | null
  return {
    level: finality?.level ?? 'unsafe',
    reasons: finality?.reasons ?? [],
    receipt: receipt as unknown as RpcReceipt,
  }
}
