import type { Address } from '@mvm/protocol'
import type { Fork } from '../../../engine/Fork.ts'
import type { WorldState } from '../../../state/WorldState.ts'
import type { EthereumHeader } from '../header/EthereumHeader.ts'
import { blockReward } from './blockReward.ts'

/** An ommer's miner gets an eighth less of the reward for each block that it is older. */
const OMMER_SHARES = 8n
/** A block's miner gets this part of the reward for each ommer. */
const NEPHEW_PART = 32n

/** Pays a block's miner and those of its ommers, as a block of proof of work ends. */
export function payRewards(
  world: WorldState,
  fork: Fork,
  block: { readonly number: number; readonly coinbase: Address },
  ommers: readonly Pick<EthereumHeader, 'number' | 'coinbase'>[],
): void {
  const reward = blockReward(fork)
  if (reward === 0n) return
  for (const ommer of ommers) {
    const shares = OMMER_SHARES - BigInt(block.number - ommer.number)
    world.changeBalance(ommer.coinbase, (reward * shares) / OMMER_SHARES)
  }
  const forOmmers = (reward / NEPHEW_PART) * BigInt(ommers.length)
  world.changeBalance(block.coinbase, reward + forOmmers)
}
