import { BlockTrace, blockMachine, hashState, Kind, SLOT_STEPS } from '@mvm/fraud-proof'
import { prepareTrace } from './prepareTrace.ts'
import type { TraceWorkload } from './TraceWorkload.ts'

/** Seconds of the clock and of all of the process's threads. */
export interface Seconds {
  readonly wall: number
  readonly cpu: number
}

export interface TraceMeasurement {
  readonly name: string
  /** Steps of the transaction. */
  readonly steps: number
  /** What the executor needs for the block. */
  readonly executor: Seconds
  /** What the machine needs to go through the block once, no state hashed. */
  readonly pass: Seconds
  /** The commitments, once the trace is there. */
  readonly commitments: Seconds
  readonly count: number
  /** What the trace says that it keeps. */
  readonly keptMiB: number
  /** Largest resident set so far. */
  readonly peakMiB: number
}

/** The slot of a block's only input. */
const INPUT = 1

/**
 * Measures a transaction's trace from nothing: executor, one pass, commitments evenly spread over its steps (or of each
 * of them). Throws unless the machine comes to the executor's output root.
 */
export async function measureTrace(
  workload: TraceWorkload,
  count: number | 'all',
): Promise<TraceMeasurement> {
  const block = prepareTrace(workload)
  const [executed, executor] = await timed(() => block.execute())
  const [trace, pass] = await timed(() => new BlockTrace(block.start, blockMachine(block.store())))
  const steps = trace.stepsOf(INPUT)
  const offsets =
    count === 'all'
      ? Array.from({ length: steps + 1 }, (_, i) => i)
      : Array.from({ length: count }, (_, i) => Math.floor(((i + 1) * steps) / (count + 1)))
  const positions = offsets.map((offset) => INPUT * SLOT_STEPS + offset)
  const [hashes, commitments] = await timed(() => trace.hashesAt(positions))
  const end = trace.stateAt(2 ** 38)
  if (end.kind !== Kind.HALT || end.outputRoot !== executed.outputRoot) {
    throw new Error(`${workload.name}: machine and executor come to different output roots`)
  }
  const first = positions[0] ?? 0
  if (hashes[0] !== hashState(trace.stateAt(first))) throw new Error('a commitment is wrong')
  const peakMiB = process.resourceUsage().maxRSS / 1024
  return {
    ...{ name: workload.name, steps, executor, pass, commitments },
    ...{ count: hashes.length, keptMiB: trace.keptBytes / 2 ** 20, peakMiB },
  }
}

async function timed<T>(run: () => T | Promise<T>): Promise<readonly [T, Seconds]> {
  const before = process.cpuUsage()
  const startMs = performance.now()
  const result = await run()
  const wall = (performance.now() - startMs) / 1000
  const { user, system } = process.cpuUsage(before)
  return [result, { wall, cpu: (user + system) / 1_000_000 }]
}
