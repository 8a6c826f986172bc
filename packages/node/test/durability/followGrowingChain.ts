import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { SteppedNetwork } from '../support/SteppedNetwork.ts'
import { waitFor } from '../support/waitFor.ts'
import { growChain } from './growChain.ts'

export interface GrowthOptions {
  readonly blocks: number
  /** SIGKILLs that the follower gets while it derives. */
  readonly kills: number
}

/**
 * Grows a chain in accelerated time. In its second half a follower starts from an empty folder, is killed while it
 * derives, starts again on what it has, and must come to the same blocks.
 */
export async function followGrowingChain({ blocks, kills }: GrowthOptions): Promise<void> {
  const startedAtMs = Date.now()
  const stepped = await SteppedNetwork.start()
  try {
    const { network, rpc } = stepped
    const upAtMs = Date.now()
    const first = await growChain(stepped, blocks >> 1)
    const follower = await network.follower()
    const killedAt: number[] = []
    const following = (async () => {
      for (let kill = 0; kill < kills; kill++) {
        await follower.start()
        // Each time it gets a share of the first half done.
        const wanted = (killedAt.at(-1) ?? 0) + Math.floor(blocks / 2 / (kills + 2))
        const isFurther = async () => (await follower.rpc.blockNumber()) > wanted
        await waitFor('the follower to derive', isFurther, { timeoutMs: 60_000, intervalMs: 5 })
        await delay(Math.random() * 50)
        killedAt.push(await follower.rpc.blockNumber())
        await follower.kill()
      }
      await follower.start()
    })()
    const [second] = await Promise.all([growChain(stepped, blocks - (blocks >> 1)), following])
    const { lastBlock } = second
    await stepped.stepUntil(async () => Number((await rpc.block('safe'))?.number) >= lastBlock)
    const safeAtMs = Date.now()
    const isThere = async () => Number((await follower.rpc.block('safe'))?.number) >= lastBlock
    await waitFor('the follower to have all of it', isThere, { timeoutMs: 300_000 })
    console.info(
      `${lastBlock} blocks in ${safeAtMs - upAtMs} ms (${upAtMs - startedAtMs} ms to come up), ` +
        `${await network.l1.blockNumber()} L1 blocks; the follower was killed at blocks ` +
        `${killedAt.join(', ')} and had all ${Date.now() - safeAtMs} ms later`,
    )
    expect(lastBlock).toBeGreaterThanOrEqual(blocks)
    // It was killed with work behind it and work before it.
    for (const block of killedAt) expect(block).toBeGreaterThan(0)
    for (const block of killedAt) expect(block).toBeLessThan(lastBlock)
    const [sealed, derived] = [
      await rpc.blocks(0, lastBlock),
      await follower.rpc.blocks(0, lastBlock),
    ]
    expect(derived).toEqual(sealed)
    const answered = [...first.hashes, ...second.hashes]
    const included = new Set(derived.flatMap(({ transactions }) => transactions as string[]))
    expect(answered.filter((hash) => !included.has(hash))).toEqual([])
    expect(answered.length).toBeGreaterThanOrEqual(blocks)
  } finally {
    await stepped.stop()
  }
}
