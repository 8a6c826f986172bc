import { parseArgs } from 'node:util'
import { runElasticScenario } from './runElasticScenario.ts'

/** What spec 6.1 allows an idle DAC. */
const MAX_BYTES_PER_IDLE_DAC = 10e6
const MAX_WAKE_MS = 2_000

/** `npm run scenario -- elastic`; gives the exit code. */
export async function runElasticCommand(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      dacs: { type: 'string', default: '100' },
      busy: { type: 'string', default: '5' },
      window: { type: 'string', default: '60' },
    },
  })
  const report = await runElasticScenario({
    dacs: Number(values.dacs),
    busyDacs: Number(values.busy),
    windowSeconds: Number(values.window),
    progress: (line) => process.stderr.write(`${line}\n`),
  })
  process.stdout.write(`${JSON.stringify(report)}\n`)
  const { memory, wakeMs } = report
  const isCheap = memory.worstBytesPerIdleDac <= MAX_BYTES_PER_IDLE_DAC
  return isCheap && wakeMs.p95 <= MAX_WAKE_MS ? 0 : 1
}
