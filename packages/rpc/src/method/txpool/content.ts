import { formatTransaction } from '../../format/formatTransaction.ts'
import type { SignedChainTransaction } from '../../port/ChainTransaction.ts'
import { groupBySender } from '../../transaction/groupBySender.ts'
import { defineMethod } from '../defineMethod.ts'

/** All transactions in the pool by sender and nonce. */
export const content = defineMethod({
  name: 'txpool_content',
  parameters: [],
  handle: ({ ports }) => {
    const { pending, queued } = ports.pool.content()
    const format = (transaction: SignedChainTransaction) => formatTransaction(transaction, null)
    return { pending: groupBySender(pending, format), queued: groupBySender(queued, format) }
  },
})
