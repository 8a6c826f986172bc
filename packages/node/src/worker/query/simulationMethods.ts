import {
  createAccessList,
  describeSkip,
  estimateGas,
  NotAPrecompileError,
  type PlannedBlock,
  simulateCall,
  type TraceKind,
  type TransactionTrace,
  traceBlock,
  traceCall,
} from '@mvm/execution'
import type {
  BlockSimulation,
  BlockSimulationOutcome,
  CallMessage,
  SimulationRefusal,
} from '@mvm/rpc'
import type { BlockReference } from '@mvm/storage'
import { FlagSignal } from './FlagSignal.ts'
import type { Query, WorkerChain } from './WorkerChain.ts'
import type { CancelFlag } from './withCancelFlag.ts'

/** The refusals that have words of their own. */
const REFUSALS: Readonly<Record<string, SimulationRefusal>> = {
  NONCE_TOO_LOW: 'NONCE_TOO_LOW',
  NONCE_AHEAD: 'NONCE_TOO_HIGH',
  MAX_FEE_BELOW_BASE_FEE: 'BASE_FEE_TOO_HIGH',
  INTRINSIC_GAS_TOO_LOW: 'INTRINSIC_GAS',
  FLOOR_GAS_TOO_LOW: 'INTRINSIC_GAS',
  INSUFFICIENT_FUNDS: 'INSUFFICIENT_FUNDS',
  BLOCK_GAS_EXCEEDED: 'BLOCK_GAS',
  SENDER_HAS_CODE: 'SENDER_HAS_CODE',
  INIT_CODE_TOO_LARGE: 'INITCODE_SIZE',
}

/** How a trace that was asked for ended. */
export type TraceOutcome<T> =
  | { readonly status: 'traced'; readonly traces: T }
  /** The message cannot begin. */
  | { readonly status: 'invalid'; readonly reason: string }
  /** The block was rolled back meanwhile. */
  | { readonly status: 'gone' }

/** What workers do for the RPC on any profile's chain. */
export function simulationMethods(chainOf: (chainId: number) => WorkerChain) {
  /** Looked at first: requests wait here one behind the other, often longer than anybody waits for them. */
  const begin = (flag: CancelFlag): FlagSignal => {
    const signal = new FlagSignal(flag)
    signal.throwIfAborted()
    return signal
  }
  return {
    call(chainId: number, query: Query, message: CallMessage, flag?: CancelFlag) {
      if (flag !== undefined) begin(flag)
      return simulateCall(chainOf(chainId).target(query), message)
    },
    estimateGas(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
      const signal = begin(flag)
      return estimateGas(chainOf(chainId).target(query), message, signal)
    },
    createAccessList(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
      const signal = begin(flag)
      return createAccessList(chainOf(chainId).target(query), message, signal)
    },
    async simulate(
      chainId: number,
      { at, blocks, ...options }: BlockSimulation,
      flag: CancelFlag,
    ): Promise<BlockSimulationOutcome> {
      const signal = begin(flag)
      const chain = chainOf(chainId)
      try {
        const planned: readonly PlannedBlock[] = blocks
        const outcome = await chain.simulate(at, planned, { ...options, signal })
        if (outcome.status === 'simulated') {
          return { status: 'simulated', blocks: outcome.blocks.map((block) => chain.show(block)) }
        }
        const { skip } = outcome
        const refusal = REFUSALS[skip.code] ?? 'OTHER'
        return { status: 'refused', refusal, reason: describeSkip(skip) }
      } catch (error) {
        if (!(error instanceof NotAPrecompileError)) throw error
        return { status: 'refused', refusal: 'PRECOMPILE', reason: error.message }
      }
    },
    async traceBlock(
      chainId: number,
      reference: BlockReference,
      index: number | null,
      kinds: readonly TraceKind[],
      limitBytes: number,
      flag: CancelFlag,
    ): Promise<TraceOutcome<readonly TransactionTrace[]>> {
      const signal = begin(flag)
      const chain = chainOf(chainId)
      const traced = chain.traced(reference)
      if (traced === null) return { status: 'gone' }
      const options = { kinds, index, limitBytes, signal }
      return { status: 'traced', traces: await traceBlock(chain.reader, traced, options) }
    },
    async traceCall(
      chainId: number,
      query: Query,
      message: CallMessage,
      kinds: readonly TraceKind[],
      limitBytes: number,
      flag: CancelFlag,
    ): Promise<TraceOutcome<TransactionTrace>> {
      const signal = begin(flag)
      const target = chainOf(chainId).target(query)
      const trace = await traceCall(target, message, { kinds, limitBytes, signal })
      return 'invalid' in trace
        ? { status: 'invalid', reason: trace.invalid }
        : { status: 'traced', traces: trace }
    },
  }
}

/** Of any worker that simulates. */
export type SimulationMethods = ReturnType<typeof simulationMethods>
