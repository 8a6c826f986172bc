import {
  type BlockSimulationOptions,
  type BlockSimulationOutcome,
  type EthereumParent,
  type EthereumProfile,
  ethereumStage,
  inputOfEthereumBlock,
  type PlannedBlock,
  type SimulatedBlock,
  type SimulationTarget,
  StateCache,
  simulateBlocks,
  type TracedBlock,
} from '@mvm/execution'
import { type SealedHeader, type SimulatedBlock as ShownBlock, UnavailableError } from '@mvm/rpc'
import type { BlockReference, EthereumUnit } from '@mvm/storage'
import type { Query, WorkerChain } from '../worker/query/WorkerChain.ts'
import { chainTransaction } from './chainTransaction.ts'
import { parentAt } from './parentAt.ts'

/** An Ethereum chain in a worker. */
export class EthereumWorkerChain implements WorkerChain {
  readonly reader: EthereumUnit
  readonly profile: EthereumProfile
  readonly #cache = new StateCache({ limit: 100_000 })

  constructor(unit: EthereumUnit, profile: EthereumProfile) {
    this.reader = unit
    this.profile = profile
  }

  target({ at, ...query }: Query): SimulationTarget {
    const { reader, profile } = this
    return { reader, profile, cache: this.#cache, at: this.parent(at), ...query }
  }

  simulate(
    at: SealedHeader,
    planned: readonly PlannedBlock[],
    options: BlockSimulationOptions,
  ): Promise<BlockSimulationOutcome> {
    const stage = ethereumStage(this.profile, this.parent(at), options.isValidated)
    return simulateBlocks(this.reader, stage, planned, options)
  }

  show({ block, hash, transactions, calls }: SimulatedBlock): ShownBlock {
    if (block.kind !== 'ethereum') throw new TypeError('a block of another profile')
    const { chainId } = this.profile
    return {
      block: { hash, header: block.block.header },
      encodedTransactions: transactions.map(({ raw }) => raw),
      transactions: transactions.map(({ transaction }) =>
        chainTransaction(transaction, { chainId, r: 0n, s: 0n, yParity: 0 }),
      ),
      withdrawals: block.block.withdrawals,
      calls,
    }
  }

  traced(reference: BlockReference): TracedBlock | null {
    const stored = this.reader.blockAt(reference)
    const parent = parentAt(this.reader, reference.number - 1)
    if (stored === undefined || parent === null) return null
    return { profile: this.profile, parent, input: inputOfEthereumBlock(stored.block) }
  }

  /** The block with its ancestors. */
  parent({ header, hash }: Pick<SealedHeader, 'header' | 'hash'>): EthereumParent {
    const parent = parentAt(this.reader, header.number)
    if (parent?.hash === hash) return parent
    throw new UnavailableError({ reason: `block ${hash} is not on this node` })
  }
}
