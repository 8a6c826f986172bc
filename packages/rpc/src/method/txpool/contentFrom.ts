import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import type { SignedChainTransaction } from '../../port/ChainTransaction.ts'
import { showPool } from '../../transaction/showPool.ts'
import { defineMethod } from '../defineMethod.ts'

/** One sender's transactions in the pool by nonce. */
export const contentFrom = defineMethod({
  name: 'txpool_contentFrom',
  parameters: [required('address', readAddress)],
  handle: async ({ ports, limits, signal }, address) => {
    const isSenders = ({ signer }: SignedChainTransaction) => signer === address
    const all = ports.pool.content()
    const { pending, queued } = await showPool(
      { pending: all.pending.filter(isSenders), queued: all.queued.filter(isSenders) },
      limits,
      signal,
    )
    return { pending: pending[address] ?? {}, queued: queued[address] ?? {} }
  },
})
