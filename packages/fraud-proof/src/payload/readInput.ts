import { readUvarint } from '@mvm/protocol'

/** What follows a length at `position`; undefined when that is malformed or runs past `limit`. */
export function readInput(
  payload: Uint8Array,
  position: number,
  limit: number,
): { readonly start: number; readonly end: number } | undefined {
  const length = readUvarint(payload, position, limit)
  if (length === undefined || length.value > BigInt(limit - length.end)) return undefined
  return { start: length.end, end: length.end + Number(length.value) }
}
