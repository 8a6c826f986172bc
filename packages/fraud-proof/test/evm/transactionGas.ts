/** What a transaction with this tape costs (EIP-2028, EIP-7623), its other arguments counted as 200 bytes. */
export function transactionGas(tape: Uint8Array, execution: number): number {
  let tokens = 4 * 200
  for (const byte of tape) tokens += byte === 0 ? 1 : 4
  return 21_000 + Math.max(4 * tokens + execution, 10 * tokens)
}
