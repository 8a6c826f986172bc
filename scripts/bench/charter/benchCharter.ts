import { type CharterVariant, charterVariants } from './charterVariants.ts'
import { type CharterWorkload, charterWorkloads } from './charterWorkloads.ts'
import { collectGarbage } from './collectGarbage.ts'
import { median } from './median.ts'
import { medianInterval } from './medianInterval.ts'
import { prepareBlock, signer } from './prepareBlock.ts'

/** Rounds on the same objects: where these lie in memory makes a difference of its own. */
const ROUNDS_PER_SETTING = 10
const WARM_UP_ROUNDS = 3
/** What the check may cost a signer with restricted opcodes. */
const ALLOWED_RATIO = 1.01

/**
 * What the charter's check costs: the same block executed without it and under charters, in CPU time of this thread.
 * In a round each variant has two turns, the second in the opposite order, so that what changes slowly cancels out; a
 * round gives one ratio. Every few rounds all is set up anew. The interval is by bootstrap over settings and rounds; a
 * second run without the check, which must come out as 0, shows what the method can tell apart.
 */
export async function benchCharter(rounds: number): Promise<void> {
  console.log(`CPU time of a block relative to the one without the check; ${rounds} rounds`)
  for (const workload of charterWorkloads(signer)) {
    const settings: (readonly (readonly number[])[])[] = []
    for (let left = rounds; left > 0; left -= ROUNDS_PER_SETTING) {
      settings.push(await measureSetting(workload, Math.min(left, ROUNDS_PER_SETTING)))
    }
    const times = (place: number) => settings.map((setting) => setting[place] as readonly number[])
    console.log(`${workload.name}: ${median(times(0).flat()).toFixed(2)} ms without the check`)
    for (const [place, variant] of charterVariants.entries()) {
      if (place === 0) continue
      const base = times(0)
      const ratios = times(place).map((own, setting) =>
        own.map((time, round) => time / (base[setting]?.[round] as number)),
      )
      const interval = medianInterval(ratios)
      const words = `median ${percent(median(ratios.flat()))}, 95 %: ${interval.map(percent).join(' to ')}`
      console.log(`  ${variant.name.padEnd(22)} ${words}; ${verdict(variant, interval)}`)
    }
  }
}

/** Milliseconds by variant, in the order of the rounds. */
async function measureSetting(
  workload: CharterWorkload,
  rounds: number,
): Promise<readonly (readonly number[])[]> {
  const runs: (() => Promise<unknown>)[] = []
  for (const variant of charterVariants) runs.push(await prepareBlock(workload, variant))
  const times = runs.map((): number[] => [])
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    // Who comes first changes.
    const order = runs.map((_, i) => (i + round + WARM_UP_ROUNDS) % runs.length)
    const sums = runs.map(() => 0)
    for (const place of [...order, ...order.toReversed()]) {
      sums[place] = (sums[place] as number) + (await cpuMs(runs[place] as () => Promise<unknown>))
    }
    if (round >= 0) sums.forEach((sum, place) => void times[place]?.push(sum / 2))
  }
  return times
}

/** Of this thread alone: helpers of the engine work for whoever ran before as well. */
async function cpuMs(run: () => Promise<unknown>): Promise<number> {
  collectGarbage()
  const before = process.threadCpuUsage()
  await run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

function verdict({ restricted }: CharterVariant, [low, high]: readonly [number, number]): string {
  if (low <= 1 && high >= 1) {
    return high <= ALLOWED_RATIO ? 'nothing measurable' : 'not settled: take more rounds'
  }
  if (high <= ALLOWED_RATIO) return restricted === 0n ? 'measurable, below 1 %' : 'below 1 %'
  return low > ALLOWED_RATIO ? 'above 1 %' : 'not settled: take more rounds'
}

function percent(ratio: number): string {
  const change = (ratio - 1) * 100
  return `${change < 0 ? '' : '+'}${change.toFixed(2)} %`
}
