import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** Wei per gas in the block that would follow now. */
export const baseFee = defineMethod({
  name: 'eth_baseFee',
  parameters: [],
  handle: ({ ports: { chain } }) => quantity(chain.nextBaseFeePerGas(chain.head('unsafe'))),
})
