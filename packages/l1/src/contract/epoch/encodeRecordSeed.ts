import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface RecordSeed {
  readonly epoch: number
  /** RLP of the header of L1 block start(epoch) − seedDepth. */
  readonly headerRlp: Hex
}

/** Calldata for EpochSeeds, which takes it between that block and the epoch's start. */
export function encodeRecordSeed({ epoch, headerRlp }: RecordSeed): Hex {
  return encodeContractCall('EpochSeeds', 'record', [epoch, headerRlp])
}
