import {
  type AccessListOutcome,
  type AccountProof,
  type Address,
  type CallOutcome,
  type GasEstimate,
  type Hex,
  toHex,
} from '@mvm/protocol'
import {
  type BlockSimulation,
  type BlockSimulationOutcome,
  InvalidInputError,
  LimitExceededError,
  type SealedHeader,
  type SimulationRequest,
  type StatePort,
} from '@mvm/rpc'
import type { StateView, StateViews } from '../state/StateViews.ts'
import type { SimulationMethods } from '../worker/query/simulationMethods.ts'
import { type CancelFlag, withCancelFlag } from '../worker/query/withCancelFlag.ts'
import { RemoteError } from '../worker/RemoteError.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import { type History, stateOf, whileKept } from './whileKept.ts'

/** A chain's state for the RPC: plain reads on this thread, simulations and proofs in the query worker. */
export class StorageStatePort implements StatePort {
  readonly #chainId: number
  readonly #states: StateViews
  readonly #worker: WorkerThread<SimulationMethods>
  readonly #history: History | undefined

  /** @param history where what is kept begins; without it everything is */
  constructor(
    chainId: number,
    states: StateViews,
    worker: WorkerThread<SimulationMethods>,
    history?: History,
  ) {
    this.#chainId = chainId
    this.#states = states
    this.#worker = worker
    this.#history = history
  }

  balance(at: SealedHeader, address: Address): Promise<bigint> {
    return this.#at(at, (state) => state.account(address)?.balance ?? 0n)
  }

  nonce(at: SealedHeader, address: Address): Promise<bigint> {
    return this.#at(at, (state) => state.account(address)?.nonce ?? 0n)
  }

  code(at: SealedHeader, address: Address): Promise<Uint8Array> {
    return this.#at(at, (state) => {
      const account = state.account(address)
      return account === null ? new Uint8Array() : state.code(account.codeHash)
    })
  }

  storageAt(at: SealedHeader, address: Address, slot: Hex): Promise<Hex> {
    return this.#at(at, (state): Hex => {
      const value = toHex(state.storage(address, slot))
      return `0x${value.slice(2).padStart(64, '0')}`
    })
  }

  proof(
    at: SealedHeader,
    address: Address,
    slots: readonly Hex[],
    signal: AbortSignal,
  ): Promise<AccountProof> {
    return this.#asked({ at }, signal, (flag) =>
      this.#worker.call('proof', this.#chainId, at.header.stateRoot, address, slots, flag),
    )
  }

  call(request: SimulationRequest, signal: AbortSignal): Promise<CallOutcome> {
    const { message, ...query } = inTime(request)
    return this.#asked(request, signal, (flag) =>
      this.#worker.call('call', this.#chainId, query, message, flag),
    )
  }

  estimateGas(request: SimulationRequest, signal: AbortSignal): Promise<GasEstimate> {
    const { message, ...query } = inTime(request)
    return this.#asked(request, signal, (flag) =>
      this.#worker.call('estimateGas', this.#chainId, query, message, flag),
    )
  }

  createAccessList(request: SimulationRequest, signal: AbortSignal): Promise<AccessListOutcome> {
    const { message, ...query } = inTime(request)
    return this.#asked(request, signal, (flag) =>
      this.#worker.call('createAccessList', this.#chainId, query, message, flag),
    )
  }

  simulate(simulation: BlockSimulation, signal: AbortSignal): Promise<BlockSimulationOutcome> {
    // Simulated blocks have the origin of the one that they stand on: its body is needed, too.
    const block = simulation.at.header.number
    return whileKept(this.#history, { what: `block ${block}`, block }, () =>
      told(signal, (flag) => this.#worker.call('simulate', this.#chainId, simulation, flag)),
    )
  }

  #at<T>(at: SealedHeader, read: (state: StateView) => T): Promise<T> {
    return whileKept(this.#history, stateOf(at), () => read(this.#states.at(at.header.stateRoot)))
  }

  #asked<T>(
    { at }: Pick<SimulationRequest, 'at'>,
    signal: AbortSignal,
    work: (flag: CancelFlag) => Promise<T>,
  ): Promise<T> {
    return whileKept(this.#history, stateOf(at), () => told(signal, work))
  }
}

/** What the worker refuses because of how it was asked is told to whoever asked. */
async function told<T>(signal: AbortSignal, work: (flag: CancelFlag) => Promise<T>): Promise<T> {
  try {
    return await withCancelFlag(signal, work)
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    if (error.code === 'NOT_A_PRECOMPILE') throw new InvalidInputError({ problem: error.message })
    if (error.code !== 'SIMULATION_TOO_LONG') throw error
    throw new LimitExceededError({
      limit: 'simulationMs',
      allowed: Number(error.fields.limitMs),
      problem: error.message,
      remedy: 'ask for less at once',
    })
  }
}

/**
 * Gives the block that would follow now its time: later than its parent, because code that asks whether time has
 * passed would otherwise be simulated on the cheap branch and run out of gas in the block it is sealed in.
 */
function inTime(request: SimulationRequest): SimulationRequest {
  const { at, isNextBlock, blockOverride } = request
  if (!isNextBlock || blockOverride.timestamp !== undefined) return request
  const timestamp = BigInt(Math.max(at.header.timestamp + 1, Math.floor(Date.now() / 1000)))
  return { ...request, blockOverride: { ...blockOverride, timestamp } }
}
