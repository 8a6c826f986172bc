import { type Dac, type L1Block, L1ReorganisedError, RollupReader, readChainTip } from '@mvm/l1'
import type { TransactionBatch } from '@mvm/protocol'
import type { L1Connection } from '../l1/L1Connection.ts'

/** L1 blocks that are looked through at a time, from the head backwards. */
const WINDOW = 5_000

/**
 * A chain's last batches in the order of the chain, checked as `RollupReader` does: reads no more of L1 than it takes
 * to find them. Throws `L1ReorganisedError` when L1 moves away meanwhile, and what the client throws.
 */
export async function readLastBatches(
  l1: L1Connection,
  dac: Dac,
  count: number,
): Promise<TransactionBatch[]> {
  const { client, contracts, signal } = l1
  const { batchCount } = await readChainTip(l1, dac.chainId)
  const wanted = Math.min(count, batchCount)
  const reader = new RollupReader({ client, contracts, isWanted: (id) => id === dac.chainId })
  let end = await client.block('latest', { signal })
  let batches: TransactionBatch[] = []
  while (batches.length < wanted && end !== null && end.number >= dac.createdAtBlock) {
    const from = Math.max(dac.createdAtBlock, end.number - WINDOW + 1)
    const range = { from, to: end.number, toHash: end.hash }
    const { byChainId } = await reader.readRange(range, signal)
    batches = [...(byChainId.get(dac.chainId)?.batches ?? []), ...batches]
    end = await blockBefore(l1, from)
  }
  requireLinked(batches)
  return count === 0 ? [] : batches.slice(-count)
}

async function blockBefore(
  { client, signal }: L1Connection,
  number: number,
): Promise<L1Block | null> {
  return number === 0 ? null : client.block(number - 1, { signal })
}

/** Windows are read one after the other: a reorganisation between two of them shows where they meet. */
function requireLinked(batches: readonly TransactionBatch[]): void {
  for (const [index, batch] of batches.entries()) {
    const before = batches[index - 1]
    if (before === undefined || batch.prevBatchHash === before.batchHash) continue
    const { l1BlockNumber: blockNumber, l1BlockHash: expectedHash } = batch
    throw new L1ReorganisedError({ blockNumber, expectedHash, actualHash: null })
  }
}
