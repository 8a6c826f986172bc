/** Wei of an amount of MT in decimal notation with at most 18 decimals; `undefined` for anything else. */
export function parseMt(amount: string): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,18}))?$/.exec(amount)
  if (match === null) return undefined
  const [, whole = '', decimals = ''] = match
  return BigInt(whole + decimals.padEnd(18, '0'))
}
