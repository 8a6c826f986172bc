import { faultNames } from '@mvm/execution'
import { runFaultScenario } from './ranger/runFaultScenario.ts'

const usage = `Usage: npm run --silent scenario -- ranger/<fault>

Makes a chain that lies in one block, has a ranger check it, and prints its verdict as one line of JSON. Ends with 0 if
the ranger disputed exactly that block in time.

Faults: ${faultNames.join(' ')}
`

const [name] = process.argv.slice(2)
const [area, fault] = name?.split('/') ?? []
const known = faultNames.find((candidate) => candidate === fault)
if (area !== 'ranger' || known === undefined) {
  process.stderr.write(usage)
  process.exit(name === '--help' ? 0 : 2)
}
const verdict = await runFaultScenario(known)
process.stdout.write(`${JSON.stringify(verdict)}\n`)
process.exit(verdict.passed ? 0 : 1)
