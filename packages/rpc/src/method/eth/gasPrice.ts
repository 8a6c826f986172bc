import { suggestedTip } from '../../fee/suggestedTip.ts'
import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** A price with which a legacy transaction goes through soon: the next base fee and a tip. */
export const gasPrice = defineMethod({
  name: 'eth_gasPrice',
  parameters: [],
  handle: ({ dac }) =>
    quantity(dac.chain.nextBaseFeePerGas(dac.chain.head('unsafe')) + suggestedTip(dac)),
})
