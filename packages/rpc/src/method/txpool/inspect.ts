import { groupBySender } from '../../transaction/groupBySender.ts'
import { summarizeTransaction } from '../../transaction/summarizeTransaction.ts'
import { defineMethod } from '../defineMethod.ts'

/** All transactions in the pool by sender and nonce, each in a line. */
export const inspect = defineMethod({
  name: 'txpool_inspect',
  parameters: [],
  handle: ({ ports }) => {
    const { pending, queued } = ports.pool.content()
    return {
      pending: groupBySender(pending, summarizeTransaction),
      queued: groupBySender(queued, summarizeTransaction),
    }
  },
})
