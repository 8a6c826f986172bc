import { setTimeout as delay } from 'node:timers/promises'
import { rpcBatch, rpcCall } from '../../bench/rpcBatch.ts'

export interface ComparedMachines {
  /** The first block whose output roots are not the same. */
  readonly firstDifferent: number
  /** In what the two headers of that block differ. */
  readonly differed: readonly string[]
  /** Output root of the block before. */
  readonly agreed: string
  /** Output root by the sequencer. */
  readonly claimed: string
  /** Output root by the follower. */
  readonly derived: string
}

/** What follows from other fields. */
const CONSEQUENCES = new Set(['hash', 'size', 'transactions'])
const POLL_MS = 100

/**
 * Compares, block by block from the first on, what a sequencer says with what a follower has derived from L1. Waits
 * until the follower has a block.
 */
export async function compareMachines(
  sequencerUrl: string,
  followerUrl: string,
  upTo: number,
  signal: AbortSignal,
): Promise<ComparedMachines> {
  while (Number(await rpcCall(followerUrl, 'eth_blockNumber')) < upTo) {
    await delay(POLL_MS, undefined, { signal })
  }
  const calls = Array.from({ length: upTo + 1 }, (_, number) => ({ tag: hex(number) })).map(
    ({ tag }) => ['optimism_outputAtBlock', tag] as const,
  )
  const rootsOf = async (url: string) =>
    ((await rpcBatch(url, calls)) as { readonly outputRoot: string }[]).map(
      ({ outputRoot }) => outputRoot,
    )
  const [claims, own] = await Promise.all([rootsOf(sequencerUrl), rootsOf(followerUrl)])
  const firstDifferent = claims.findIndex((root, number) => root !== own[number])
  if (firstDifferent < 1) throw new Error(`no block up to ${upTo} differs from what L1 says`)
  const headers = await Promise.all(
    [sequencerUrl, followerUrl].map(async (url) => {
      const block = await rpcCall(url, 'eth_getBlockByNumber', hex(firstDifferent), false)
      return block as Record<string, unknown>
    }),
  )
  const [claimed = {}, derived = {}] = headers
  return {
    firstDifferent,
    differed: Object.keys(claimed).filter(
      (field) =>
        !CONSEQUENCES.has(field) &&
        JSON.stringify(claimed[field]) !== JSON.stringify(derived[field]),
    ),
    agreed: own[firstDifferent - 1] as string,
    claimed: claims[firstDifferent] as string,
    derived: own[firstDifferent] as string,
  }
}

function hex(number: number): string {
  return `0x${number.toString(16)}`
}
