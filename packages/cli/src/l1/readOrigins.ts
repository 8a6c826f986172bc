import { type L1Block, L1ReorganisedError } from '@mvm/l1'
import type { TransactionBatch } from '@mvm/protocol'
import type { L1Connection } from './L1Connection.ts'

/** The L1 blocks that batches name as their origins, in the order of the batches. Throws `L1ReorganisedError`. */
export async function readOrigins(
  { client, signal }: L1Connection,
  batches: readonly TransactionBatch[],
): Promise<L1Block[]> {
  const references = batches.map(({ originHash }) => ({ hash: originHash }))
  const blocks = await client.blocks(references, { signal })
  return blocks.map((block, index) => {
    if (block !== null) return block
    const { originNumber, originHash } = batches[index] as TransactionBatch
    throw new L1ReorganisedError({
      blockNumber: originNumber,
      expectedHash: originHash,
      actualHash: null,
    })
  })
}
