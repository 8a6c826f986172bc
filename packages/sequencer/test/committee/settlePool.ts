import type { PoolWorld } from './PoolWorld.ts'

/** Waits until all chains are the same, on L1, and hold everything that was acknowledged. */
export async function settlePool(world: PoolWorld, seed: number): Promise<void> {
  let missing: readonly string[] = []
  for (let i = 0; i < 60; i++) {
    await world.mine()
    const tips = new Set(world.nodes.map(({ chain }) => chain.block.hash))
    const included = new Set(
      world.nodes[0]?.chain.allBlocks.flatMap((block) =>
        block.included.map(({ transaction }) => transaction.hash),
      ),
    )
    missing = [...world.acknowledged].filter((hash) => !included.has(hash))
    if (missing.length === 0 && tips.size === 1) return
  }
  throw new Error(`the pool of seed ${seed} is not at rest; ${missing.length} are missing`)
}
