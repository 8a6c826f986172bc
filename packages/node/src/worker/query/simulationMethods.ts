import {
  createAccessList,
  describeSkip,
  estimateGas,
  NotAPrecompileError,
  type PlannedBlock,
  proveAccount,
  simulateCall,
  type TransactionTrace,
  traceBlock,
  traceCall,
} from '@mvm/execution'
import type { Address, CallMessage, Hex, StateRoot, TraceKind } from '@mvm/protocol'
import type { BlockSimulation, BlockSimulationOutcome, SimulationRefusal } from '@mvm/rpc'
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
  const begin = (flag: CancelFlag, timeLimitMs?: number): FlagSignal => {
    const signal = new FlagSignal(flag, timeLimitMs)
    signal.throwIfAborted()
    return signal
  }
  return {
    call(chainId: number, query: Query, message: CallMessage, flag?: CancelFlag) {
      const target = chainOf(chainId).target(query)
      if (flag === undefined) return simulateCall(target, message)
      return simulateCall({ ...target, interrupt: begin(flag, query.timeLimitMs) }, message)
    },
    /** Where reads of a thousand slots keep nobody waiting but those who have others simulate. */
    proof(
      chainId: number,
      stateRoot: StateRoot,
      address: Address,
      slots: readonly Hex[],
      flag: CancelFlag,
    ) {
      begin(flag)
      return proveAccount(chainOf(chainId).reader, stateRoot, address, slots)
    },
    estimateGas(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
      const interrupt = begin(flag, query.timeLimitMs)
      return estimateGas({ ...chainOf(chainId).target(query), interrupt }, message, interrupt)
    },
    createAccessList(chainId: number, query: Query, message: CallMessage, flag: CancelFlag) {
      const interrupt = begin(flag, query.timeLimitMs)
      return createAccessList({ ...chainOf(chainId).target(query), interrupt }, message, interrupt)
    },
    async simulate(
      chainId: number,
      { at, blocks, timeLimitMs, ...options }: BlockSimulation,
      flag: CancelFlag,
    ): Promise<BlockSimulationOutcome> {
      const signal = begin(flag, timeLimitMs)
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
