/** New words of storage, 22,100 gas each (EIP-2929), that the estimate may have found written already. */
const NEW_WORDS_GAS = 5n * 22_100n
/** No transaction may have more. Source: EIP-7825. */
const MAX_TRANSACTION_GAS = 1n << 24n

/**
 * The gas limit for a call of which L1 has estimated the gas: a quarter more, and what it costs more when the call is
 * executed in an epoch, or on a day, after the one of the estimate, where it begins checkpoints instead of changing them.
 */
export function withGasMargin(estimate: bigint): bigint {
  const limit = estimate + estimate / 4n + NEW_WORDS_GAS
  if (limit <= MAX_TRANSACTION_GAS) return limit
  return estimate > MAX_TRANSACTION_GAS ? estimate : MAX_TRANSACTION_GAS
}
