import { ARGUMENT_BYTES, callGasLimit } from './callGasLimit.ts'

/**
 * A gas limit that a batch cannot exceed: calldata that is all non-zero, and execution within 150k + 1 a byte
 * (spec 3) with as much again to spare. Limits are not estimated, because a batch may depend on one in flight.
 */
export function batchGasLimit(payloadSize: number): bigint {
  const bytes = BigInt(payloadSize) + ARGUMENT_BYTES
  const execution = 300_000n + 2n * bytes
  return callGasLimit(bytes, execution)
}
