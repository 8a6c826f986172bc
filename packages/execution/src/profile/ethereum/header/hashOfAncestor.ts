import type { BlockHash } from '@mvm/protocol'
import type { EthereumParent } from './EthereumParent.ts'

/** Hash of a parent or of one of its ancestors. */
export function hashOfAncestor(parent: EthereumParent, number: number): BlockHash {
  return number === parent.header.number ? parent.hash : parent.ancestorHash(number)
}
