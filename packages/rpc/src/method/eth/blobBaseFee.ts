import { quantity } from '../../format/quantity.ts'
import { defineMethod } from '../defineMethod.ts'

/** Wei per blob gas in the block that would follow now (EIP-4844); a DAC has no blobs, and the least price. */
export const blobBaseFee = defineMethod({
  name: 'eth_blobBaseFee',
  parameters: [],
  handle: ({ ports: { chain } }) =>
    quantity(chain.blobFees(chain.head('unsafe')).nextBaseFeePerGas),
})
