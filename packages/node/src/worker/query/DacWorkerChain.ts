import {
  type BlockSimulationOptions,
  type BlockSimulationOutcome,
  type Machine,
  mvmStage,
  type PlannedBlock,
  type SimulatedBlock,
  type SimulationTarget,
  StateCache,
  simulateBlocks,
  type TracedBlock,
} from '@mvm/execution'
import {
  dacHeader,
  type SealedHeader,
  type SimulatedBlock as ShownBlock,
  UnavailableError,
} from '@mvm/rpc'
import type { BlockReference, StorageUnit } from '@mvm/storage'
import { chainTransaction } from '../../ethereum/chainTransaction.ts'
import { toParentBlock } from '../../rpc/toParentBlock.ts'
import type { Query, WorkerChain } from './WorkerChain.ts'

function emptyCache(): StateCache {
  return new StateCache({ limit: 100_000 })
}

/** A DAC in a worker. */
export class DacWorkerChain implements WorkerChain {
  readonly reader: StorageUnit
  readonly #machine: Machine | undefined
  #cache = emptyCache()

  /** @param machine by which the blocks were executed, if not the protocol's: traces are its */
  constructor(unit: StorageUnit, machine?: Machine) {
    this.reader = unit
    this.#machine = machine
  }

  /** Keeps nothing in memory that can be read again. */
  rest(): void {
    this.#cache = emptyCache()
    this.reader.forgetState()
  }

  target({ at, ...query }: Query): SimulationTarget {
    return {
      reader: this.reader,
      profile: this.#profile,
      cache: this.#cache,
      at: toParentBlock(at),
      ...query,
    }
  }

  async simulate(
    at: SealedHeader,
    planned: readonly PlannedBlock[],
    options: BlockSimulationOptions,
  ): Promise<BlockSimulationOutcome> {
    const block = this.reader.blockAt({ number: at.header.number, hash: at.hash })
    if (block === undefined) throw new UnavailableError({ reason: 'the block was rolled back' })
    const { origin, feeScalar } = block.input
    const stage = mvmStage(this.#profile, toParentBlock(at), {
      origin,
      feeScalar,
      isValidated: options.isValidated,
    })
    return simulateBlocks(this.reader, stage, planned, options)
  }

  show({ block, hash, transactions, calls }: SimulatedBlock): ShownBlock {
    if (block.kind !== 'mvm') throw new TypeError('a block of another profile')
    const { chainId } = this.reader
    return {
      block: { hash, header: dacHeader(block.header) },
      encodedTransactions: transactions.map(({ raw }) => raw),
      transactions: transactions.map(({ transaction }) =>
        chainTransaction(transaction, { chainId, r: 0n, s: 0n, yParity: 0 }),
      ),
      withdrawals: [],
      calls,
    }
  }

  traced(reference: BlockReference): TracedBlock | null {
    const block = this.reader.blockAt(reference)
    if (block === undefined || block.header.number === 0) return null
    const parentReference = { number: reference.number - 1, hash: block.header.parentHash }
    const parent = this.reader.blockAt(parentReference)
    if (parent === undefined) return null
    const { header, hash } = parent
    // What was skipped would be skipped again, and is not counted among the transactions.
    const isSkipped = new Set(block.skipped.map(({ index }) => index))
    const transactions = block.input.transactions.filter((_, index) => !isSkipped.has(index))
    return {
      profile: this.#profile,
      parent: { header, hash },
      input: { ...block.input, transactions },
      ...(this.#machine === undefined ? {} : { machine: this.#machine }),
    }
  }

  get #profile() {
    return { kind: 'mvm', chainId: this.reader.chainId } as const
  }
}
