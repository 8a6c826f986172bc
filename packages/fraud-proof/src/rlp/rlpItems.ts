import { MachineStateError } from '../error/MachineStateError.ts'

/** The items of an RLP list, each with its header. */
export function rlpItems(list: Uint8Array): Uint8Array[] {
  const outer = bounds(list, 0)
  const items: Uint8Array[] = []
  for (let at = outer.from; at < outer.to; ) {
    const { to } = bounds(list, at)
    items.push(list.subarray(at, to))
    at = to
  }
  return items
}

/** What an item says, without its header. */
export function rlpPayload(item: Uint8Array): Uint8Array {
  const { from, to } = bounds(item, 0)
  return item.subarray(from, to)
}

function bounds(bytes: Uint8Array, at: number): { from: number; to: number } {
  const first = bytes[at]
  if (first === undefined) throw new MachineStateError({ problem: 'a trie node is cut short' })
  if (first < 0x80) return { from: at, to: at + 1 }
  const short = first < 0xc0 ? first - 0x80 : first - 0xc0
  if (short < 56) return { from: at + 1, to: at + 1 + short }
  const size = short - 55
  let length = 0
  for (let i = 1; i <= size; i++) length = length * 256 + (bytes[at + i] ?? 0)
  return { from: at + 1 + size, to: at + 1 + size + length }
}
