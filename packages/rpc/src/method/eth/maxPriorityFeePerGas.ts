import { suggestedTip } from '../../fee/suggestedTip.ts'
import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** A tip with which a transaction goes through soon. */
export const maxPriorityFeePerGas = defineMethod({
  name: 'eth_maxPriorityFeePerGas',
  parameters: [],
  handle: ({ ports }) => quantity(suggestedTip(ports)),
})
