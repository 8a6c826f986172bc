import type { FinishedRecord } from '../port/BatchRecord.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { ClosedBatch } from './ClosedBatch.ts'
import type { RollupRules } from './RollupRules.ts'
import { restoreBuilder } from './restoreBuilder.ts'
import { UnreproducibleBatchError } from './UnreproducibleBatchError.ts'

/**
 * A finished batch with its payload, built again from the committed blocks. Throws
 * {@link UnreproducibleBatchError} when the blocks do not give the hash on record.
 */
export async function restoreClosedBatch(
  record: FinishedRecord,
  chain: Pick<ChainPort, 'blocks'>,
  rules: RollupRules,
): Promise<ClosedBatch> {
  if (record.kind === 'adopted') {
    const { batch } = record
    return { ...batch, producerSignature: new Uint8Array(0) }
  }
  const { opening, blockCount, batchHash } = record
  const builder = await restoreBuilder(opening, blockCount, chain, rules)
  const closed = builder.close()
  if (closed.batchHash === batchHash) return closed
  throw new UnreproducibleBatchError({
    firstBlock: opening.firstBlock,
    recorded: batchHash,
    reproduced: closed.batchHash,
  })
}
