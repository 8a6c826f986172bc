import { resolveBlock } from '../../chain/resolveBlock.ts'
import { SimulationRefusedError } from '../../error/SimulationRefusedError.ts'
import { latestBlock } from '../../parameter/BlockReference.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockReference } from '../../parameter/readBlockReference.ts'
import { readBlockSimulation } from '../../parameter/readBlockSimulation.ts'
import { required } from '../../parameter/required.ts'
import { checkCall } from '../../simulation/checkCall.ts'
import { formatSimulatedBlock } from '../../simulation/formatSimulatedBlock.ts'
import { planBlocks } from '../../simulation/planBlocks.ts'
import { defineMethod } from '../defineMethod.ts'

/** Executes calls in blocks that follow one that stands, and shows the blocks as they would be; nothing is kept. */
export const simulateV1 = defineMethod({
  name: 'eth_simulateV1',
  parameters: [
    required('simulation', readBlockSimulation),
    optional('block', readBlockReference, latestBlock),
  ],
  handle: async ({ ports, limits, signal }, asked, reference) => {
    const { blocks, hasTransferLogs, isValidated, hasFullTransactions } = asked
    for (const { calls } of blocks) for (const call of calls) checkCall(ports, call)
    const at = resolveBlock(ports.chain, reference)
    const simulation = {
      at,
      blocks: planBlocks(at, blocks),
      hasTransferLogs,
      isValidated,
      gasCap: BigInt(limits.simulationGas),
      timeLimitMs: limits.simulationMs,
    }
    const outcome = await ports.state.simulate(simulation, signal)
    if (outcome.status === 'refused') {
      const { refusal, reason } = outcome
      throw new SimulationRefusedError({ problem: refusal, reason })
    }
    return outcome.blocks.map((block) => formatSimulatedBlock(block, hasFullTransactions))
  },
})
