import type { Hex } from '@mvm/protocol'

/** A transaction whose trace is measured: a call of a contract. */
export interface TraceWorkload {
  readonly name: string
  readonly code: Uint8Array
  readonly gasLimit: bigint
  readonly data: Uint8Array
  /** Slots beside those that every workload's contract has. */
  readonly storage: ReadonlyMap<Hex, Hex>
}
