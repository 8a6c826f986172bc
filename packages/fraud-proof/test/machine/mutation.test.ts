import { stepModules } from '@mvm/protocol'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeTape, isMoving, Kind } from '../../src/index.ts'
import { scenarios } from '../block/scenarios.ts'
import type { BlockStep } from '../block/TestRollup.ts'
import { type RecordedStep, StepVerifier } from '../evm/StepVerifier.ts'
import { precompileSteps } from '../precompile/precompileStep.ts'
import { cells } from './cells.ts'
import { spongeSteps } from './spongeSteps.ts'
import { TestMachine } from './TestMachine.ts'

interface Mutant extends RecordedStep {
  readonly name: string
}

describe('the verifier', { timeout: 300_000 }, () => {
  let verifier: StepVerifier
  beforeAll(async () => {
    verifier = await StepVerifier.start()
  })
  afterAll(() => verifier?.stop())

  it('reverts on every tape that is not the step’s, and in every module that is not', async () => {
    const sample = await sampleOfClasses()
    const mutants = sample.flatMap((record) => [...mutantsOf(record)])
    const answers = await verifier.take(mutants)
    const survivors = mutants.filter((_, i) => answers[i]?.postHash !== null)
    expect(survivors.map(({ name, module }) => `${module}: ${name}`)).toEqual([])
    process.stderr.write(`${mutants.length} mutants of ${sample.length} steps\n`)
  })

  it('answers each of those steps when it is left as it is', async () => {
    const sample = await sampleOfClasses()
    const answers = await verifier.take(sample)
    expect(answers.map(({ postHash }) => postHash)).toEqual(sample.map(({ postHash }) => postHash))
  })
})

/**
 * One step of each module, kind, number of elements, and, between frames, of each way in which it goes on; and the
 * steps that no cell of an opcode leads to.
 */
async function sampleOfClasses(): Promise<BlockStep[]> {
  const classes = new Map<string, BlockStep>()
  for (const { rule, program } of cells()) {
    if (program.code.length > 1000) continue
    for (const record of new TestMachine(program).record()) {
      const key = `${rule.module} ${record.module} ${record.state.kind} ${record.elements.length}`
      if (!classes.has(key)) classes.set(key, record)
    }
  }
  for (const { run } of scenarios) {
    for (const step of (await run()).flatMap(({ steps }) => steps)) {
      if (step.state.kind === Kind.EXEC || step.tape.length > 8_000) continue
      const key = `block ${step.state.kind} ${step.after.kind} ${step.elements.length}`
      if (!classes.has(key)) classes.set(key, step)
    }
  }
  return [...classes.values(), ...precompileSteps(), ...spongeSteps('LOG1')]
}

const waiting: readonly number[] = [Kind.BLOCK_BEGIN, Kind.TX_NEXT, Kind.BLOCK_END]

function* mutantsOf(record: BlockStep): Generator<Mutant> {
  const { elements, preHash, position, module } = record
  const changed = (name: string, tape: Uint8Array): Mutant => ({
    name,
    tape,
    preHash,
    position,
    module,
  })
  for (const [i, element] of elements.entries()) {
    const others = (replacement: readonly Uint8Array[]): Uint8Array =>
      encodeTape([...elements.slice(0, i), ...replacement, ...elements.slice(i + 1)])
    // Each word of the state, and each 32 bytes of what else there is.
    for (let at = 0; at < element.length; at += 32) {
      const flipped = element.slice()
      const index = Math.min(at + 31, element.length - 1)
      flipped[index] = (flipped[index] as number) ^ 1
      yield changed(`bit of byte ${index} of element ${i}`, others([flipped]))
    }
    yield changed(`element ${i} dropped`, others([]))
    yield changed(`element ${i} twice`, others([element, element]))
    yield changed(`element ${i} longer`, others([Buffer.concat([element, Buffer.alloc(32)])]))
    if (element.length > 0) {
      yield changed(`element ${i} shorter`, others([element.subarray(0, element.length - 1)]))
      yield changed(`element ${i} empty`, others([new Uint8Array()]))
    }
    const next = elements[i + 1]
    if (next !== undefined && Buffer.compare(element, next) !== 0) {
      const swapped = [...elements.slice(0, i), next, element, ...elements.slice(i + 2)]
      yield changed(`elements ${i} and ${i + 1} swapped`, encodeTape(swapped))
    }
  }
  yield changed('an element more', encodeTape([...elements, new Uint8Array()]))
  yield changed('a byte more', Buffer.concat([record.tape, Buffer.alloc(1)]))
  yield changed('a byte less', record.tape.subarray(0, record.tape.length - 1))
  // A state that waits is the one after as well.
  if (record.postHash !== preHash) {
    yield { ...changed('another state', record.tape), preHash: record.postHash }
  }
  if (waiting.includes(record.state.kind)) {
    const other = isMoving(record.state, position) ? position + 1 : 0
    yield { ...changed(`position ${other}`, record.tape), position: other }
  }
  for (const other of stepModules) {
    if (other === module) continue
    yield { ...changed(`module ${other}`, record.tape), module: other }
  }
}
