import { findBlock } from '../../chain/findBlock.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A DAC's blocks have no uncles; `null` if there is no such block. */
export const getUncleCountByBlockNumber = defineMethod({
  name: 'eth_getUncleCountByBlockNumber',
  parameters: [required('block', readBlockNumber)],
  handle: ({ dac }, reference) => (findBlock(dac.chain, reference) === null ? null : '0x0'),
})
