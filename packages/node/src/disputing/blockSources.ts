import type { BatchSources } from '@mvm/derivation'
import type { BlockSources } from '@mvm/fraud-proof'
import { type L1Client, L1ReorganisedError } from '@mvm/l1'
import { type BlockHeader, fromHex, keccak256Hex, type L1BlockHash } from '@mvm/protocol'

/**
 * What a block's trace reads beside state: its batch, the header before it, and that of its origin on L1. Throws
 * {@link L1ReorganisedError} when L1 no longer has the origin.
 */
export async function blockSources(
  client: L1Client,
  { batch, queueElements }: Pick<BatchSources, 'batch' | 'queueElements'>,
  parent: BlockHeader,
  signal: AbortSignal,
): Promise<BlockSources> {
  const { originNumber: blockNumber, originHash: expectedHash } = batch
  const rlp = await client.headerRlp(blockNumber, { signal })
  const actualHash = rlp === null ? null : (keccak256Hex(fromHex(rlp)) as L1BlockHash)
  if (rlp === null || actualHash !== expectedHash) {
    throw new L1ReorganisedError({ blockNumber, expectedHash, actualHash })
  }
  return { parent, batch, queueElements, originHeader: fromHex(rlp) }
}
