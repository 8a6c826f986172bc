import { formatSyncStatus } from '../../format/formatSyncStatus.ts'
import { defineMethod } from '../defineMethod.ts'

/** How far this node has followed L1 and derived L2, with the field names of the OP Stack. */
export const syncStatus = defineMethod({
  name: 'optimism_syncStatus',
  parameters: [],
  handle: ({ dac }) => formatSyncStatus(dac.rollup.syncStatus()),
})
