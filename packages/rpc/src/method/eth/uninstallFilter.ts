import { readHexText } from '../../parameter/readHexText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** Drops a filter; `false` if there is none. */
export const uninstallFilter = defineMethod({
  name: 'eth_uninstallFilter',
  parameters: [required('filterId', readHexText)],
  handle: ({ filters }, filterId) => filters.remove(filterId.toLowerCase()),
})
