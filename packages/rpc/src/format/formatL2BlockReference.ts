import type { Json } from '../jsonrpc/Json.ts'
import type { L2BlockReference } from '../port/RollupPort.ts'

/** An L2 block with its L1 origin, with the OP Stack's field names and plain numbers. */
export function formatL2BlockReference(block: L2BlockReference): Json {
  const { hash, number, parentHash, timestamp, l1Origin, sequenceNumber } = block
  const l1origin = { hash: l1Origin.hash, number: l1Origin.number }
  return { hash, number, parentHash, timestamp, l1origin, sequenceNumber }
}
