import { formatTransaction } from '../../format/formatTransaction.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { required } from '../../parameter/required.ts'
import type { SignedChainTransaction } from '../../port/ChainTransaction.ts'
import { groupBySender } from '../../transaction/groupBySender.ts'
import { defineMethod } from '../defineMethod.ts'

/** One sender's transactions in the pool by nonce. */
export const contentFrom = defineMethod({
  name: 'txpool_contentFrom',
  parameters: [required('address', readAddress)],
  handle: ({ ports }, address) => {
    const { pending, queued } = ports.pool.content()
    const format = (transaction: SignedChainTransaction) => formatTransaction(transaction, null)
    return {
      pending: groupBySender(pending, format)[address] ?? {},
      queued: groupBySender(queued, format)[address] ?? {},
    }
  },
})
