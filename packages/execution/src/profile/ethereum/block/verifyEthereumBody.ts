import { chainBlockSize } from '@mvm/protocol'
import { isSince } from '../../../engine/isSince.ts'
import type { EthereumProfile } from '../../Profile.ts'
import type { EthereumParent } from '../header/EthereumParent.ts'
import { type BlockField, InvalidBlockError } from '../InvalidBlockError.ts'
import type { EthereumBlock } from './EthereumBlock.ts'
import { ommersHash } from './ommersHash.ts'
import { orderedTrieRoot } from './orderedTrieRoot.ts'
import { verifyOmmers } from './verifyOmmers.ts'
import { withdrawalsRoot } from './withdrawalsRoot.ts'

/** Largest encoding of a block, in bytes (EIP-7934). */
const MAX_BLOCK_SIZE = 10 * 1024 * 1024 - 2 * 1024 * 1024

/** Checks what a block contains against its header, before executing it. Throws {@link InvalidBlockError}. */
export function verifyEthereumBody(
  block: EthereumBlock,
  parent: EthereumParent,
  profile: EthereumProfile,
): void {
  const { header, transactions, ommers, withdrawals } = block
  const require = (isValid: boolean, field: BlockField, expected: string, found: string): void => {
    if (isValid) return
    throw new InvalidBlockError({ blockNumber: header.number, field, expected, found })
  }
  const requireRoot = (
    field: 'ommersHash' | 'transactionsRoot' | 'withdrawalsRoot',
    expected: string,
  ): void => require(header[field] === expected, field, expected, String(header[field]))

  const fork = profile.forkAt(header)
  requireRoot('ommersHash', ommersHash(ommers))
  requireRoot('transactionsRoot', orderedTrieRoot(transactions))
  if (isSince(fork, 'shanghai')) {
    require(withdrawals !== null, 'withdrawals', 'present', 'missing')
    requireRoot('withdrawalsRoot', withdrawalsRoot(withdrawals ?? []))
  } else {
    require(withdrawals === null, 'withdrawals', 'missing', 'present')
  }
  verifyOmmers(block, parent)
  if (!isSince(fork, 'osaka')) return
  const size = chainBlockSize(block)
  require(size <= MAX_BLOCK_SIZE, 'size', `at most ${MAX_BLOCK_SIZE} bytes`, String(size))
}
