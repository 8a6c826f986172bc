import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface Draw {
  readonly chainId: number
  /** One whose seed is known. */
  readonly epoch: number
}

/** Calldata for the SequencerPool: draws a DAC's sequencers and producer for an epoch, if nobody has yet. */
export function encodeDraw({ chainId, epoch }: Draw): Hex {
  return encodeContractCall('SequencerPool', 'draw', [chainId, epoch])
}
