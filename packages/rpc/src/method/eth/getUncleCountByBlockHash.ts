import { readHash } from '../../parameter/readHash.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A DAC's blocks have no uncles; `null` if there is no such block. */
export const getUncleCountByBlockHash = defineMethod({
  name: 'eth_getUncleCountByBlockHash',
  parameters: [required('blockHash', readHash)],
  handle: ({ dac }, reference) => (dac.chain.headerByHash(reference) === null ? null : '0x0'),
})
