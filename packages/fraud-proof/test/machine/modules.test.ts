import { type StepModule, stepModules } from '@mvm/protocol'
import { expect, it } from 'vitest'
import { encodeTape, opcodeRules, type RunningState } from '../../src/index.ts'
import { type RecordedStep, StepVerifier } from '../evm/StepVerifier.ts'
import { opcodeOf } from './cells.ts'
import { type StepRecord, TestMachine } from './TestMachine.ts'

/** Modules of opcodes; the others are asked for a step of EXEC by mutation.test.ts. */
const modules = [...new Set(opcodeRules.map((rule) => rule?.module ?? 'FlowStep'))]
/** Kind, five parts and code. */
const WITHOUT_STACK = 7

it('each byte of code is stepped by one module of L1, and no other takes it', {
  timeout: 300_000,
}, async () => {
  const asked: RecordedStep[] = []
  const own: StepRecord[] = []
  for (let byte = 0; byte < 256; byte++) {
    const record = recordOf(byte)
    own.push(record)
    for (const module of modules) {
      if (module === record.module) continue
      asked.push({ ...record, module })
      // As if the opcode took no values.
      const bare = record.elements.slice(0, WITHOUT_STACK)
      if (bare.length < record.elements.length) {
        asked.push({ ...record, module, tape: encodeTape(bare) })
      }
    }
  }
  const verifier = await StepVerifier.start()
  try {
    const answers = await verifier.take(asked)
    const taken = asked.filter((_, i) => answers[i]?.postHash !== null)
    expect(taken.map(({ module }) => module satisfies StepModule)).toEqual([])
    const right = await verifier.take(own)
    expect(right.map(({ postHash }) => postHash)).toEqual(own.map(({ postHash }) => postHash))
  } finally {
    await verifier.stop()
  }
  expect(modules.length).toBeLessThan(stepModules.length)
  process.stderr.write(`${asked.length} steps asked of ${modules.length} modules\n`)
})

/** Its execution above seventeen zeros. */
function recordOf(byte: number): StepRecord {
  const code = Uint8Array.from([...new Array<number>(17).fill(0x5f), byte])
  const machine = new TestMachine({ code })
  const states = machine.states() as RunningState[]
  // Zeros are pushed by the same opcode as one of those asked for.
  const state = states.findLast((one) => opcodeOf(one, code) === byte && one.frame?.pc === 17)
  return machine.take(state as RunningState)
}
