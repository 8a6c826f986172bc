import { type ContractSource, readDisputes } from '@mvm/l1'
import type { DisputesPort, OpenDispute } from '@mvm/rpc'
import { askL1 } from './askL1.ts'

/** A DAC's open disputes, from the DisputeGame. */
export class L1DisputesPort implements DisputesPort {
  readonly #source: ContractSource
  readonly #chainId: number

  constructor(source: ContractSource, chainId: number) {
    this.#source = source
    this.#chainId = chainId
  }

  openDisputes(signal: AbortSignal): Promise<readonly OpenDispute[]> {
    return askL1(() => readDisputes({ ...this.#source, signal }, this.#chainId))
  }
}
