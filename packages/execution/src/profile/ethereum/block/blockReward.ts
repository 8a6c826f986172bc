import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'

const ETHER = 10n ** 18n

/** Wei that a block's miner is given under proof of work (EIP-649, EIP-1234); none since Paris. */
export function blockReward(fork: Fork): bigint {
  if (isSince(fork, 'paris')) return 0n
  if (isSince(fork, 'constantinople')) return 2n * ETHER
  return isSince(fork, 'byzantium') ? 3n * ETHER : 5n * ETHER
}
