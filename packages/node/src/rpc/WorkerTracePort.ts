import type { TraceKind } from '@mvm/protocol'
import {
  InvalidInputError,
  LimitExceededError,
  type SealedHeader,
  type SimulationRequest,
  type TracePort,
  type TransactionTrace,
  UnavailableError,
} from '@mvm/rpc'
import type { SimulationMethods, TraceOutcome } from '../worker/query/simulationMethods.ts'
import { withCancelFlag } from '../worker/query/withCancelFlag.ts'
import { RemoteError } from '../worker/RemoteError.ts'
import type { WorkerThread } from '../worker/WorkerThread.ts'
import { type History, type Needed, requireKept, stateOf, whileKept } from './whileKept.ts'

/** A chain's traces for the RPC, made in a worker that does nothing else. */
export class WorkerTracePort implements TracePort {
  readonly #chainId: number
  readonly #worker: () => Promise<WorkerThread<SimulationMethods>>
  readonly #history: History | undefined

  /** @param history where what is kept begins; without it everything is */
  constructor(
    chainId: number,
    worker: () => Promise<WorkerThread<SimulationMethods>>,
    history?: History,
  ) {
    this.#chainId = chainId
    this.#worker = worker
    this.#history = history
  }

  block(
    { header, hash }: SealedHeader,
    index: number | null,
    kinds: readonly TraceKind[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<readonly TransactionTrace[]> {
    const reference = { number: header.number, hash }
    const needed = { what: `the trace of block ${header.number}`, block: header.number }
    return traced(limitBytes, this.#history, needed, () =>
      withCancelFlag(signal, async (flag) =>
        (await this.#worker()).call(
          'traceBlock',
          this.#chainId,
          reference,
          index,
          kinds,
          limitBytes,
          flag,
        ),
      ),
    )
  }

  call(
    { message, ...query }: SimulationRequest,
    kinds: readonly TraceKind[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<TransactionTrace> {
    return traced(limitBytes, this.#history, stateOf(query.at), () =>
      withCancelFlag(signal, async (flag) =>
        (await this.#worker()).call(
          'traceCall',
          this.#chainId,
          query,
          message,
          kinds,
          limitBytes,
          flag,
        ),
      ),
    )
  }
}

async function traced<T>(
  limitBytes: number,
  history: History | undefined,
  needed: Needed,
  ask: () => Promise<TraceOutcome<T>>,
): Promise<T> {
  let outcome: TraceOutcome<T>
  try {
    outcome = await whileKept(history, needed, ask)
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    if (error.code === 'NOT_A_PRECOMPILE') throw new InvalidInputError({ problem: error.message })
    if (error.code !== 'TRACE_TOO_LARGE') throw error
    throw new LimitExceededError({
      limit: 'traceBytes',
      allowed: limitBytes,
      problem: error.message,
      remedy: 'trace a single transaction, without memory and stack, or with a limit',
    })
  }
  switch (outcome.status) {
    case 'traced':
      return outcome.traces
    case 'invalid':
      throw new InvalidInputError({ problem: outcome.reason })
    case 'gone':
      requireKept(history, needed)
      throw new UnavailableError({ reason: 'the block was rolled back meanwhile' })
  }
}
