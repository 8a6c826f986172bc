import { CommittedState } from '../../state/CommittedState.ts'
import type { StateReader } from '../../state/StateReader.ts'
import { WorldState } from '../../state/WorldState.ts'
import type { ExecutableTransaction } from '../../transaction/ExecutableTransaction.ts'
import { findSkipReason } from '../../transaction/findSkipReason.ts'
import type { SkipReason } from '../../transaction/SkipReason.ts'
import type { EthereumProfile } from '../Profile.ts'
import { ethereumScene } from './ethereumScene.ts'
import type { EthereumParent } from './header/EthereumParent.ts'

/**
 * Why a transaction could not be the first of the block that would follow now, or `null` if it could. Nonces that
 * are still to come and base fees that may fall are no reasons.
 */
export function findEthereumSkip(
  reader: StateReader,
  at: EthereumParent,
  profile: EthereumProfile,
  transaction: ExecutableTransaction,
): SkipReason | null {
  const scene = ethereumScene(profile, at, true, {})
  const world = new WorldState(new CommittedState(reader, scene.stateRoot))
  const rules = scene.rules()
  // The price of a full block ago says nothing about when a transaction gets its turn.
  const block = { ...scene.block(world), baseFeePerGas: 0n }
  const nonce = world.nonce(transaction.signer)
  const asNext = transaction.nonce > nonce ? { ...transaction, nonce } : transaction
  const assessment = rules.assess(world, block, asNext)
  return findSkipReason(world, block, 0n, asNext, rules, assessment)
}
