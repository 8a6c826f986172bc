import type { ChainLog } from '@mvm/protocol'
import type { BlockWithReceipts } from '../port/ChainEvents.ts'

/** All logs of a block in order, with their places. */
export function blockLogs({ hash, header, receipts }: BlockWithReceipts): ChainLog[] {
  const logs: ChainLog[] = []
  for (const [transactionIndex, receipt] of receipts.entries()) {
    for (const { address, topics, data } of receipt.logs) {
      logs.push({
        address,
        topics,
        data,
        blockNumber: header.number,
        blockHash: hash,
        blockTimestamp: header.timestamp,
        transactionHash: receipt.transactionHash,
        transactionIndex,
        logIndex: logs.length,
      })
    }
  }
  return logs
}
