import type { Address, Hex } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import type { LogCriteria } from '../port/LogQuery.ts'
import type { BlockReference } from './BlockReference.ts'
import { readAddress } from './readAddress.ts'
import { readBlockNumber } from './readBlockNumber.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readHash } from './readHash.ts'
import { readList } from './readList.ts'

const MAX_TOPICS = 4

/** Which logs a client wants, and from which blocks if it says so. */
export interface LogFilter {
  readonly criteria: LogCriteria
  readonly fromBlock?: BlockReference | undefined
  readonly toBlock?: BlockReference | undefined
  readonly blockHash?: Hex | undefined
}

const readAddresses = readList(readAddress)

function readAddressOrList(value: unknown, at: string): readonly Address[] {
  return Array.isArray(value) ? readAddresses(value, at) : [readAddress(value, at)]
}

function readTopics(value: unknown, at: string): readonly (readonly Hex[])[] {
  return readList(readTopic, MAX_TOPICS)(value, at)
}

function readTopic(value: unknown, at: string): readonly Hex[] {
  if (value === null) return []
  if (!Array.isArray(value)) return [readHash(value, at)]
  // As in geth: null among alternatives allows any topic.
  if (value.includes(null)) return []
  return value.map((topic, index) => readHash(topic, `${at}.${index}`))
}

/** The filter object of `eth_getLogs`, `eth_newFilter` and `eth_subscribe`. */
export function readLogFilter(value: unknown, at: string): LogFilter {
  const fields = readFields(value, at)
  const blockHash = readField(fields, 'blockHash', readHash, at)
  const fromBlock = readField(fields, 'fromBlock', readBlockNumber, at)
  const toBlock = readField(fields, 'toBlock', readBlockNumber, at)
  if (blockHash !== undefined && (fromBlock !== undefined || toBlock !== undefined)) {
    throw new InvalidParameterError({
      at,
      problem: 'cannot specify both BlockHash and FromBlock/ToBlock, choose one or the other',
    })
  }
  return {
    criteria: {
      addresses: readField(fields, 'address', readAddressOrList, at) ?? [],
      topics: readField(fields, 'topics', readTopics, at) ?? [],
    },
    fromBlock,
    toBlock,
    blockHash,
  }
}
