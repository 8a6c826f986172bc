import { filterChanges } from '../../filter/filterChanges.ts'
import { readHexText } from '../../parameter/readHexText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** What is new since the filter was last asked: hashes, or logs with `removed` where a reorg took them away. */
export const getFilterChanges = defineMethod({
  name: 'eth_getFilterChanges',
  parameters: [required('filterId', readHexText)],
  handle: (context, filterId) => filterChanges(context, filterId.toLowerCase()),
})
