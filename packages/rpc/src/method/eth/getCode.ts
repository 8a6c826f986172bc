import { resolveBlock } from '../../chain/resolveBlock.ts'
import { data } from '../../format/data.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An account's code. */
export const getCode = defineMethod({
  name: 'eth_getCode',
  parameters: [
    required('address', readAddress),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, address, block) =>
    data(await ports.state.code(resolveBlock(ports.chain, block), address)),
})
