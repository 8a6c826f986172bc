import type { Json } from '../jsonrpc/Json.ts'
import type { L1BlockReference, SyncStatus } from '../port/RollupPort.ts'
import { formatL2BlockReference } from './formatL2BlockReference.ts'

/** The OP Stack's `SyncStatus`; heads that a DAC does not tell apart are the same. */
export function formatSyncStatus(status: SyncStatus): Json {
  const unsafe = formatL2BlockReference(status.unsafeL2)
  const safe = formatL2BlockReference(status.safeL2)
  return {
    current_l1: formatL1BlockReference(status.currentL1),
    current_l1_finalized: formatL1BlockReference(status.finalizedL1),
    head_l1: formatL1BlockReference(status.headL1),
    safe_l1: formatL1BlockReference(status.safeL1),
    finalized_l1: formatL1BlockReference(status.finalizedL1),
    unsafe_l2: unsafe,
    safe_l2: safe,
    finalized_l2: formatL2BlockReference(status.finalizedL2),
    pending_safe_l2: safe,
    cross_unsafe_l2: unsafe,
    local_safe_l2: safe,
  }
}

function formatL1BlockReference(block: L1BlockReference): Json {
  const { hash, number, parentHash, timestamp } = block
  return { hash, number, parentHash, timestamp }
}
