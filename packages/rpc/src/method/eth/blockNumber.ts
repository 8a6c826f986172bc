import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** Number of the newest block. */
export const blockNumber = defineMethod({
  name: 'eth_blockNumber',
  parameters: [],
  handle: ({ ports }) => quantity(ports.chain.head('unsafe').header.number),
})
