import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Seconds, TraceMeasurement } from './measureTrace.ts'
import { largestWorkloads, transferWorkload } from './traceWorkloads.ts'

/** What the CPU may need for 63 commitments of the largest transaction, and for all of a transfer. */
const LIMIT_SECONDS = 60
const TRANSFER_LIMIT_SECONDS = 1

/**
 * How long a player needs from nothing to the commitments of its move: one pass over the block, then 63 states evenly
 * spread over the transaction's steps, hashed; of a transfer every state. Each in a process of its own, so that none
 * runs on code that another one has made fast. CPU seconds count all threads of that process.
 */
export async function benchTrace({
  only,
  rounds,
}: {
  readonly only: string
  readonly rounds: number
}): Promise<void> {
  const names = [...largestWorkloads, transferWorkload].map(({ name }) => name)
  const worst = { name: '', cpu: 0 }
  for (const name of names.filter((one) => one.startsWith(only))) {
    const isTransfer = name === transferWorkload.name
    for (let round = 0; round < rounds; round++) {
      const measurement = measureApart(name)
      const limit = isTransfer ? TRANSFER_LIMIT_SECONDS : LIMIT_SECONDS
      console.log(describe(measurement, limit))
      const { cpu } = total(measurement)
      // A bound that does not hold is no measurement to go by.
      if (cpu > limit) process.exitCode = 1
      if (!isTransfer && cpu > worst.cpu) Object.assign(worst, { name, cpu })
    }
  }
  if (worst.name !== '') {
    console.log(`dearest: ${worst.name}, ${worst.cpu.toFixed(1)} s CPU of ${LIMIT_SECONDS}`)
  }
}

function measureApart(name: string): TraceMeasurement {
  const script = join(import.meta.dirname, 'measureApart.ts')
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, name], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${name}: ${stderr}`)
  return JSON.parse(stdout) as TraceMeasurement
}

function total({ pass, commitments }: TraceMeasurement): Seconds {
  return { wall: pass.wall + commitments.wall, cpu: pass.cpu + commitments.cpu }
}

function describe(measurement: TraceMeasurement, limit: number): string {
  const { name, steps, pass, executor, count, keptMiB, peakMiB } = measurement
  const all = total(measurement)
  const isWithin = all.cpu <= limit ? 'within' : 'NOT WITHIN'
  return [
    `${name}: ${steps} steps, one pass ${seconds(pass)}, ${count} commitments in ${seconds(all)}`,
    `executor ${seconds(executor)}; keeps ${keptMiB.toFixed(0)} MiB, peak ${peakMiB.toFixed(0)}`,
    `${isWithin} ${limit} s`,
  ].join('; ')
}

function seconds({ wall, cpu }: Seconds): string {
  return `${wall.toFixed(2)} s (${cpu.toFixed(2)} s CPU)`
}
