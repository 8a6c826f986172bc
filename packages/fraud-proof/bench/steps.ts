import { assemble } from '../../execution/test/bytecode/assemble.ts'
import { hashState } from '../src/index.ts'
import { TestMachine } from '../test/machine/TestMachine.ts'

// Prints how many steps the machine takes in a second of CPU, and what a commitment costs: node packages/fraud-proof/bench/steps.ts

const loops: readonly (readonly [string, string])[] = [
  ['JUMPDEST', 'JUMPDEST '.repeat(500)],
  ['ADD', 'PUSH1 1 PUSH1 2 ADD POP '.repeat(125)],
  ['MSTORE', 'PUSH1 7 MSIZE MSTORE '.repeat(100)],
  ['SWAP16', 'PUSH0 '.repeat(17) + 'SWAP16 '.repeat(200) + 'POP '.repeat(17)],
  ['TSTORE', 'GAS GAS TSTORE '.repeat(100)],
  ['SSTORE', 'PUSH1 1 GAS SSTORE '.repeat(20)],
]

for (const [name, body] of loops) {
  const code = assemble(`JUMPDEST ${body} PUSH0 JUMP`)
  const machine = new TestMachine({ code, gas: 2_000_000n })
  const before = process.cpuUsage()
  const states = machine.states()
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1_000_000
  const middle = states[states.length >> 1]
  const beforeCommit = process.cpuUsage()
  if (middle !== undefined) hashState(middle)
  const commitMs = process.cpuUsage(beforeCommit).user / 1000
  const rate = Math.round(states.length / seconds)
  console.log(
    `${name}: ${states.length} steps, ${rate} a CPU second; a commitment ${commitMs.toFixed(1)} ms`,
  )
}
