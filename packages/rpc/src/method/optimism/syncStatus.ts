import { formatSyncStatus } from '../../format/formatSyncStatus.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** How far this node has followed L1 and derived L2, with the field names of the OP Stack. */
export const syncStatus = defineDacMethod({
  name: 'optimism_syncStatus',
  parameters: [],
  handle: ({ ports }) => formatSyncStatus(ports.rollup.syncStatus()),
})
