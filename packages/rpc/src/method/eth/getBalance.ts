import { resolveBlock } from '../../chain/resolveBlock.ts'
import { quantity } from '../../format/quantity.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An account's MT in wei. */
export const getBalance = defineMethod({
  name: 'eth_getBalance',
  parameters: [
    required('address', readAddress),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, address, block) =>
    quantity(await ports.state.balance(resolveBlock(ports.chain, block), address)),
})
