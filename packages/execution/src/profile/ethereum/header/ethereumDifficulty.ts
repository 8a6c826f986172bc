import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import { greater } from '../../../transaction/greater.ts'
import { EMPTY_OMMERS_HASH } from './EMPTY_OMMERS_HASH.ts'
import type { EthereumHeader } from './EthereumHeader.ts'

const MIN_DIFFICULTY = 131_072n
const BOUND_DIVISOR = 2_048n
const LOWEST_STEP = -99n
/** Frontier's blocks rise in difficulty when they follow within this many seconds. */
const FRONTIER_DURATION = 13

/** Blocks in which the difficulty bomb doubles once. */
const BOMB_PERIOD = 100_000

/** The difficulty of a block's child under proof of work (EIP-2, EIP-100; bomb: EIP-649 and its successors). */
export function ethereumDifficulty(
  parent: Pick<EthereumHeader, 'difficulty' | 'number' | 'timestamp' | 'ommersHash'>,
  timestamp: number,
  fork: Fork,
  bombDelay: number,
): bigint {
  const rise = (parent.difficulty / BOUND_DIVISOR) * stepOf(parent, timestamp, fork)
  const smooth = greater(parent.difficulty + rise, MIN_DIFFICULTY)
  const period = Math.floor(Math.max(0, parent.number + 1 - bombDelay) / BOMB_PERIOD)
  return period < 2 ? smooth : smooth + (1n << BigInt(period - 2))
}

function stepOf(
  parent: Pick<EthereumHeader, 'timestamp' | 'ommersHash'>,
  timestamp: number,
  fork: Fork,
): bigint {
  const seconds = timestamp - parent.timestamp
  if (!isSince(fork, 'homestead')) return seconds < FRONTIER_DURATION ? 1n : -1n
  if (!isSince(fork, 'byzantium'))
    return greater(1n - BigInt(Math.floor(seconds / 10)), LOWEST_STEP)
  const highest = parent.ommersHash === EMPTY_OMMERS_HASH ? 1n : 2n
  return greater(highest - BigInt(Math.floor(seconds / 9)), LOWEST_STEP)
}
