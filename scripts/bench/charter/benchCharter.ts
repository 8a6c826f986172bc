import {
  AMPLIFICATION,
  amplifiedVariants,
  type CharterVariant,
  charterVariants,
} from './charterVariants.ts'
import { type CharterWorkload, charterWorkloads } from './charterWorkloads.ts'
import { collectGarbage } from './collectGarbage.ts'
import { median } from './median.ts'
import { medianInterval } from './medianInterval.ts'
import { prepareBlock, signer } from './prepareBlock.ts'

/** Rounds on the same objects: where these lie in memory makes a difference of its own. */
const ROUNDS_PER_SETTING = 10
const WARM_UP_ROUNDS = 3
/** Rounds of the plain blocks for one of the amplified. */
const AMPLIFIED_SHARE = 4
/** What the check may cost a signer with restricted opcodes. */
const ALLOWED_RATIO = 1.01

/**
 * What the charter's check costs: the same block executed without it and under charters, in CPU time of this thread.
 * In a round each variant has two turns, the second in the opposite order, so that what changes slowly cancels out; a
 * round gives one ratio. Every few rounds all is set up anew. The interval is by bootstrap over settings and rounds; a
 * second run without the check, which must come out as 0, shows what the method can tell apart. What is less than that
 * is told by the same blocks with each transaction checked many times.
 */
export async function benchCharter(rounds: number): Promise<void> {
  console.log(`CPU time of a block relative to the one without the check; ${rounds} rounds`)
  for (const workload of charterWorkloads(signer)) {
    const plain = await measure(workload, charterVariants, rounds)
    const base = plain[0] as Times
    console.log(`${workload.name}: ${median(base.flat()).toFixed(2)} ms without the check`)
    for (const [place, variant] of charterVariants.entries()) {
      if (place === 0) continue
      const ratios = ratiosOf(plain[place] as Times, base, base, 1)
      const interval = medianInterval(ratios)
      console.log(`  ${describe(variant, ratios, interval)}; ${verdict(variant, interval)}`)
    }
    const again = await measure(workload, amplifiedVariants, Math.ceil(rounds / AMPLIFIED_SHARE))
    const [once, often] = again as [Times, Times]
    console.log(`  the check by itself, from blocks with ${AMPLIFICATION} of them a transaction`)
    for (const [place, variant] of amplifiedVariants.entries()) {
      if (place < 2) continue
      const ratios = ratiosOf(again[place] as Times, often, once, AMPLIFICATION)
      console.log(`  ${describe(variant, ratios, medianInterval(ratios))}`)
    }
  }
}

/** Milliseconds of a variant by setting, in the order of the rounds. */
type Times = readonly (readonly number[])[]

/** By variant. */
async function measure(
  workload: CharterWorkload,
  variants: readonly CharterVariant[],
  rounds: number,
): Promise<readonly Times[]> {
  const settings: Times[] = []
  for (let left = rounds; left > 0; left -= ROUNDS_PER_SETTING) {
    settings.push(await measureSetting(workload, variants, Math.min(left, ROUNDS_PER_SETTING)))
  }
  return variants.map((_, place) => settings.map((times) => times[place] as readonly number[]))
}

/** 1 and what a variant takes more than another one, `times` over, as a part of what `whole` takes. */
function ratiosOf(own: Times, other: Times, whole: Times, times: number): Times {
  const at = (of: Times, setting: number, round: number) => of[setting]?.[round] as number
  return own.map((rounds, i) =>
    rounds.map((time, j) => 1 + (time - at(other, i, j)) / times / at(whole, i, j)),
  )
}

/** Milliseconds by variant, in the order of the rounds. */
async function measureSetting(
  workload: CharterWorkload,
  variants: readonly CharterVariant[],
  rounds: number,
): Promise<Times> {
  const runs: (() => Promise<unknown>)[] = []
  for (const variant of variants) runs.push(await prepareBlock(workload, variant))
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

function describe(
  { name }: CharterVariant,
  ratios: Times,
  interval: readonly [number, number],
): string {
  const range = interval.map(percent).join(' to ')
  return `${name.padEnd(22)} median ${percent(median(ratios.flat()))}, 95 %: ${range}`
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
