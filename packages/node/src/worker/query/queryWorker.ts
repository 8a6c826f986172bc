import {
  createAccessList,
  estimateGas,
  type SimulationTarget,
  StateCache,
  simulateCall,
} from '@mvm/execution'
import type { CallMessage, SimulationRequest } from '@mvm/rpc'
import { StorageUnit } from '@mvm/storage'
import { storageGenesis } from '../../storage/storageGenesis.ts'
import { serveWorker } from '../serveWorker.ts'

/** What of a request crosses to this thread. */
export type Query = Omit<SimulationRequest, 'message'>

const units = new Map<number, StorageUnit>()
const caches = new Map<number, StateCache>()

function target(chainId: number, query: Query): SimulationTarget {
  const reader = units.get(chainId)
  if (reader === undefined) throw new RangeError(`DAC ${chainId} is not open in this worker`)
  const cache = caches.get(chainId) ?? new StateCache({ limit: 100_000 })
  caches.set(chainId, cache)
  return { reader, profile: { kind: 'mvm', chainId }, cache, ...query }
}

const methods = {
  async open(chainId: number, folder: string): Promise<void> {
    const genesis = storageGenesis(chainId)
    units.set(chainId, await StorageUnit.open(folder, { chainId, genesis, access: 'read' }))
  },
  call: (chainId: number, query: Query, message: CallMessage) =>
    simulateCall(target(chainId, query), message),
  estimateGas: (chainId: number, query: Query, message: CallMessage) =>
    estimateGas(target(chainId, query), message),
  createAccessList: (chainId: number, query: Query, message: CallMessage) =>
    createAccessList(target(chainId, query), message),
  async closeAll(): Promise<void> {
    await Promise.all([...units.values()].map((unit) => unit.close()))
    units.clear()
  },
}

export type QueryMethods = typeof methods

serveWorker(methods)
