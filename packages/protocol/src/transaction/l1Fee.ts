/**
 * Wei of MT that a transaction of `size` bytes pays for its place on L1 (spec 2.2): 40 gas a byte (EIP-7623) at
 * `l1BaseFee` wei of ETH per gas, turned into MT by `feeScalar` (MT per ETH × 10^6). Rounded down.
 */
export function l1Fee(size: number, l1BaseFee: bigint, feeScalar: bigint): bigint {
  return (BigInt(size) * 40n * l1BaseFee * feeScalar) / 1_000_000n
}
