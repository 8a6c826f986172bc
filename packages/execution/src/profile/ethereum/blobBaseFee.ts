/** Wei per blob gas in a block with this much excess blob gas (EIP-4844's fake_exponential). */
export function blobBaseFee(excessBlobGas: bigint, baseFeeUpdateFraction: bigint): bigint {
  let sum = 0n
  let term = baseFeeUpdateFraction
  for (let i = 1n; term > 0n; i++) {
    sum += term
    term = (term * excessBlobGas) / (baseFeeUpdateFraction * i)
  }
  return sum / baseFeeUpdateFraction
}
