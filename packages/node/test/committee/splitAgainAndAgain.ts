import { setTimeout as delay } from 'node:timers/promises'
import { waitFor } from '../support/waitFor.ts'
import type { PeerMesh } from './PeerMesh.ts'
import type { PoolUnderLoad } from './PoolUnderLoad.ts'

export interface SplitReport {
  /** How often the leader was alone against two, a backup was, and everybody was. */
  readonly leaderAlone: number
  readonly backupAlone: number
  readonly allAlone: number
  /** Milliseconds from each split that leaves the leader alone to the next new block of the others, ascending. */
  readonly takeoverMs: readonly number[]
  /** Milliseconds from the end of each split of all three to the next new block, ascending. */
  readonly healedMs: readonly number[]
  /** Blocks shown while everybody was alone, after what was decided before was known. */
  readonly blocksOfNobody: number
}

type Kind = 'leaderAlone' | 'backupAlone' | 'allAlone'
const KINDS: readonly Kind[] = ['leaderAlone', 'backupAlone', 'allAlone']
/** After so long whoever led alone has resigned, and all that was decided is shown. */
const SETTLING_MS = 5_000

/** Splits three sequencers in every way and heals them, so many times each. */
export async function splitAgainAndAgain(
  pool: PoolUnderLoad,
  mesh: PeerMesh,
  times: number,
  random: () => number,
): Promise<SplitReport> {
  const counts: Record<Kind, number> = { leaderAlone: 0, backupAlone: 0, allAlone: 0 }
  const takeoverMs: number[] = []
  const healedMs: number[] = []
  let blocksOfNobody = 0
  const isGrown = (height: number) =>
    waitFor('the next block', () => pool.watch.height > height, {
      ...{ timeoutMs: 240_000, intervalMs: 20 },
    })
  while (KINDS.some((kind) => counts[kind] < times)) {
    await delay(500 + random() * 2_000)
    const left = KINDS.filter((kind) => counts[kind] < times)
    const kind = left[Math.floor(random() * left.length)] as Kind
    const leader = await waitFor('a leader', () => pool.leader(), { timeoutMs: 240_000 })
    const place = pool.sequencers.indexOf(leader)
    const backup = (place + 1 + Math.floor(random() * 2)) % 3
    const alone = kind === 'leaderAlone' ? place : backup
    const groups =
      kind === 'allAlone' ? [0, 1, 2] : pool.sequencers.map((_, i) => (i === alone ? 1 : 0))
    const splitAtMs = Date.now()
    mesh.partition(groups, random() < 0.5 ? 'refused' : 'silent')
    const height = pool.watch.height
    if (kind === 'allAlone') {
      await delay(SETTLING_MS)
      const settled = pool.watch.height
      await delay(1_000 + random() * 4_000)
      blocksOfNobody += pool.watch.height - settled
      const healedAtMs = Date.now()
      mesh.heal()
      await isGrown(settled)
      healedMs.push(Date.now() - healedAtMs)
    } else {
      // What was decided before the split may be shown after it.
      await isGrown(height + 1)
      if (kind === 'leaderAlone') takeoverMs.push(Date.now() - splitAtMs)
      await delay(random() * 5_000)
      mesh.heal()
    }
    counts[kind]++
  }
  const ascending = (values: readonly number[]) => values.toSorted((a, b) => a - b)
  return {
    ...counts,
    takeoverMs: ascending(takeoverMs),
    healedMs: ascending(healedMs),
    blocksOfNobody,
  }
}
