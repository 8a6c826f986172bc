import type { DacPorts } from '../port/DacPorts.ts'
import type { L2BlockReference } from '../port/RollupPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'

/** A block with its L1 origin; its place in its batch is 0 while it is in none that L1 has. */
export function l2BlockReference(ports: DacPorts, block: SealedHeader): L2BlockReference {
  const { number, parentHash, timestamp } = block.header
  const l1 = ports.chain.l1Attributes(block)
  const batch = ports.rollup.batchOf(block)
  return {
    hash: block.hash,
    number,
    parentHash,
    timestamp,
    l1Origin:
      l1 === null
        ? ports.rollup.config().genesis.l1
        : { hash: l1.originHash, number: l1.originNumber },
    sequenceNumber: batch === null ? 0 : number - batch.firstBlock,
  }
}
