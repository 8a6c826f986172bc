import type { Address } from '../account/Address.ts'

const at = (hex: string): Address => hex as Address

/**
 * Addresses that every DAC knows (spec 2.5, EIP-2935). Those in the genesis state are in
 * {@link genesisAccounts}; the others have no code, or get it later.
 */
export const predeploys = {
  dacMaster: at('0x4200000000000000000000000000000000000dac'),
  coinbase: at('0x4200000000000000000000000000000000000006'),
  l2CrossDomainMessenger: at('0x4200000000000000000000000000000000000007'),
  l2StandardBridge: at('0x4200000000000000000000000000000000000010'),
  feeVault: at('0x4200000000000000000000000000000000000011'),
  l1Block: at('0x4200000000000000000000000000000000000015'),
  l2ToL1MessagePasser: at('0x4200000000000000000000000000000000000016'),
  /** Has no code: the node intercepts what is sent to it, and derivation skips it (spec 7). */
  ipfsResolver: at('0x4200000000000000000000000000000000000f05'),
  /** EIP-2935: hashes of the last 8,191 blocks. */
  history: at('0x0000f90827f1c53a10cb7a02335b175320002935'),
  multicall3: at('0xca11bde05977b3631167028862be2a173976ca11'),
  deterministicDeploymentProxy: at('0x4e59b44847b379578588920ca78fbf26c0b4956c'),
} as const

export type Predeploy = keyof typeof predeploys
