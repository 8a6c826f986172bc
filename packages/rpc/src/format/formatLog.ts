import type { ChainLog } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import { quantity } from './quantity.ts'

/** A log with its place; `removed` tells that a reorg took its block away. */
export function formatLog(log: ChainLog, removed = false): Json {
  return {
    address: log.address,
    topics: log.topics,
    data: log.data,
    blockNumber: quantity(log.blockNumber),
    blockHash: log.blockHash,
    blockTimestamp: quantity(log.blockTimestamp),
    transactionHash: log.transactionHash,
    transactionIndex: quantity(log.transactionIndex),
    logIndex: quantity(log.logIndex),
    removed,
  }
}
