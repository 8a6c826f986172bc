import { countZeroBytes } from '../bytes/countZeroBytes.ts'

/** The least gas that a transaction with this calldata is charged (EIP-7623). */
export function floorGas(data: Uint8Array): bigint {
  const zeroBytes = countZeroBytes(data)
  return BigInt(21_000 + zeroBytes * 10 + (data.length - zeroBytes) * 40)
}
