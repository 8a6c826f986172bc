import {
  createAccessList,
  estimateGas,
  type SimulationTarget,
  StateCache,
  simulateCall,
} from '@mvm/execution'
import type { CallMessage, SimulationRequest } from '@mvm/rpc'
import { type BlockReference, StorageUnit } from '@mvm/storage'
import { storageGenesis } from '../../storage/storageGenesis.ts'
import { serveWorker } from '../serveWorker.ts'
import { FlagSignal } from './FlagSignal.ts'
import { recordBlocks } from './recordBlocks.ts'
import type { CancelFlag } from './withCancelFlag.ts'

/** What of a request crosses to this thread. */
export type Query = Omit<SimulationRequest, 'message'>

const units = new Map<number, StorageUnit>()
const caches = new Map<number, StateCache>()

function unitOf(chainId: number): StorageUnit {
  const unit = units.get(chainId)
  if (unit === undefined) throw new RangeError(`DAC ${chainId} is not open in this worker`)
  return unit
}

function target(chainId: number, query: Query): SimulationTarget {
  const reader = unitOf(chainId)
  const cache = caches.get(chainId) ?? new StateCache({ limit: 100_000 })
  caches.set(chainId, cache)
  return { reader, profile: { kind: 'mvm', chainId }, cache, ...query }
}

const methods = {
  async open(chainId: number, folder: string): Promise<void> {
    const genesis = storageGenesis(chainId)
    units.set(chainId, await StorageUnit.open(folder, { chainId, genesis, access: 'read' }))
  },
  // Flags are looked at first: requests wait here one behind the other, often longer than anybody waits for them.
  call(chainId: number, query: Query, message: CallMessage, flag?: CancelFlag) {
    if (flag !== undefined) new FlagSignal(flag).throwIfAborted()
    return simulateCall(target(chainId, query), message)
  },
  estimateGas(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
    const signal = new FlagSignal(flag)
    signal.throwIfAborted()
    return estimateGas(target(chainId, query), message, signal)
  },
  createAccessList(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
    const signal = new FlagSignal(flag)
    signal.throwIfAborted()
    return createAccessList(target(chainId, query), message, signal)
  },
  witness(
    chainId: number,
    references: readonly BlockReference[],
    limitBytes: number,
    flag: CancelFlag,
  ) {
    const signal = new FlagSignal(flag)
    signal.throwIfAborted()
    return recordBlocks(unitOf(chainId), references, limitBytes, signal)
  },
  rest(chainId: number): void {
    caches.delete(chainId)
    unitOf(chainId).forgetState()
  },
  async closeAll(): Promise<void> {
    await Promise.all([...units.values()].map((unit) => unit.close()))
    units.clear()
  },
}

export type QueryMethods = typeof methods

serveWorker(methods)
