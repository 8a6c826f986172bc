import type { NodeClient } from './NodeClient.ts'
import type { SyncStatus } from './SyncStatus.ts'

/** How far a node has followed L1 and derived the DAC. Throws what the client throws. */
export async function readSyncStatus(node: NodeClient, signal: AbortSignal): Promise<SyncStatus> {
  return (await node.request('optimism_syncStatus', [], signal)) as unknown as SyncStatus
}
