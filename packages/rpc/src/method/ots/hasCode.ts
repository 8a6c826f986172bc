import { resolveBlock } from '../../chain/resolveBlock.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** Whether there is code at an address. */
export const hasCode = defineMethod({
  name: 'ots_hasCode',
  parameters: [
    required('address', readAddress),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports }, address, block) =>
    (await ports.state.code(resolveBlock(ports.chain, block), address)).length > 0,
})
