import { type ExecutedBlock, executeBlock, MemoryStateStore } from '@mvm/execution'
import { ContentStore, initialState, keepSources, type RunningState } from '@mvm/fraud-proof'
import { type Address, asAddress, type BlockInput } from '@mvm/protocol'
import { blockOfOneCall, word } from '../../../packages/fraud-proof/test/block/blockOfOneCall.ts'
import type { TraceWorkload } from './TraceWorkload.ts'

/** Others in the state, and slots of the contract's: ways through the tries are as long as in a DAC that is used. */
const CROWD = 20_000
const SLOTS = 20_000

/** The n-th of the others, who have a balance and nothing else. */
export const other = (n: number): Address =>
  asAddress(`0x${(0xd0_0000_0000 + n).toString(16).padStart(40, '0')}`)

/** A block of one transaction: as the executor takes it, and as the machine begins it. */
export interface TraceBlock {
  execute(): Promise<ExecutedBlock>
  readonly start: RunningState
  /** What the machine reads; a new one at each call. */
  store(): ContentStore
}

export function prepareTrace({ code, gasLimit, data, storage }: TraceWorkload): TraceBlock {
  const account = { nonce: 0n, balance: 1n, code: new Uint8Array() }
  const slots = Array.from({ length: SLOTS }, (_, i) => [word(2 ** 40 + i), word(i + 1)] as const)
  const { written, parent, raw, origin, start, sources } = blockOfOneCall({
    ...{ code, gasLimit, data, storage: new Map([...slots, ...storage]) },
    others: new Map(Array.from({ length: CROWD }, (_, i) => [other(i), account] as const)),
  })
  const reader = new MemoryStateStore()
  reader.add(written)
  const { chainId, number } = start
  const { feeScalar, producer } = sources.batch
  const input: BlockInput = {
    ...{ chainId, number, timestamp: origin.timestamp, origin, feeScalar, coinbase: producer },
    ...{ deposits: [], transactions: [raw] },
  }
  return {
    execute: () => executeBlock(reader, parent, input, { kind: 'mvm', chainId }),
    start: initialState(start),
    store: () => {
      const store = new ContentStore(reader)
      keepSources(store, sources)
      return store
    },
  }
}
