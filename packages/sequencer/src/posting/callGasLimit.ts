/** Gas of a transaction before its execution. */
const BASE_GAS = 21_000n
/** EIP-7623's floor a non-zero byte, which is more than what the byte costs otherwise and our work on it. */
const FLOOR_GAS_A_BYTE = 40n
const CALLDATA_GAS_A_BYTE = 16n
/** Words of the arguments around the payload or the roots. */
const ARGUMENT_BYTES = 480n

/**
 * A gas limit that a batch cannot exceed: calldata that is all non-zero, and execution within 150k + 1 a byte
 * (spec 3) with as much again to spare. Limits are not estimated, because a batch may depend on one in flight.
 */
export function batchGasLimit(payloadSize: number): bigint {
  const bytes = BigInt(payloadSize) + ARGUMENT_BYTES
  const execution = 300_000n + 2n * bytes
  return largest(bytes, execution)
}

/** The same for a state batch: reading and hashing a root costs below 1,000 gas. */
export function stateBatchGasLimit(rootCount: number): bigint {
  const bytes = BigInt(rootCount) * 32n + ARGUMENT_BYTES
  const execution = 400_000n + 2_000n * BigInt(rootCount)
  return largest(bytes, execution)
}

function largest(bytes: bigint, execution: bigint): bigint {
  const floor = BASE_GAS + FLOOR_GAS_A_BYTE * bytes
  const ordinary = BASE_GAS + CALLDATA_GAS_A_BYTE * bytes + execution
  return floor > ordinary ? floor : ordinary
}
