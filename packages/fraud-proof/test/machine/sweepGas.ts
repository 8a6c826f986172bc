import type { BlockStep } from '../block/TestRollup.ts'
import type { StepVerifier } from '../evm/StepVerifier.ts'

/** More than any step takes. */
const ENOUGH = 12_000_000

/** How many gas limits are tried: all over the range at first, then in each round where the step begins to be taken. */
export interface Spread {
  readonly first: number
  readonly perRound: number
}

export interface Swept {
  /** The least gas limit with which the step is taken. */
  readonly needed: number
  readonly wrong: readonly number[]
  /** Limits above the least with which it reverted, and below it with which it did not. */
  readonly odd: readonly number[]
  readonly count: number
}

/** All over the range first, then closer and closer to the least limit that is enough, in the end each one there. */
export async function sweepGas(
  verifier: StepVerifier,
  record: BlockStep,
  { first: firstLimits, perRound }: Spread,
): Promise<Swept> {
  const seen = new Map<number, string>()
  let [low, high] = [0, ENOUGH]
  for (;;) {
    const count = seen.size === 0 ? firstLimits : perRound
    const stride = Math.max(1, Math.ceil((high - low) / count))
    const limits: number[] = []
    for (let limit = low; limit < high; limit += stride) limits.push(limit)
    limits.push(high)
    const answers = await verifier.takeWithLimits(record, record.postHash, limits)
    answers.forEach((answer, i) => {
      seen.set(limits[i] as number, answer)
    })
    const first = answers.indexOf('right')
    if (first <= 0) throw new Error(`no limit is enough between ${low} and ${high}`)
    low = limits[first - 1] as number
    high = limits[first] as number
    if (stride === 1) break
  }
  const all = [...seen]
  const wrong = all.filter(([, answer]) => answer === 'wrong').map(([limit]) => limit)
  const odd = all.filter(([limit, answer]) => limit >= high !== (answer === 'right'))
  return { needed: high, wrong, odd: odd.map(([limit]) => limit), count: all.length }
}
