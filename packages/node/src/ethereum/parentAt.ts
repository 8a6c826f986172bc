import type { EthereumParent } from '@mvm/execution'
import { asHash, type BlockHash } from '@mvm/protocol'
import type { EthereumUnit } from '@mvm/storage'

const NO_HASH = asHash<BlockHash>(`0x${'00'.repeat(32)}`)

/** The block at a height, as blocks are executed on it; `null` where there is none. */
export function parentAt(unit: EthereumUnit, number: number): EthereumParent | null {
  const hash = unit.blockHash(number)
  const header = unit.header(number)
  if (hash === undefined || header === undefined) return null
  return { header, hash, ancestorHash: (ancestor) => unit.blockHash(ancestor) ?? NO_HASH }
}
