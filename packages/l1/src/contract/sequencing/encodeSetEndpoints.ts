import type { Hex } from '@mvm/protocol'
import { encodeContractCall } from '../encodeContractCall.ts'

export interface SetEndpoints {
  readonly chainId: number
  readonly rpcUrl: string
  readonly wsUrl: string
}

/** Calldata for the DACManager, from a DAC's creator: where its chain is served. */
export function encodeSetEndpoints({ chainId, rpcUrl, wsUrl }: SetEndpoints): Hex {
  return encodeContractCall('DACManager', 'setEndpoints', [chainId, rpcUrl, wsUrl])
}
