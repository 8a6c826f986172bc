import { fromHex, type Hash } from '@mvm/protocol'
import type { BlockContext } from '../../../block/BlockContext.ts'
import type { ExecutionEngine } from '../../../engine/ExecutionEngine.ts'
import type { Fork } from '../../../engine/Fork.ts'
import { isSince } from '../../../engine/isSince.ts'
import type { WorldState } from '../../../state/WorldState.ts'
import { callSystemContract } from './system/callSystemContract.ts'
import { systemContracts } from './system/systemContracts.ts'

/** The calls that a block begins with: the beacon chain's root (EIP-4788), the parent's hash (EIP-2935). */
export async function beginEthereumBlock(
  engine: ExecutionEngine,
  world: WorldState,
  block: BlockContext,
  fork: Fork,
  hashes: { readonly parentHash: Hash; readonly parentBeaconBlockRoot: Hash },
): Promise<void> {
  const { beaconRoots, history } = systemContracts
  if (isSince(fork, 'cancun')) {
    const root = fromHex(hashes.parentBeaconBlockRoot)
    await callSystemContract(engine, world, block, fork, beaconRoots, root)
  }
  if (isSince(fork, 'prague')) {
    const hash = fromHex(hashes.parentHash)
    await callSystemContract(engine, world, block, fork, history, hash)
  }
}
