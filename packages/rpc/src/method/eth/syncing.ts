import { formatSyncing } from '../../format/formatSyncing.ts'
import { defineMethod } from '../defineMethod.ts'

/** `false`, or how far catching up with L1 has got. */
export const syncing = defineMethod({
  name: 'eth_syncing',
  parameters: [],
  handle: ({ dac }) => formatSyncing(dac.rollup.syncStatus()),
})
