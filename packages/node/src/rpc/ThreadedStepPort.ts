import { MvmError, toHex } from '@mvm/protocol'
import { BatchesMissingError } from '@mvm/ranger'
import {
  defaultRpcLimits,
  LimitExceededError,
  type OneStepWitness,
  type SealedHeader,
  type StepTracePort,
  type TracedState,
  UnavailableError,
} from '@mvm/rpc'
import type { StorageUnit } from '@mvm/storage'
import type { StepTraces } from '../disputing/StepTraces.ts'
import { ThreadedTrace } from '../disputing/ThreadedTrace.ts'
import type { TraceRequest } from '../disputing/TraceRequest.ts'
import { askL1 } from './askL1.ts'
import { type History, whileKept } from './whileKept.ts'

/** A DAC's traces of steps for the RPC, made in a thread of their own. */
export class ThreadedStepPort implements StepTracePort {
  readonly #chainId: number
  readonly #traces: StepTraces
  readonly #requestOf: (blockNumber: number, signal: AbortSignal) => Promise<TraceRequest>
  readonly #unit: History & Pick<StorageUnit, 'batchOfBlock'>

  /** @param requestOf what a block's trace is made of */
  constructor(
    chainId: number,
    traces: StepTraces,
    requestOf: (blockNumber: number, signal: AbortSignal) => Promise<TraceRequest>,
    unit: History & Pick<StorageUnit, 'batchOfBlock'>,
  ) {
    this.#chainId = chainId
    this.#traces = traces
    this.#requestOf = requestOf
    this.#unit = unit
  }

  states(
    block: SealedHeader,
    first: number,
    last: number,
    signal: AbortSignal,
  ): Promise<readonly TracedState[]> {
    return this.#ask(block, (trace) => trace.statesAt(first, last), signal)
  }

  async step(block: SealedHeader, position: number, signal: AbortSignal): Promise<OneStepWitness> {
    const step = await this.#ask(block, (trace) => trace.stepAt(position), signal)
    const { kind, opcode = null, preHash, postHash, moduleId, tape } = step
    return { kind, opcode, preHash, postHash, moduleId, tape: toHex(tape) }
  }

  #ask<T>(
    block: SealedHeader,
    question: (trace: ThreadedTrace) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const { number } = block.header
    const needed = { what: `the trace of block ${number}`, block: number }
    return whileKept(this.#unit, needed, () =>
      whileSmall(() =>
        this.#traces.ask(
          // The same block in another batch, after a reorganisation of L1, has other states.
          `${this.#chainId}/${block.hash}/${this.#unit.batchOfBlock(number)?.batchHash}`,
          () => askL1(() => this.#open(block, signal)),
          question,
          signal,
        ),
      ),
    )
  }

  async #open({ header }: SealedHeader, signal: AbortSignal): Promise<ThreadedTrace> {
    let request: TraceRequest
    try {
      request = await this.#requestOf(header.number, signal)
    } catch (error) {
      if (!(error instanceof BatchesMissingError)) throw error
      throw new UnavailableError({ reason: `block ${header.number} is in no batch on L1 yet` })
    }
    if (request.start.parentHash !== header.parentHash) {
      throw new UnavailableError({ reason: 'the block was rolled back meanwhile' })
    }
    return new ThreadedTrace(request, undefined, this.#traces.threads)
  }
}

/** What a trace answers. Throws {@link LimitExceededError} when it takes more memory than it may. */
async function whileSmall<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof MvmError) || error.code !== 'TRACE_TOO_LARGE') throw error
    throw new LimitExceededError({
      limit: 'stepTraceBytes',
      allowed: defaultRpcLimits.stepTraceBytes,
      problem: 'the trace of the block takes too much memory',
      remedy: 'derive it from L1 with `mvm dispute step`',
    })
  }
}
