import { type ChainEvents, type L1Block, L1ReorganisedError, RollupReader } from '@mvm/l1'
import type { L1Connection } from './L1Connection.ts'

const ATTEMPTS = 3

/** What L1 says about one chain from a block on, and the head as of which it says so. */
export interface ChainHistory extends ChainEvents {
  readonly head: L1Block
}

/**
 * Reads what L1 says about a chain from a block up to its head, checked as `RollupReader` does; begins again when L1
 * moves away meanwhile. Throws `L1ReorganisedError` when it keeps doing so, and what the client throws.
 */
export async function readChainEvents(
  { client, contracts, signal }: L1Connection,
  chainId: number,
  from: number,
): Promise<ChainHistory> {
  const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
  for (let attempt = 1; ; attempt++) {
    const head = await client.block('latest', { signal })
    if (head === null) throw new RangeError('L1 has no latest block')
    try {
      const range = { from, to: head.number, toHash: head.hash }
      const { byChainId } = await reader.readRange(range, signal)
      const nothing = { batches: [], queueElements: [], stateBatches: [], deletions: [] }
      return { head, ...(byChainId.get(chainId) ?? nothing) }
    } catch (error) {
      if (!(error instanceof L1ReorganisedError) || attempt === ATTEMPTS) throw error
    }
  }
}
