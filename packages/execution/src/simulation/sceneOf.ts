import { ethereumScene } from '../profile/ethereum/ethereumScene.ts'
import { mvmScene } from '../profile/mvm/mvmScene.ts'
import type { SimulationScene } from './SimulationScene.ts'
import type { SimulationTarget } from './SimulationTarget.ts'

/** The scene of a target, by its profile. */
export function sceneOf(target: SimulationTarget): SimulationScene {
  const { isNextBlock, blockOverride = {} } = target
  // Profile and block of a target belong together by its type.
  return target.profile.kind === 'mvm'
    ? mvmScene(
        target.profile,
        target.at as Parameters<typeof mvmScene>[1],
        isNextBlock,
        blockOverride,
      )
    : ethereumScene(
        target.profile,
        target.at as Parameters<typeof ethereumScene>[1],
        isNextBlock,
        blockOverride,
      )
}
