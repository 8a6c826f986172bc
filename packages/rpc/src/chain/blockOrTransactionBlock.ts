import type { BlockReference } from '../parameter/BlockReference.ts'
import type { ChainPort } from '../port/ChainPort.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { findBlock } from './findBlock.ts'

/** The block that a reference means, where a hash may also be that of a transaction in it. */
export function blockOrTransactionBlock(
  chain: ChainPort,
  reference: BlockReference,
): SealedHeader | null {
  const block = findBlock(chain, reference)
  if (block !== null || reference.kind !== 'hash') return block
  return chain.transactionLocation(reference.blockHash)?.block ?? null
}
