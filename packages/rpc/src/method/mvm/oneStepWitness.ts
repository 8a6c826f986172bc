import { quantity } from '../../format/quantity.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readPosition } from '../../parameter/readPosition.ts'
import { required } from '../../parameter/required.ts'
import { steppedBlock } from '../../trace/steppedBlock.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** What L1 needs to execute one step of a block's trace (spec 4.1). */
export const oneStepWitness = defineDacMethod({
  name: 'mvm_oneStepWitness',
  parameters: [required('block', readBlockReference), required('position', readPosition)],
  handle: async ({ ports, signal }, reference, position) => {
    const block = steppedBlock(ports.chain, reference)
    const step = await ports.steps.step(block, position, signal)
    return {
      blockNumber: quantity(block.header.number),
      blockHash: block.hash,
      position: quantity(position),
      kind: step.kind,
      opcode: step.opcode === null ? null : quantity(step.opcode),
      preHash: step.preHash,
      postHash: step.postHash,
      moduleId: quantity(step.moduleId),
      tape: step.tape,
    }
  },
})
