import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** How many transactions wait in the pool. */
export const status = defineMethod({
  name: 'txpool_status',
  parameters: [],
  handle: ({ ports }) => {
    const { pending, queued } = ports.pool.counts()
    return { pending: quantity(pending), queued: quantity(queued) }
  },
})
