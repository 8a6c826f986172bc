import { type AccountOverride, type Address, asAddress } from '@mvm/protocol'
import { EthereumJsEngine } from '../engine/EthereumJsEngine.ts'
import type { ExecutionEngine } from '../engine/ExecutionEngine.ts'
import type { Fork } from '../engine/Fork.ts'
import type { FrameObserver } from '../engine/FrameObserver.ts'
import { engineFor } from '../profile/engineFor.ts'
import type { Profile } from '../profile/Profile.ts'
import { precompileAddresses } from '../transaction/precompileAddresses.ts'
import { NotAPrecompileError } from './NotAPrecompileError.ts'

/**
 * The engine for a simulation; one of its own where precompiles stand elsewhere or somebody looks on. Throws
 * {@link NotAPrecompileError}.
 */
export function simulationEngine(
  profile: Profile,
  fork: Fork,
  overrides: ReadonlyMap<Address, AccountOverride>,
  observer?: FrameObserver,
): ExecutionEngine {
  const moved = movedPrecompiles(fork, overrides)
  if (moved.size === 0 && observer === undefined) return engineFor(profile, fork)
  const { chainId, kind } = profile
  return new EthereumJsEngine({
    chainId,
    fork,
    hasPrecompileCaps: kind === 'mvm',
    precompiles: (precompiles) =>
      precompiles.map((precompile) => ({
        ...precompile,
        address: moved.get(asAddress(precompile.address)) ?? precompile.address,
      })),
    ...(observer === undefined ? {} : { observer }),
  })
}

function movedPrecompiles(
  fork: Fork,
  overrides: ReadonlyMap<Address, AccountOverride>,
): ReadonlyMap<Address, Address> {
  const moved = new Map<Address, Address>()
  for (const [address, { movedTo }] of overrides) {
    if (movedTo === undefined) continue
    if (!precompileAddresses(fork).has(address)) throw new NotAPrecompileError({ address })
    moved.set(address, movedTo)
  }
  return moved
}
