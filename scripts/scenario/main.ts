import { faultNames } from '@mvm/execution'
import { runElasticCommand } from './elastic/runElasticCommand.ts'
import { runFaultScenario } from './ranger/runFaultScenario.ts'

const usage = `Usage: npm run --silent scenario -- ranger/<fault>
       npm run --silent scenario -- elastic [--dacs <n>] [--busy <n>] [--window <s>]

Makes a chain that lies in one block, has a ranger check it, and prints its verdict as one line of JSON. Ends with 0 if
the ranger disputed exactly that block in time.

"elastic" measures a devnet with 100 DACs of which 5 are used, and prints what it found as one line of JSON. Ends
with 0 if an idle DAC costs no node more than 10 MB and wakes within 2 s.

Faults: ${faultNames.join(' ')}
`

const [name] = process.argv.slice(2)
if (name === 'elastic') process.exit(await runElasticCommand(process.argv.slice(3)))
const [area, fault] = name?.split('/') ?? []
const known = faultNames.find((candidate) => candidate === fault)
if (area !== 'ranger' || known === undefined) {
  process.stderr.write(usage)
  process.exit(name === '--help' ? 0 : 2)
}
const verdict = await runFaultScenario(known)
process.stdout.write(`${JSON.stringify(verdict)}\n`)
process.exit(verdict.passed ? 0 : 1)
