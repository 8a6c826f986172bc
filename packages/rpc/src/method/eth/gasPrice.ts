import { suggestedTip } from '../../fee/suggestedTip.ts'
import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** A price with which a legacy transaction goes through soon: the next base fee and a tip. */
export const gasPrice = defineMethod({
  name: 'eth_gasPrice',
  parameters: [],
  handle: ({ ports }) =>
    quantity(ports.chain.nextBaseFeePerGas(ports.chain.head('unsafe')) + suggestedTip(ports)),
})
