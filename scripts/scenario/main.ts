import { faultNames } from '@mvm/execution'
import { type Progress, progressOnStderr } from '@mvm/node'
import { attackNames } from './attack/attacks.ts'
import { runAttackScenario } from './attack/runAttackScenario.ts'
import { FALSE_BASE, runFalseBase } from './attack/runFalseBase.ts'
import { runDisputeScenario } from './dispute/runDisputeScenario.ts'
import { runElasticCommand } from './elastic/runElasticCommand.ts'
import { runFaultScenario } from './ranger/runFaultScenario.ts'

const usage = `Usage: npm run --silent scenario -- dispute/<fault>|all
       npm run --silent scenario -- attack/<attack>|all
       npm run --silent scenario -- ranger/<fault>|all [<sequencers>]
       npm run --silent scenario -- elastic [--dacs <n>] [--busy <n>] [--window <s>]

Brings up a devnet whose sequencers, one by default, lie in one block of a DAC, and prints a verdict as one line of
JSON. With "all" every fault, or attack, has its turn, and its line.

"dispute" waits until the liar has lost the dispute, all of whose steps it stands by, and has another sequencer go on
with the DAC. Ends with 0 if L1 has executed a step that shows the fault, the roots are deleted, the liar is slashed,
and the true roots and a new transaction's are asserted, within 90 s of the opening.

"attack" leaves an asserter that keeps to the protocol to itself, while others dispute what is right. Ends with 0 if it
has won all games, its state batches have become final, its money is what it was and the attackers' bonds are added,
and the chain has gone on.

"ranger" waits for the ranger's dispute. Ends with 0 if the ranger disputed exactly that block within a minute, and the
block's state batch waits for the dispute.

"elastic" measures a devnet with 100 DACs of which 5 are used, and prints what it found as one line of JSON. Ends
with 0 if an idle DAC costs no node more than 10 MB and wakes within 2 s.

Faults: ${faultNames.join(' ')}
Attacks: ${[...attackNames, FALSE_BASE].join(' ')}
`

const [name, sequencers = '1'] = process.argv.slice(2)
if (name === 'elastic') process.exit(await runElasticCommand(process.argv.slice(3)))
const [area, wanted] = name?.split('/') ?? []
const named = <Name extends string>(names: readonly Name[]): readonly Name[] =>
  wanted === 'all' ? names : names.filter((known) => known === wanted)
const options = (progress: Progress) => ({ signal: stop.signal, progress })
const stop = new AbortController()
/** By what its scenarios are called after the area. */
const scenarios = new Map<string, (progress: Progress) => Promise<{ readonly passed: boolean }>>()
if (area === 'attack') {
  for (const one of named(attackNames)) {
    scenarios.set(one, (progress) => runAttackScenario(one, options(progress)))
  }
  for (const one of named([FALSE_BASE])) {
    scenarios.set(one, (progress) => runFalseBase(options(progress)))
  }
} else if (area === 'dispute') {
  for (const one of named(faultNames)) {
    scenarios.set(one, (progress) => runDisputeScenario(one, options(progress)))
  }
} else if (area === 'ranger' && /^[123]$/.test(sequencers)) {
  const sequencerCount = Number(sequencers)
  for (const one of named(faultNames)) {
    scenarios.set(one, (progress) =>
      runFaultScenario(one, { ...options(progress), sequencerCount }),
    )
  }
}
if (scenarios.size === 0) {
  process.stderr.write(usage)
  process.exit(name === '--help' ? 0 : 2)
}
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(event, () => {
    // The second time at once: the processes of the devnet end when their parent does.
    if (stop.signal.aborted) process.exit(130)
    stop.abort()
  })
}
let hasFailed = false
for (const [one, run] of scenarios) {
  const progress = progressOnStderr()
  const scenario = `${area}/${one}`
  progress(scenario)
  try {
    const verdict = await run(progress)
    process.stdout.write(`${JSON.stringify(verdict)}\n`)
    hasFailed ||= !verdict.passed
  } catch (error) {
    if (stop.signal.aborted) process.exit(130)
    const { name: kind, message } = error as Error
    const subject = area === 'attack' ? { attack: one } : { fault: one }
    const failed = { scenario, ...subject, error: `${kind}: ${message}` }
    process.stdout.write(`${JSON.stringify({ ...failed, passed: false })}\n`)
    hasFailed = true
  }
}
process.exit(hasFailed ? 1 : 0)
