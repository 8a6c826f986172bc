const STORE_SET_GAS = 20_000n
const STORE_RESET_GAS = 2_900n
const WARM_GAS = 100n
const CLEAR_REFUND = 4_800n

/** What SSTORE costs beside a cold access, and what it adds to the refund counter (EIP-2200, EIP-2929, EIP-3529). */
export function storePrice(
  original: bigint,
  current: bigint,
  value: bigint,
): { readonly gas: bigint; readonly refund: bigint } {
  if (current === value) return { gas: WARM_GAS, refund: 0n }
  if (original === current) {
    if (original === 0n) return { gas: STORE_SET_GAS, refund: 0n }
    return { gas: STORE_RESET_GAS, refund: value === 0n ? CLEAR_REFUND : 0n }
  }
  let refund = 0n
  if (original !== 0n) {
    if (current === 0n) refund -= CLEAR_REFUND
    else if (value === 0n) refund += CLEAR_REFUND
  }
  if (original === value) {
    refund += (original === 0n ? STORE_SET_GAS : STORE_RESET_GAS) - WARM_GAS
  }
  return { gas: WARM_GAS, refund }
}
