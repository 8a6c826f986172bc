import type { Json } from '../jsonrpc/Json.ts'
import type { FinalityStatus, StateBatchLocation } from '../port/RollupPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { formatBatch } from './formatBatch.ts'
import { quantity } from './quantity.ts'

/** How final a block is; times in seconds, `null` for what nobody can know yet. */
export function formatFinality({ hash, header }: SealedHeader, status: FinalityStatus): Json {
  const { withdrawableInSeconds, batch, stateBatch } = status
  return {
    blockNumber: quantity(header.number),
    blockHash: hash,
    level: status.level,
    reasons: status.reasons,
    windowSeconds: quantity(status.windowSeconds),
    withdrawableInSeconds: withdrawableInSeconds === null ? null : quantity(withdrawableInSeconds),
    batch: batch === null ? null : formatBatch(batch),
    stateBatch: stateBatch === null ? null : formatStateBatch(stateBatch),
  }
}

function formatStateBatch(stateBatch: StateBatchLocation): Json {
  return {
    stateBatchIndex: quantity(stateBatch.stateBatchIndex),
    firstBlock: quantity(stateBatch.firstBlock),
    rootCount: quantity(stateBatch.rootCount),
    asserter: stateBatch.asserter,
    appendedAtTimestamp: quantity(stateBatch.appendedAtTimestamp),
  }
}
