import { readHash } from '../../parameter/readHash.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A DAC's blocks have no uncles. */
export const getUncleByBlockHashAndIndex = defineMethod({
  name: 'eth_getUncleByBlockHashAndIndex',
  parameters: [required('blockHash', readHash), required('index', readNumber)],
  handle: () => null,
})
