import { setTimeout as delay } from 'node:timers/promises'
import type { JsonRpc } from '../support/JsonRpc.ts'

/** How regularly blocks came in a stretch of time, by their own timestamps. */
export interface BlockPace {
  readonly blocks: number
  readonly blocksPerMinute: number
  readonly transfersPerMinute: number
  /** The longest time without a block; timestamps are whole seconds. */
  readonly longestGapS: number
  /** How long it took to be told the head, in the middle and at worst. */
  readonly medianAnswerMs: number
  readonly slowestAnswerMs: number
}

const PROBE_MS = 100

/** Measures the pace of blocks by what stands in the chain, and asks for the head all the while as users do. */
export async function blockPace(rpc: JsonRpc, work: () => Promise<unknown>): Promise<BlockPace> {
  const startS = Date.now() / 1_000
  const first = await rpc.blockNumber()
  const answersMs: number[] = []
  let isOver = false
  const probing = (async () => {
    while (!isOver) {
      const askedMs = performance.now()
      // A probe that is refused or lost took as long as it took.
      await rpc.blockNumber().catch(() => undefined)
      answersMs.push(performance.now() - askedMs)
      await delay(PROBE_MS)
    }
  })()
  try {
    await work()
  } finally {
    isOver = true
    await probing
  }
  const last = await rpc.blockNumber()
  const endS = Date.now() / 1_000
  const blocks = last > first ? await rpc.blocks(first + 1, last) : []
  const edges = [startS, ...blocks.map(({ timestamp }) => Number(timestamp)), endS]
  const gaps = edges.slice(1).map((second, i) => second - (edges[i] as number))
  const perMinute = (count: number) => Math.round((count / (endS - startS)) * 60)
  const sorted = answersMs.toSorted((a, b) => a - b)
  return {
    blocks: blocks.length,
    blocksPerMinute: perMinute(blocks.length),
    transfersPerMinute: perMinute(
      blocks.reduce((sum, { transactions }) => sum + transactions.length, 0),
    ),
    longestGapS: Math.round(Math.max(...gaps)),
    medianAnswerMs: Math.round(sorted[sorted.length >> 1] ?? 0),
    slowestAnswerMs: Math.round(sorted.at(-1) ?? 0),
  }
}
