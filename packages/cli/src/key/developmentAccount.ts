import type { Hex } from '@mvm/protocol'

/** Account 0 of the public development mnemonic ("test test … junk"), which every devnet funds. */
export const developmentAccount = {
  address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  privateKey: '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80' satisfies Hex,
} as const
