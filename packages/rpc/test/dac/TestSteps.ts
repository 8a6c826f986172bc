import { asHash } from '@mvm/protocol'
import type { OneStepWitness, SealedHeader, StepTracePort, TracedState } from '../../src/index.ts'

const hashOf = (position: number) => asHash(`0x${position.toString(16).padStart(64, '0')}`)

/** Every step is an ADD. */
export class TestSteps implements StepTracePort {
  async states(_block: SealedHeader, first: number, last: number): Promise<TracedState[]> {
    return Array.from({ length: last - first + 1 }, (_, i) => ({
      ...{ position: first + i, kind: 'EXEC', opcode: 1, pc: i, gas: 100n, depth: 1 },
      stateHash: hashOf(first + i),
    }))
  }

  async step(_block: SealedHeader, position: number): Promise<OneStepWitness> {
    return {
      ...{ kind: 'EXEC', opcode: 1, moduleId: 3, tape: '0xabcd' },
      ...{ preHash: hashOf(position), postHash: hashOf(position + 1) },
    }
  }
}
