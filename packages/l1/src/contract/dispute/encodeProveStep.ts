import { type Hex, toHex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface ProveStep {
  readonly disputeId: number
  /** The module that the step belongs to. */
  readonly moduleId: number
  readonly tape: Uint8Array
}

/** Calldata for the DisputeGame: has L1 execute the last step, which decides the game (spec 4.1). */
export function encodeProveStep({ disputeId, moduleId, tape }: ProveStep): Hex {
  return encodeContractCall('DisputeGame', 'proveStep', [disputeId, moduleId, toHex(tape)])
}
