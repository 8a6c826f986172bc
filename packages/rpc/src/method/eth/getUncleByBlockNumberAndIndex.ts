import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { readNumber } from '../../parameter/readNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A DAC's blocks have no uncles. */
export const getUncleByBlockNumberAndIndex = defineMethod({
  name: 'eth_getUncleByBlockNumberAndIndex',
  parameters: [required('block', readBlockNumber), required('index', readNumber)],
  handle: () => null,
})
