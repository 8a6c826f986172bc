import { assemble } from '../../../execution/test/bytecode/assemble.ts'
import { Kind } from '../../src/index.ts'
import { noise } from './noise.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

/** The first, a middle and the last KECCAK step of a hash of 40,000 bytes. */
export function spongeSteps(op: 'KECCAK256' | 'LOG1' = 'KECCAK256'): StepRecord[] {
  const topic = op === 'LOG1' ? 'PUSH1 7' : ''
  const code = assemble(
    `PUSH2 40000 PUSH0 PUSH1 31 CALLDATACOPY ${topic} PUSH2 40000 PUSH1 31 ${op}`,
  )
  const machine = new TestMachine({ code, calldata: noise(40_000), gas: 1_000_000n })
  const from = machine.states().find(({ kind }) => kind === Kind.KECCAK)
  const steps = machine.record(from).filter(({ state }) => state.kind === Kind.KECCAK)
  return [steps[0], steps[1], steps.at(-1)] as StepRecord[]
}
