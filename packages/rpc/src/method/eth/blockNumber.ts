import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** Number of the newest block. */
export const blockNumber = defineMethod({
  name: 'eth_blockNumber',
  parameters: [],
  handle: ({ dac }) => quantity(dac.chain.head('unsafe').header.number),
})
