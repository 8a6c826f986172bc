import { faultNames } from '@mvm/execution'
import { progressOnStderr } from '@mvm/node'
import { runElasticCommand } from './elastic/runElasticCommand.ts'
import { runFaultScenario } from './ranger/runFaultScenario.ts'

const usage = `Usage: npm run --silent scenario -- ranger/<fault> [<sequencers>]
       npm run --silent scenario -- ranger/all
       npm run --silent scenario -- elastic [--dacs <n>] [--busy <n>] [--window <s>]

Brings up a devnet whose sequencers, one by default, lie in one block of a DAC, waits for the ranger's dispute, and
prints a verdict as one line of JSON. Ends with 0 if the ranger disputed exactly that block within a minute, and the
block's state batch waits for the dispute. With "all" every fault has its turn, and its line.

"elastic" measures a devnet with 100 DACs of which 5 are used, and prints what it found as one line of JSON. Ends
with 0 if an idle DAC costs no node more than 10 MB and wakes within 2 s.

Faults: ${faultNames.join(' ')}
`

const [name, sequencers = '1'] = process.argv.slice(2)
if (name === 'elastic') process.exit(await runElasticCommand(process.argv.slice(3)))
const [area, fault] = name?.split('/') ?? []
const faults = fault === 'all' ? faultNames : faultNames.filter((known) => known === fault)
if (area !== 'ranger' || faults.length === 0 || !/^[123]$/.test(sequencers)) {
  process.stderr.write(usage)
  process.exit(name === '--help' ? 0 : 2)
}
const stop = new AbortController()
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(event, () => {
    // The second time at once: the processes of the devnet end when their parent does.
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })
}
const options = { signal: stop.signal, sequencerCount: Number(sequencers) }
let hasFailed = false
for (const one of faults) {
  const progress = progressOnStderr()
  progress(`ranger/${one}`)
  try {
    const verdict = await runFaultScenario(one, { ...options, progress })
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
    hasFailed ||= !verdict.passed
  } catch (error) {
    if (stop.signal.aborted) process.exit(130)
    const { name: kind, message } = error as Error
    const failed = { scenario: `ranger/${one}`, fault: one, error: `${kind}: ${message}` }
    process.stdout.write(`${JSON.stringify({ ...failed, passed: false })}\n`)
    hasFailed = true
  }
}
process.exit(hasFailed ? 1 : 0)
