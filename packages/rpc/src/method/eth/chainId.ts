import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** The DAC's chain id. */
export const chainId = defineMethod({
  name: 'eth_chainId',
  parameters: [],
  handle: ({ ports }) => quantity(ports.chainId),
})
