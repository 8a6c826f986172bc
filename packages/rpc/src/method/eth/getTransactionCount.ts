import { resolveBlock } from '../../chain/resolveBlock.ts'
import { quantity } from '../../format/quantity.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An account's nonce; with tag `pending` the one after its executable transactions in the pool. */
export const getTransactionCount = defineMethod({
  name: 'eth_getTransactionCount',
  parameters: [
    required('address', readAddress),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, address, block) => {
    const nonce = await ports.state.nonce(resolveBlock(ports.chain, block), address)
    const isPending = block.kind === 'tag' && block.tag === 'pending'
    const pendingNonce = isPending ? ports.pool.pendingNonce(address) : null
    return quantity(pendingNonce !== null && pendingNonce > nonce ? pendingNonce : nonce)
  },
})
