import { ARGUMENT_BYTES, callGasLimit } from './callGasLimit.ts'

/** A gas limit that a state batch cannot exceed: reading and hashing a root costs below 1,000 gas. */
export function stateBatchGasLimit(rootCount: number): bigint {
  const bytes = BigInt(rootCount) * 32n + ARGUMENT_BYTES
  const execution = 400_000n + 2_000n * BigInt(rootCount)
  return callGasLimit(bytes, execution)
}
