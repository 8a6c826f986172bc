import type { SignedTransaction } from '@mvm/protocol'
import { formatTransaction } from '../../format/formatTransaction.ts'
import { groupBySender } from '../../transaction/groupBySender.ts'
import { defineMethod } from '../defineMethod.ts'

/** All transactions in the pool by sender and nonce. */
export const content = defineMethod({
  name: 'txpool_content',
  parameters: [],
  handle: ({ dac }) => {
    const { pending, queued } = dac.pool.content()
    const format = (transaction: SignedTransaction) => formatTransaction(transaction, null)
    return { pending: groupBySender(pending, format), queued: groupBySender(queued, format) }
  },
})
