import { outputRootPath } from '@mvm/protocol'
import type { ChainPort } from '../port/ChainPort.ts'
import type { AssertedBatch } from '../port/L1ViewPort.ts'
import type { Flights } from './Flights.ts'
import type { PostingPolicy } from './PostingPolicy.ts'
import { MAX_STATE_BATCH_ROOTS, planStateBatch, type SafeBatch } from './planStateBatch.ts'
import { stateBatchGasLimit } from './stateBatchGasLimit.ts'

export interface StateRootOrder {
  readonly chainId: number
  readonly firstUnassertedBlock: number
  /** What the next state batch would build on; absent where that is block 0. */
  readonly lastStateBatch?: AssertedBatch | undefined
  readonly safeBatches: readonly SafeBatch[]
  readonly l1HeadNumber: number
  readonly nowMs: number
}

/**
 * Asserts the output roots of safe blocks, one state batch at a time, and none behind roots that are not the chain's: what
 * follows from those is another chain, and whoever disputed a right root behind them would win.
 */
export class StateRootPoster {
  readonly #flights: Flights
  readonly #chain: Pick<ChainPort, 'outputRoots' | 'batchHashOf'>
  readonly #policy: PostingPolicy
  readonly #onWrongBase: (stateBatch: AssertedBatch) => void
  #lastLaunchedAtMs = Number.NEGATIVE_INFINITY
  /** The last one that was told. */
  #wrongBase: AssertedBatch | undefined

  /** @param onWrongBase told once of each state batch that nothing is asserted behind. */
  constructor(
    flights: Flights,
    chain: Pick<ChainPort, 'outputRoots' | 'batchHashOf'>,
    policy: PostingPolicy,
    onWrongBase: (stateBatch: AssertedBatch) => void = () => undefined,
  ) {
    this.#onWrongBase = onWrongBase
    this.#flights = flights
    this.#chain = chain
    this.#policy = policy
  }

  get inFlightCount(): number {
    return this.#flights.inFlightCount
  }

  /** Sends the next state batch if it is time. Returns when it will be, if that depends on the clock alone. */
  async sync(order: StateRootOrder, signal: AbortSignal): Promise<number | undefined> {
    const plan = planStateBatch(order.firstUnassertedBlock, order.safeBatches)
    if (plan === undefined) return undefined
    // Without the roots: after a restart the same block is asserted by the call in flight, whatever its length.
    const key = `state:${order.chainId}:${plan.firstBlock}`
    const atMs = this.#flights.mayLaunchAtMs(key, order.l1HeadNumber)
    if (atMs === undefined) return undefined
    const isFull = plan.rootCount === MAX_STATE_BATCH_ROOTS
    const dueAtMs = isFull ? 0 : this.#lastLaunchedAtMs + this.#policy.stateBatchIntervalMs
    const launchAtMs = Math.max(atMs, dueAtMs)
    if (launchAtMs > order.nowMs) return launchAtMs

    if (!(await this.#isTrue(order.lastStateBatch))) return undefined
    // What a dispute has deleted begins where the log may have been pruned long ago.
    const batchHash =
      plan.batchHash ?? (await this.#chain.batchHashOf(plan.firstBlock + plan.rootCount - 1))
    if (batchHash === undefined) return undefined
    const outputRoots = await this.#chain.outputRoots(plan.firstBlock, plan.rootCount)
    this.#flights.retain(new Set([key]), () => true)
    this.#lastLaunchedAtMs = order.nowMs
    const batch = {
      chainId: order.chainId,
      firstBlock: plan.firstBlock,
      outputRoots,
      batchHash,
    }
    const gasLimit = stateBatchGasLimit(plan.rootCount)
    const callWithId = (id: string) => ({ kind: 'appendStateBatch', id, batch, gasLimit }) as const
    this.#flights.launch(key, callWithId, signal)
    return undefined
  }

  /** Whether what is asserted last is what the chain has. */
  async #isTrue(last: AssertedBatch | undefined): Promise<boolean> {
    if (last === undefined) return true
    const own = await this.#chain.outputRoots(last.firstBlock, last.rootCount)
    const { merkleRoot } = outputRootPath(last.firstBlock, own, 0)
    if (merkleRoot === last.merkleRoot) return true
    const isTold =
      this.#wrongBase?.stateBatchIndex === last.stateBatchIndex &&
      this.#wrongBase.merkleRoot === last.merkleRoot
    this.#wrongBase = last
    if (!isTold) this.#onWrongBase(last)
    return false
  }
}
