import { showPool } from '../../transaction/showPool.ts'
import { defineMethod } from '../defineMethod.ts'

/** All transactions in the pool by sender and nonce. */
export const content = defineMethod({
  name: 'txpool_content',
  parameters: [],
  handle: ({ ports, limits, signal }) => showPool(ports.pool.content(), limits, signal),
})
