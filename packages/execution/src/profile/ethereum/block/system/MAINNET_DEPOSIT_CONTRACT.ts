import type { Address } from '@mvm/protocol'

/** Where validators deposit on Ethereum (EIP-6110). */
export const MAINNET_DEPOSIT_CONTRACT = '0x00000000219ab540356cbb839cbe05303d7705fa' as Address
