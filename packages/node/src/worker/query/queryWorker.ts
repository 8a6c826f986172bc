import { faultyMachine, type Machine } from '@mvm/execution'
import type { BlockReference } from '@mvm/storage'
import { StorageUnit } from '@mvm/storage'
import type { FaultConfiguration } from '../../role/FaultConfiguration.ts'
import { storageGenesis } from '../../storage/storageGenesis.ts'
import { serveWorker } from '../serveWorker.ts'
import { DacWorkerChain } from './DacWorkerChain.ts'
import { FlagSignal } from './FlagSignal.ts'
import { recordBlocks } from './recordBlocks.ts'
import { simulationMethods } from './simulationMethods.ts'
import type { CancelFlag } from './withCancelFlag.ts'

const chains = new Map<number, DacWorkerChain>()

function chainOf(chainId: number): DacWorkerChain {
  const chain = chains.get(chainId)
  if (chain === undefined) throw new RangeError(`DAC ${chainId} is not open in this worker`)
  return chain
}

/** The stored deposits of a block are those that the machine has executed: it is not to change them again. */
function tracedMachine(chainId: number, fault: FaultConfiguration): Machine {
  const { deposits: _, ...machine } = faultyMachine(fault.name, { chainId, ...fault })
  return machine
}

const methods = {
  ...simulationMethods(chainOf),
  /** @param fault of the machine by which this node executed the blocks: its traces are those of that machine */
  async open(chainId: number, folder: string, fault?: FaultConfiguration): Promise<void> {
    const genesis = storageGenesis(chainId)
    const unit = await StorageUnit.open(folder, { chainId, genesis, access: 'read' })
    chains.set(chainId, new DacWorkerChain(unit, fault && tracedMachine(chainId, fault)))
  },
  witness(
    chainId: number,
    references: readonly BlockReference[],
    limitBytes: number,
    flag: CancelFlag,
  ) {
    const signal = new FlagSignal(flag)
    signal.throwIfAborted()
    return recordBlocks(chainOf(chainId).reader, references, limitBytes, signal)
  },
  rest(chainId: number): void {
    chainOf(chainId).rest()
  },
  async closeAll(): Promise<void> {
    await Promise.all([...chains.values()].map(({ reader }) => reader.close()))
    chains.clear()
  },
}

export type QueryMethods = typeof methods

serveWorker(methods)
