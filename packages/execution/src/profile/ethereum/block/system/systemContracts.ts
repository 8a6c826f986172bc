import { type Address, predeploys } from '@mvm/protocol'

/** Contracts that blocks call on their own. */
export const systemContracts = {
  /** EIP-4788. */
  beaconRoots: '0x000f3df6d732807ef1319fb7b8bb8522d0beac02' as Address,
  /** EIP-2935. */
  history: predeploys.history,
  /** EIP-7002. */
  withdrawalRequests: '0x00000961ef480eb55e80d19ad83579a64c007002' as Address,
  /** EIP-7251. */
  consolidationRequests: '0x0000bbddc7ce488642fb579f8b00f3a590007251' as Address,
} as const
