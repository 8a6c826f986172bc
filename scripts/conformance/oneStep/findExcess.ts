import { transactionGas } from '../../../packages/fraud-proof/test/evm/transactionGas.ts'

/** What a step's transaction has to stay below on L1. */
export interface StepBounds {
  readonly gas: number
  /** Bytes. */
  readonly calldata: number
}

/** Spec 4.4. */
export const STEP_BOUNDS: StepBounds = { gas: 12_000_000, calldata: 120_000 }

/** In what a step with this tape and execution gas is too much for L1, in words; `null` if it is not. */
export function findExcess(
  tape: Uint8Array,
  executionGas: number,
  bounds: StepBounds,
): string | null {
  const gas = transactionGas(tape, executionGas)
  if (gas >= bounds.gas) return `it takes ${gas} gas of L1, and has to take less than ${bounds.gas}`
  if (tape.length < bounds.calldata) return null
  return `its tape has ${tape.length} bytes, and has to have less than ${bounds.calldata}`
}
