import type { FaultName } from '@mvm/execution'

/** With which fault a node executes all of its DACs, and from which block on. */
export interface FaultConfiguration {
  readonly name: FaultName
  readonly fromBlock: number
}
