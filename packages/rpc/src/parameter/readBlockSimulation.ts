import type { BlockOverride } from '@mvm/protocol'
import { InvalidParameterError } from '../error/InvalidParameterError.ts'
import { readBlockOverride } from './readBlockOverride.ts'
import type { CallArguments } from './readCall.ts'
import { readCall } from './readCall.ts'
import { readField } from './readField.ts'
import { readFields } from './readFields.ts'
import { readFlag } from './readFlag.ts'
import { readList } from './readList.ts'
import { readStateOverrides, type StateOverrides } from './readStateOverrides.ts'

/** A block that a client wants to be simulated. */
export interface AskedBlock {
  readonly blockOverride: BlockOverride
  readonly stateOverrides: StateOverrides
  readonly calls: readonly CallArguments[]
}

/** What a client wants of `eth_simulateV1`. */
export interface AskedSimulation {
  readonly blocks: readonly AskedBlock[]
  readonly hasTransferLogs: boolean
  readonly isValidated: boolean
  readonly hasFullTransactions: boolean
}

const readCalls = readList(readCall)
const readBlocks = readList(readBlock)

function readBlock(value: unknown, at: string): AskedBlock {
  const fields = readFields(value, at)
  return {
    blockOverride: readField(fields, 'blockOverrides', readBlockOverride, at) ?? {},
    stateOverrides: readField(fields, 'stateOverrides', readStateOverrides, at) ?? new Map(),
    calls: readField(fields, 'calls', readCalls, at) ?? [],
  }
}

/** The object of `eth_simulateV1`. */
export function readBlockSimulation(value: unknown, at: string): AskedSimulation {
  const fields = readFields(value, at)
  const blocks = readField(fields, 'blockStateCalls', readBlocks, at) ?? []
  if (blocks.length === 0) throw new InvalidParameterError({ at: '', problem: 'empty input' })
  return {
    blocks,
    hasTransferLogs: readField(fields, 'traceTransfers', readFlag, at) ?? false,
    isValidated: readField(fields, 'validation', readFlag, at) ?? false,
    hasFullTransactions: readField(fields, 'returnFullTransactions', readFlag, at) ?? false,
  }
}
