import type { Hex } from '../bytes/toHex.ts'

/**
 * Code of the deterministic-deployment proxy: CREATE2 with the salt in the first word of the input and the
 * creation code after it. Its address commits to this code: it follows from a transaction without a private
 * key, which the test re-derives; anvil and EIP-7997 have the same.
 */
export const deterministicDeploymentProxyCode: Hex =
  '0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe03601600081602082378035828234f58015156039578182fd5b8082525050506014600cf3'
