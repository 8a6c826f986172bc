import { resolveBlock } from '../../chain/resolveBlock.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readStorageSlot } from '../../parameter/readStorageSlot.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** One word of an account's storage. */
export const getStorageAt = defineMethod({
  name: 'eth_getStorageAt',
  parameters: [
    required('address', readAddress),
    required('slot', readStorageSlot),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: ({ ports }, address, slot, block) =>
    ports.state.storageAt(resolveBlock(ports.chain, block), address, slot),
})
