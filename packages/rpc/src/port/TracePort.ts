import type { TraceKind } from '@mvm/protocol'
import type { Json } from '../jsonrpc/Json.ts'
import type { SealedHeader } from './SealedHeader.ts'
import type { SimulationRequest } from './StatePort.ts'

/** A frame as geth's callTracer writes it. */
export interface CallFrame {
  readonly type: string
  readonly from: string
  readonly to?: string
  readonly value?: string
  readonly gas: string
  readonly gasUsed: string
  readonly input: string
  readonly output?: string
  readonly error?: string
  readonly revertReason?: string
  readonly calls?: readonly CallFrame[]
  readonly logs?: readonly {
    readonly address: string
    readonly topics: readonly string[]
    readonly data: string
    readonly index: string
    readonly position: string
  }[]
}

/** What was recorded of one transaction, in geth's form. */
export interface TransactionTrace {
  readonly transactionHash: string
  /** Several kinds were asked for, and each has its result here. */
  readonly results: readonly Json[]
}

/**
 * Executes again, with an eye on what happens, away from the threads that serve requests and seal blocks. Stops
 * early when the signal aborts.
 */
export interface TracePort {
  /** All transactions of a block, or the one with this index. */
  block(
    block: SealedHeader,
    index: number | null,
    kinds: readonly TraceKind[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<readonly TransactionTrace[]>
  call(
    request: SimulationRequest,
    kinds: readonly TraceKind[],
    limitBytes: number,
    signal: AbortSignal,
  ): Promise<TransactionTrace>
}
