import { parentPort } from 'node:worker_threads'
import { faultyMachine } from '@mvm/execution'
import type { Address, L1Origin, QueueElement, TransactionBatch } from '@mvm/protocol'
import type {
  AcceptRequest,
  BatchRecord,
  CommitRequest,
  EntryBody,
  SealRequest,
  Vote,
} from '@mvm/sequencer'
import { StorageUnit } from '@mvm/storage'
import type { FaultConfiguration } from '../../role/FaultConfiguration.ts'
import { storageGenesis } from '../../storage/storageGenesis.ts'
import { serveWorker } from '../serveWorker.ts'
import type { WorkerReply } from '../WorkerMessage.ts'
import { type CommittedChange, type Confirmation, DacChain } from './DacChain.ts'

/** What the execution worker tells unasked. */
export interface ChainNotice {
  readonly chainId: number
  readonly change: CommittedChange
}

const chains = new Map<number, DacChain>()

function chain(chainId: number): DacChain {
  const found = chains.get(chainId)
  if (found === undefined) throw new RangeError(`DAC ${chainId} is not open in this worker`)
  return found
}

const methods = {
  async open(
    chainId: number,
    folder: string,
    sync: boolean,
    fault?: FaultConfiguration,
  ): Promise<void> {
    const unit = await StorageUnit.open(folder, { chainId, genesis: storageGenesis(chainId), sync })
    chains.set(
      chainId,
      new DacChain(
        unit,
        (change) => {
          const notice: ChainNotice = { chainId, change }
          parentPort?.postMessage({ kind: 'notice', notice } satisfies WorkerReply)
        },
        fault === undefined ? undefined : faultyMachine(fault.name, { chainId, ...fault }),
      ),
    )
  },
  head: (chainId: number) => chain(chainId).head(),
  seal: (chainId: number, request: SealRequest) => chain(chainId).seal(request),
  commit: (chainId: number, request: CommitRequest) => chain(chainId).commit(request),
  accept: (chainId: number, request: AcceptRequest) => chain(chainId).accept(request),
  blockHashes: (chainId: number, first: number, count: number) =>
    chain(chainId).blockHashes(first, count),
  seals: (chainId: number, first: number, count: number) => chain(chainId).seals(first, count),
  vote: (chainId: number) => chain(chainId).vote(),
  putVote: (chainId: number, vote: Vote<EntryBody>) => chain(chainId).putVote(vote),
  discard: (chainId: number) => chain(chainId).discard(),
  rollBack: (chainId: number, toBlock: number) => chain(chainId).rollBack(toBlock),
  adopt: (
    chainId: number,
    batch: TransactionBatch,
    queueElements: readonly QueueElement[],
    origin: L1Origin,
  ) => chain(chainId).adopt(batch, queueElements, origin),
  blocks: (chainId: number, first: number, count: number) => chain(chainId).blocks(first, count),
  outputRoots: (chainId: number, first: number, count: number) =>
    chain(chainId).outputRoots(first, count),
  batchHashOf: (chainId: number, blockNumber: number) => chain(chainId).batchHashOf(blockNumber),
  accounts: (chainId: number, addresses: readonly Address[]) => chain(chainId).accounts(addresses),
  batchRecords: (chainId: number) => chain(chainId).batchRecords(),
  putBatchRecord: (chainId: number, record: BatchRecord) => chain(chainId).putBatchRecord(record),
  pruneBatchRecords: (chainId: number, blockNumber: number) =>
    chain(chainId).pruneBatchRecords(blockNumber),
  confirm: (chainId: number, confirmation: Confirmation) => chain(chainId).confirm(confirmation),
  rest: (chainId: number) => chain(chainId).rest(),
  prune: (chainId: number, before: number, sweeps: boolean) => chain(chainId).prune(before, sweeps),
  async closeAll(): Promise<void> {
    await Promise.all([...chains.values()].map((open) => open.close()))
    chains.clear()
  },
}

export type ExecutionMethods = typeof methods

serveWorker(methods)
