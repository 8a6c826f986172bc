import type { Hex } from '@mvm/protocol'

/** An unsigned integer as JSON-RPC writes it: `0x` and its digits without leading zeros. */
export function quantity(value: bigint | number): Hex {
  return `0x${value.toString(16)}`
}
