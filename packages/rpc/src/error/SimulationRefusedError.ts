import type { SimulationRefusal } from '../port/BlockSimulation.ts'
import { RpcError } from './RpcError.ts'

/** Why `eth_simulateV1` does not begin, or does not go on. */
export type SimulationProblem =
  | SimulationRefusal
  | 'BLOCK_NUMBERS'
  | 'BLOCK_TIMESTAMPS'
  | 'TOO_MANY_BLOCKS'

/** Codes of execution-apis. */
const CODES: Readonly<Record<SimulationProblem, number>> = {
  NONCE_TOO_LOW: -38010,
  NONCE_TOO_HIGH: -38011,
  BASE_FEE_TOO_HIGH: -38012,
  INTRINSIC_GAS: -38013,
  INSUFFICIENT_FUNDS: -38014,
  BLOCK_GAS: -38015,
  BLOCK_NUMBERS: -38020,
  BLOCK_TIMESTAMPS: -38021,
  SENDER_HAS_CODE: -38024,
  INITCODE_SIZE: -38025,
  TOO_MANY_BLOCKS: -38026,
  PRECOMPILE: -32000,
  OTHER: -32603,
}

/** The blocks or calls of a simulation cannot be as they are asked for. */
export class SimulationRefusedError extends RpcError {
  readonly code = 'SIMULATION_REFUSED'
  readonly problem: SimulationProblem

  constructor({
    problem,
    reason,
  }: {
    readonly problem: SimulationProblem
    readonly reason: string
  }) {
    super(reason)
    this.problem = problem
  }

  get rpcCode(): number {
    return CODES[this.problem]
  }
}
