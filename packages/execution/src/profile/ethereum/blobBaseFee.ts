import type { Fork } from '../../engine/Fork.ts'

/** BLOB_BASE_FEE_UPDATE_FRACTION (EIP-4844, EIP-7691). */
const updateFraction: Readonly<Record<Fork, bigint>> = {
  cancun: 3_338_477n,
  prague: 5_007_716n,
  osaka: 5_007_716n,
}

/** Wei per blob gas in a block with this much excess blob gas (EIP-4844's fake_exponential). */
export function blobBaseFee(fork: Fork, excessBlobGas: bigint): bigint {
  const denominator = updateFraction[fork]
  let sum = 0n
  let term = denominator
  for (let i = 1n; term > 0n; i++) {
    sum += term
    term = (term * excessBlobGas) / (denominator * i)
  }
  return sum / denominator
}
