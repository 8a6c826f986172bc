import { type Measurement, measure } from './measure.ts'
import { prepareWorkload } from './prepareWorkload.ts'
import { startAnvil, startHardhat, startMvm } from './startTargets.ts'

/**
 * Pre-signed ERC-20 transfers over JSON-RPC: this project beside anvil and Hardhat, one after the other in one
 * run, so that the ratio holds on whatever machine it runs. Transactions per server CPU-second count the
 * server's own process, not its L1 and not this client.
 */
export async function benchTransfers({
  transactions,
  senders,
  rounds,
}: {
  readonly transactions: number
  readonly senders: number
  readonly rounds: number
}): Promise<void> {
  const measurements: Measurement[] = []
  for (let round = 0; round < rounds; round++) {
    for (const start of [
      () => startMvm(18_545, 18_546),
      () => startAnvil(18_547),
      () => startHardhat(18_548),
    ]) {
      const target = await start()
      try {
        const workload = await prepareWorkload(target, transactions, senders)
        measurements.push(await measure(target, workload))
        console.log(describe(measurements.at(-1) as Measurement))
      } finally {
        await target.stop()
      }
    }
  }
  for (const peer of ['anvil', 'hardhat']) {
    const ratio = (key: 'minedPerSecond' | 'minedPerCpuSecond') =>
      (median(measurements, 'mvm', key) / median(measurements, peer, key)).toFixed(2)
    console.log(
      `mvm / ${peer}: ${ratio('minedPerSecond')} in tx/s, ${ratio('minedPerCpuSecond')} in tx per CPU-second`,
    )
  }
}

function describe({
  name,
  transactions,
  seconds,
  minedPerSecond,
  minedPerCpuSecond,
}: Measurement): string {
  return `${name.padEnd(8)} ${transactions} transfers in ${seconds.toFixed(2)} s: ${minedPerSecond.toFixed(0)} mined tx/s, ${minedPerCpuSecond.toFixed(0)} tx per server CPU-second`
}

function median(
  measurements: readonly Measurement[],
  name: string,
  key: 'minedPerSecond' | 'minedPerCpuSecond',
): number {
  const values = measurements.filter((m) => m.name === name).map((m) => m[key])
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
