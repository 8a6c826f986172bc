import { setTimeout as delay } from 'node:timers/promises'
import { cpuSeconds } from '../../bench/cpuSeconds.ts'
import type { ElasticReport, Quantiles } from './ElasticReport.ts'
import { residentBytes } from './residentBytes.ts'
import { StartedDevnet } from './StartedDevnet.ts'
import { TransferSender } from './TransferSender.ts'
import { untilAtRest } from './untilAtRest.ts'

export interface ElasticOptions {
  readonly dacs: number
  /** How many of them are used; a devnet with no others is what the idle ones are compared with. */
  readonly busyDacs: number
  /** Seconds over which CPU time is taken. */
  readonly windowSeconds: number
  readonly progress: (line: string) => void
}

/** Milliseconds between two first transactions on DACs that rest. */
const WAKE_PAUSE_MS = 200

/**
 * Measures what DACs cost that nobody uses (spec 6.1): a devnet with the busy DACs alone, then one with all, at rest;
 * then the busy ones get all the transfers that one sender each can have included, while each of the others is woken
 * by its first transaction.
 */
export async function runElasticScenario(options: ElasticOptions): Promise<ElasticReport> {
  const { dacs, busyDacs, windowSeconds, progress } = options
  const few = await StartedDevnet.start(busyDacs)
  let baseline: ReadonlyMap<string, number>
  try {
    await untilAtRest(few)
    baseline = memoryOf(few)
  } finally {
    await few.stop()
  }
  progress(`${busyDacs} DACs are measured`)

  const devnet = await StartedDevnet.start(dacs)
  try {
    progress(`${dacs} DACs are up after ${devnet.bringUpSeconds.toFixed(0)} s`)
    const upAtMs = performance.now()
    await untilAtRest(devnet)
    const restSeconds = (performance.now() - upAtMs) / 1000
    progress(`all of them rest after another ${restSeconds.toFixed(0)} s`)

    const idleDacs = dacs - busyDacs
    const idleCpu = await cpuOver(devnet, windowSeconds)
    const idleBytes = memoryOf(devnet)
    const processes = devnet.processes.map(({ role }) => ({
      role,
      idleBytes: idleBytes.get(role) ?? 0,
      bytesPerIdleDac: ((idleBytes.get(role) ?? 0) - (baseline.get(role) ?? 0)) / idleDacs,
      idleCpuSecondsPerMinute: idleCpu.get(role) ?? 0,
    }))
    progress('the idle ones are measured')

    const { busyMs, wakeMs, busyBytes, busyCpu, seconds } = await loadAndWake(devnet, options)
    return {
      dacs,
      busyDacs,
      bringUpSeconds: devnet.bringUpSeconds,
      restSeconds,
      memory: {
        idleBytes: sum(idleBytes.values()),
        busyBytes,
        worstBytesPerIdleDac: Math.max(...processes.map((one) => one.bytesPerIdleDac)),
      },
      cpu: { idleSecondsPerMinute: sum(idleCpu.values()), busySecondsPerMinute: busyCpu },
      processes,
      busyTransactionsPerSecond: busyMs.length / seconds,
      wakeMs: quantiles(wakeMs),
      busyMs: quantiles(busyMs),
    }
  } finally {
    await devnet.stop()
  }
}

async function loadAndWake(devnet: StartedDevnet, { busyDacs, windowSeconds }: ElasticOptions) {
  const { dacs, accounts, processes } = devnet
  const [account] = accounts
  if (account === undefined) throw new Error('the devnet has no account')
  const pids = processes.map(({ pid }) => pid)
  const cpuBefore = cpuSeconds(pids)
  const startedAtMs = performance.now()
  const busyMs: number[] = []
  let isOver = false
  const load = dacs.slice(0, busyDacs).map(async (dac) => {
    const sender = new TransferSender(dac, account)
    while (!isOver) busyMs.push(await sender.send())
  })
  const loading = Promise.all(load)
  // Awaited below; one that fails before must not end the process and leave the devnet.
  loading.catch(() => undefined)
  const wakeMs: number[] = []
  for (const dac of dacs.slice(busyDacs)) {
    wakeMs.push(await new TransferSender(dac, account).send())
    await delay(WAKE_PAUSE_MS)
  }
  await delay(Math.max(0, windowSeconds * 1000 - (performance.now() - startedAtMs)))
  const seconds = (performance.now() - startedAtMs) / 1000
  const busyCpu = ((cpuSeconds(pids) - cpuBefore) / seconds) * 60
  const busyBytes = sum(memoryOf(devnet).values())
  isOver = true
  await loading
  return { busyMs, wakeMs, busyBytes, busyCpu, seconds }
}

function memoryOf({ processes }: StartedDevnet): ReadonlyMap<string, number> {
  return new Map(processes.map(({ role, pid }) => [role, residentBytes(pid)]))
}

/** CPU seconds a minute of each process. */
async function cpuOver({ processes }: StartedDevnet, windowSeconds: number) {
  const take = () => processes.map(({ pid }) => cpuSeconds([pid]))
  const before = take()
  await delay(windowSeconds * 1000)
  const after = take()
  return new Map(
    processes.map(({ role }, i) => {
      const used = (after[i] as number) - (before[i] as number)
      return [role, (used / windowSeconds) * 60]
    }),
  )
}

function quantiles(values: readonly number[]): Quantiles {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
  return { count: sorted.length, p50: at(0.5) ?? 0, p95: at(0.95) ?? 0, max: sorted.at(-1) ?? 0 }
}

function sum(values: Iterable<number>): number {
  return [...values].reduce((total, value) => total + value, 0)
}
