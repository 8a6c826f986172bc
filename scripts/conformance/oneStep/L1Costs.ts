import { transactionGas } from '../../../packages/fraud-proof/test/evm/transactionGas.ts'

/** The dearest step so far in one respect. */
export interface Dearest {
  readonly amount: number
  /** Its class, and the case. */
  readonly step: string
}

/** What L1 was asked for: how many steps, and the dearest of them, as transactions. */
export interface L1Costs {
  readonly steps: number
  readonly gas: Dearest
  /** Bytes. */
  readonly calldata: Dearest
}

export const NO_COSTS: L1Costs = {
  steps: 0,
  gas: { amount: 0, step: 'none' },
  calldata: { amount: 0, step: 'none' },
}

/** Of one step: the gas of its call, and its tape. */
export function costsOf(tape: Uint8Array, executionGas: number, step: string): L1Costs {
  return {
    steps: 1,
    gas: { amount: transactionGas(tape, executionGas), step },
    calldata: { amount: tape.length, step },
  }
}

export function addCosts(a: L1Costs, b: L1Costs): L1Costs {
  return {
    steps: a.steps + b.steps,
    gas: a.gas.amount >= b.gas.amount ? a.gas : b.gas,
    calldata: a.calldata.amount >= b.calldata.amount ? a.calldata : b.calldata,
  }
}
