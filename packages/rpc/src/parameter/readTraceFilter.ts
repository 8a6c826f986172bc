import type { Address } from '@mvm/protocol'
import { type BlockReference, latestBlock } from './BlockReference.ts'
import { readAddress } from './readAddress.ts'
import { readBlockNumber } from './readBlockNumber.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readList } from './readList.ts'
import { readNumber } from './readNumber.ts'

/** Which frames a client wants; empty lists match any address. */
export interface TraceFilter {
  readonly fromBlock: BlockReference
  readonly toBlock: BlockReference
  readonly fromAddress: readonly Address[]
  readonly toAddress: readonly Address[]
  /** Matching frames to pass over. */
  readonly after: number
  readonly count: number
}

const readAddresses = readList(readAddress, 1000)

function readCount(value: unknown, at: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  return readNumber(value, at)
}

/** The filter object of `trace_filter`. */
export function readTraceFilter(value: unknown, at: string): TraceFilter {
  const fields = readFields(value, at)
  return {
    fromBlock: readField(fields, 'fromBlock', readBlockNumber, at) ?? latestBlock,
    toBlock: readField(fields, 'toBlock', readBlockNumber, at) ?? latestBlock,
    fromAddress: readField(fields, 'fromAddress', readAddresses, at) ?? [],
    toAddress: readField(fields, 'toAddress', readAddresses, at) ?? [],
    after: readField(fields, 'after', readCount, at) ?? 0,
    count: readField(fields, 'count', readCount, at) ?? Number.MAX_SAFE_INTEGER,
  }
}
