/** Gas of a transaction before its execution. */
const BASE_GAS = 21_000n
/** EIP-7623's floor a non-zero byte, which is more than what the byte costs otherwise and our work on it. */
const FLOOR_GAS_A_BYTE = 40n
const CALLDATA_GAS_A_BYTE = 16n

/** Bytes of the arguments around the payload or the roots. */
export const ARGUMENT_BYTES = 480n

/** The gas limit of a call with so many bytes of calldata, all non-zero, whose execution takes at most so much gas. */
export function callGasLimit(bytes: bigint, execution: bigint): bigint {
  const floor = BASE_GAS + FLOOR_GAS_A_BYTE * bytes
  const ordinary = BASE_GAS + CALLDATA_GAS_A_BYTE * bytes + execution
  return floor > ordinary ? floor : ordinary
}
