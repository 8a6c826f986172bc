import type { NodeClient } from '../node/NodeClient.ts'

/** Index of the state batch that contains a block, as a node has seen it on L1; `null` until its state is asserted. */
export async function readStateBatchIndex(
  node: NodeClient,
  blockNumber: number,
  signal: AbortSignal,
): Promise<number | null> {
  const answer = (await node.request(
    'mvm_finalityStatus',
    [`0x${blockNumber.toString(16)}`],
    signal,
  )) as { readonly stateBatch: { readonly stateBatchIndex: string } | null } | null
  const index = answer?.stateBatch?.stateBatchIndex
  return index === undefined ? null : Number(index)
}
